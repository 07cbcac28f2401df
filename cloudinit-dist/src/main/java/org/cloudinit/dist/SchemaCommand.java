package org.cloudinit.dist;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.dist.Invocation.Tool.CheckNetwork;
import org.cloudinit.net.NetworkConversion;

/**
 * {@code schema -t network-config}: whether a document is valid ({@code config/schema.py} of the
 * original), with a line for each place where it is not.
 */
final class SchemaCommand {
    private SchemaCommand() {}

    /** Checks; answers the exit code, which is 1 for a document that is not valid. */
    static int run(CheckNetwork call, PrintStream out, PrintStream log) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(call.file()));
        } catch (IOException | InvalidPathException e) {
            log.println(
                    "cloud-init: reading "
                            + call.file()
                            + ": "
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + ". Name a file that is there.");
            return 1;
        }
        boolean valid = true;
        for (Problem problem : NetworkConversion.validate(bytes, call.file())) {
            boolean error = problem.severity() == Severity.ERROR;
            valid &= !error;
            log.println("cloud-init: " + (error ? "" : "warning: ") + problem.line());
        }
        out.println((valid ? "Valid schema " : "Invalid network-config ") + call.file());
        return valid ? 0 : 1;
    }
}
