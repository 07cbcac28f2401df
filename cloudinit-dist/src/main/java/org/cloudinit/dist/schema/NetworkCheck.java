package org.cloudinit.dist.schema;

import java.io.PrintStream;
import java.util.List;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.net.NetworkConversion;

/** Checks a network configuration, with a line for each place where it is wrong. */
final class NetworkCheck {
    private NetworkCheck() {}

    /** Shows what is wrong; answers whether the document is valid all the same. */
    static boolean run(byte[] bytes, String path, PrintStream err) {
        List<Problem> problems = NetworkConversion.validate(bytes, path);
        boolean valid = true;
        for (Problem problem : problems) {
            boolean error = problem.severity() == Severity.ERROR;
            valid &= !error;
            err.println("cloud-init: " + (error ? "" : "warning: ") + problem.line());
        }
        return valid;
    }
}
