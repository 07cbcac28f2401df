package org.cloudinit.net.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/** Keeps what is reported. */
public final class Notes implements Reporter {
    private final List<Problem> problems = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    @Override
    public void report(Problem problem) {
        problems.add(problem);
    }

    @Override
    public void decided(Decision decision) {
        decisions.add(decision);
    }

    /** Codes of the problems in order. */
    public List<String> codes() {
        return problems.stream().map(Problem::code).toList();
    }

    /** The problems in order. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The last decision on a question. */
    public Decision decision(String question) {
        Decision found = null;
        for (Decision decision : decisions) {
            if (decision.question().equals(question)) {
                found = decision;
            }
        }
        return Objects.requireNonNull(found, "nothing was decided about " + question);
    }
}
