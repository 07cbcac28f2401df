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

    private final Set<Record> said = new HashSet<>();

    OnceReporter(Reporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void report(Problem problem) {
        if (said.add(problem)) {
            reporter.report(problem);
        }
    }

    @Override
    public void decided(Decision decision) {
        if (said.add(decision)) {
            reporter.decided(decision);
        }
    }
}
