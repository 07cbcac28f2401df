package org.cloudinit.net;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/** Keeps the problems of a configuration that is checked. */
final class Problems implements Reporter {
    private final List<Problem> all = new ArrayList<>();

    @Override
    public void report(Problem problem) {
        all.add(problem);
    }

    @Override
    public void decided(Decision decision) {
        // Checking decides nothing.
    }

    /** The problems in order. */
    List<Problem> all() {
        return List.copyOf(all);
    }
}
