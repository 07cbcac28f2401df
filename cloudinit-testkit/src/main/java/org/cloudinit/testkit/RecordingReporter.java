package org.cloudinit.testkit;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/** Keeps problems and decisions. */
public final class RecordingReporter implements Reporter {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    /** Keeps nothing yet. */
    public RecordingReporter() {}

    @Override
    public synchronized void report(Problem problem) {
        problems.add(problem);
    }

    @Override
    public synchronized void decided(Decision decision) {
        decisions.add(decision);
    }

    /** Problems so far, in order. */
    public synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Codes of the problems so far, in order. */
    public synchronized List<String> codes() {
        return problems.stream().map(Problem::code).toList();
    }

    /** Decisions so far, in order. */
    public synchronized List<Decision> decisions() {
        return List.copyOf(decisions);
    }
}
