package org.cloudinit.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/**
 * The one place where problems, decisions and the times of the sub-stages come together. The only
 * object of the stage that changes; nothing reads from it before the end.
 */
final class StageReport implements Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(StageReport.class);

    private static final String DEPRECATED = "DEPRECATED";

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> deprecations = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<LocalOutcome.Step> steps = new ArrayList<>();
    private @Nullable LocalSubStage current;
    private long since = System.nanoTime();

    /** A sub-stage begins; the one before it is over. */
    StageReport enter(LocalSubStage subStage) {
        long now = System.nanoTime();
        if (current != null) {
            steps.add(new LocalOutcome.Step(current, (now - since) / 1000));
        }
        current = subStage;
        since = now;
        return this;
    }

    /** Whether a sub-stage began. */
    boolean reached(LocalSubStage subStage) {
        for (LocalOutcome.Step step : steps) {
            if (step.subStage() == subStage) {
                return true;
            }
        }
        return current == subStage;
    }

    /** Takes what was not reported before: for something that is looked at again. */
    Reporter unlessKnown() {
        var known = new HashSet<String>();
        for (Problem problem : problems) {
            known.add(problem.line());
        }
        return new Reporter() {
            @Override
            public void report(Problem problem) {
                if (known.add(problem.line())) {
                    StageReport.this.report(problem);
                }
            }

            @Override
            public void decided(Decision decision) {
                StageReport.this.decided(decision);
            }
        };
    }

    @Override
    public void report(Problem problem) {
        problems.add(problem);
        switch (problem.severity()) {
            case WARNING -> LOG.warn("{}", problem.line());
            case ERROR -> LOG.error("{}", problem.line());
        }
    }

    /** Takes what the schema says of old keys and values, as a line; an empty one is none. */
    void deprecated(String line) {
        if (!line.isEmpty()) {
            deprecations.add(line);
            LOG.warn(MarkerFactory.getMarker(DEPRECATED), "{}", line);
        }
    }

    @Override
    public void decided(Decision decision) {
        decisions.add(decision);
        for (Decision.Candidate candidate : decision.candidates()) {
            LOG.debug("{}: {}: {}", decision.question(), candidate.name(), candidate.verdict());
        }
        String winner = decision.winner();
        LOG.debug(
                "{} is {}: {}",
                decision.question(),
                winner == null ? "none" : winner,
                decision.reason());
    }

    /** The lines of those problems that count as errors of the stage. */
    List<String> errors() {
        return lines(Severity.ERROR);
    }

    /** The lines of everything else that deserves a look, by the original's names of levels. */
    Map<String, List<String>> recoverable() {
        var lines = new LinkedHashMap<String, List<String>>();
        if (!deprecations.isEmpty()) {
            lines.put(DEPRECATED, List.copyOf(deprecations));
        }
        List<String> warnings = lines(Severity.WARNING);
        if (!warnings.isEmpty()) {
            lines.put("WARNING", warnings);
        }
        return lines;
    }

    private List<String> lines(Severity severity) {
        var lines = new ArrayList<String>();
        for (Problem problem : problems) {
            if (problem.severity() == severity) {
                lines.add(problem.line());
            }
        }
        return lines;
    }

    /** Everything, now that the last sub-stage is over. */
    LocalOutcome outcome(@Nullable String dataSource, @Nullable InstanceId instance) {
        if (current != null) {
            steps.add(new LocalOutcome.Step(current, (System.nanoTime() - since) / 1000));
            current = null;
        }
        return new LocalOutcome(errors(), problems, decisions, steps, dataSource, instance);
    }
}
