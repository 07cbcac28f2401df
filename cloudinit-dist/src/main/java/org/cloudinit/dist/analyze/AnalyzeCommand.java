package org.cloudinit.dist.analyze;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/** {@code analyze show}, {@code blame}, {@code dump}, {@code boot} ({@code analyze/} there). */
public final class AnalyzeCommand implements Command {
    private static final String FILES =
            """
              -i, --infile FILE    the log, or its dump; - is standard input; by default
                                   /var/log/cloud-init.log
              -o, --outfile FILE   the output; - is standard output
            """;

    private static final String FORMAT =
            """
              -f, --format FORMAT  the line of an event: %I indent, %D description, %E when it
                                   began, %d how long it took, %n name, %r result, %t time,
                                   %e type, %o origin
            """;

    private final Kind kind;

    /** What is asked of the log. */
    public enum Kind {
        SHOW("show [-f FORMAT]", "Show what each boot did, in order, with the times."),
        BLAME("blame", "Show what took longest in each boot."),
        DUMP("dump", "Print the events of the log as JSON."),
        BOOT("boot", "Show when kernel, systemd and the Local stage began.");

        private final String words;
        private final String summary;

        Kind(String words, String summary) {
            this.words = words;
            this.summary = summary;
        }
    }

    /** Makes one of the four. */
    public AnalyzeCommand(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String usage() {
        return "usage: cloud-init analyze "
                + kind.words
                + " [-i FILE] [-o FILE]\n\n"
                + kind.summary
                + "\n\n"
                + FILES
                + (kind == Kind.SHOW ? FORMAT : "");
    }

    @Override
    public OptionTable options() {
        OptionTable files = OptionTable.EMPTY.value("--infile", "-i").value("--outfile", "-o");
        return kind == Kind.SHOW ? files.value("--format", "-f") : files;
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        String text;
        int code = 0;
        switch (kind) {
            case SHOW -> text = Report.show(call);
            case BLAME -> text = Report.blame(call);
            case DUMP -> text = Report.dump(call);
            case BOOT -> {
                BootTimes times = BootTimes.read(call);
                text = times.text();
                code = times.isKnown() ? 0 : 1;
            }
            default -> throw new IllegalStateException(kind.name());
        }
        write(text, call);
        return code;
    }

    private static void write(String text, Call call) throws IOException, UsageException {
        String file = call.options().last("--outfile", "-");
        if (file.equals("-")) {
            call.terminal().out().print(text);
            return;
        }
        try {
            Files.write(Path.of(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidPathException e) {
            throw new UsageException("'" + file + "' is no path", "Name a file.");
        }
    }
}
