package org.cloudinit.core.state;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/** Collects problems for a result. */
final class Problems implements Reporter {
    private final List<Problem> all = new ArrayList<>();

    @Override
    public void report(Problem problem) {
        all.add(problem);
    }

    @Override
    public void decided(Decision decision) {
        // Nothing is decided here.
    }

    List<Problem> all() {
        return List.copyOf(all);
    }
}
