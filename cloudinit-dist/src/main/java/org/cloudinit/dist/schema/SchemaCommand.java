package org.cloudinit.dist.schema;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;
import org.cloudinit.net.NetworkConversion;

/**
 * {@code schema -t network-config}: whether a document is valid ({@code config/schema.py} of the
 * original), with a line for each place where it is not.
 */
public final class SchemaCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init schema -t network-config -c FILE

            Say whether a network configuration is valid, and if not, where.

              -t, --schema-type TYPE  what the document is: network-config
              -c, --config-file FILE  the document
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY.value("--schema-type", "-t").value("--config-file", "-c");
    }

    @Override
    public int run(Call call) throws UsageException {
        String type = call.options().last("--schema-type");
        if (!"network-config".equals(type)) {
            throw new UsageException(
                    type == null
                            ? "schema needs --schema-type"
                            : "there is no check of '" + type + "'",
                    "Write --schema-type network-config.");
        }
        String file = call.options().last("--config-file");
        if (file == null) {
            throw new UsageException("schema needs --config-file", "Name the file to be checked.");
        }
        return run(file, call.terminal().out(), call.terminal().err());
    }

    /** Checks; answers the exit code, which is 1 for a document that is not valid. */
    static int run(String file, PrintStream out, PrintStream log) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            log.println(
                    "cloud-init: reading "
                            + file
                            + ": "
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + ". Name a file that is there.");
            return 1;
        }
        boolean valid = true;
        for (Problem problem : NetworkConversion.validate(bytes, file)) {
            boolean error = problem.severity() == Severity.ERROR;
            valid &= !error;
            log.println("cloud-init: " + (error ? "" : "warning: ") + problem.line());
        }
        out.println((valid ? "Valid schema " : "Invalid network-config ") + file);
        return valid ? 0 : 1;
    }
}
