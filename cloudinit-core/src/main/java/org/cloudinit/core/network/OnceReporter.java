package org.cloudinit.core.network;

import java.util.HashSet;
import java.util.Set;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/**
 * Passes on what was not said before: while the act waits for links, it reads and chooses again and
 * again.
 */
final class OnceReporter implements Reporter {
    private final Reporter reporter;

    /** As text: hash codes of records are made at run time, and cost a boot milliseconds. */
    private final Set<String> said = new HashSet<>();

    OnceReporter(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void report(Problem problem) {
        if (said.add(problem.severity() + problem.line())) {
            reporter.report(problem);
        }
    }

    @Override
    public void decided(Decision decision) {
        if (said.add(text(decision))) {
            reporter.decided(decision);
        }
    }

    private static String text(Decision decision) {
        var text = new StringBuilder(decision.question());
        text.append('\n').append(decision.winner()).append('\n').append(decision.reason());
        for (Decision.Candidate candidate : decision.candidates()) {
            text.append('\n').append(candidate.name()).append('\n').append(candidate.verdict());
        }
        return text.toString();
    }
}
