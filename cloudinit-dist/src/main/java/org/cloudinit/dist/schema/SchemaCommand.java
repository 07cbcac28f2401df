package org.cloudinit.dist.schema;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/**
 * {@code schema}: whether a document, or those of this machine, are valid ({@code config/schema.py}
 * of the original), and if not, where.
 */
public final class SchemaCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init schema -c FILE [-t TYPE] [-i FILE] [--annotate]
                   cloud-init schema --system [-i FILE] [--annotate]

            Say whether a document is valid, and if not, where.

              -c, --config-file FILE    the document
              -t, --schema-type TYPE    what it is: cloud-config, which is the default, or
                                        network-config
              --system                  check what this machine was given
              -i, --instance-data FILE  variables for '## template: jinja'
              --annotate                print the document with its faults marked
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .value("--config-file", "-c")
                .value(List.of("cloud-config", Document.NETWORK), "--schema-type", "-t")
                .value("--instance-data", "-i")
                .flag("--system")
                .flag("--annotate");
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        String file = call.options().last("--config-file");
        boolean system = call.options().has("--system");
        if (system == (file != null)) {
            return stop(call, "\nExpected one of --config-file or --system arguments");
        }
        if (system && call.options().has("--schema-type")) {
            call.terminal()
                    .out()
                    .println(
                            "WARNING: The --schema-type parameter is inapplicable when --system is"
                                    + " present");
        }
        if (system && !call.caller().superuser()) {
            return stop(
                    call,
                    "\nUnable to read system userdata or vendordata as non-root user. Try using"
                            + " sudo.");
        }
        if (file == null) {
            List<Document> documents = SystemDocuments.of(call);
            return call.machine().root().exists(documents.getFirst().path())
                    ? check(documents, call)
                    : absent(documents.getFirst(), call);
        }
        String type = call.options().last("--schema-type", "cloud-config");
        String kind = type.equals(Document.NETWORK) ? Document.NETWORK : Document.USER_DATA;
        var document = new Document(kind, file, true);
        return Files.exists(Path.of(file))
                ? check(List.of(document), call)
                : absent(document, call);
    }

    private static int absent(Document document, Call call) {
        return stop(call, " Config file " + document.path() + " does not exist");
    }

    private static int stop(Call call, String message) {
        call.terminal().err().println("Error:" + message);
        return 1;
    }

    private static int check(List<Document> documents, Call call)
            throws IOException, UsageException {
        PrintStream out = call.terminal().out();
        boolean several = documents.size() > 1;
        if (several) {
            List<String> kinds = documents.stream().map(Document::kind).toList();
            out.println("Found cloud-config data types: " + String.join(", ", kinds));
        }
        var invalid = new ArrayList<String>();
        int number = 0;
        for (Document document : documents) {
            number++;
            if (several) {
                out.println(
                        "\n" + number + ". " + document.kind() + " at " + document.path() + ":");
            }
            Verdict verdict = verdict(document, call);
            if (verdict instanceof Verdict.Stop reason) {
                return stop(call, "\n" + reason.message());
            }
            if (!say(document, verdict, several ? "  " : "", call)) {
                invalid.add(document.kind());
            }
        }
        if (invalid.isEmpty()) {
            return 0;
        }
        out.flush();
        return stop(call, " Invalid schema: " + String.join(", ", invalid) + "\n");
    }

    private static Verdict verdict(Document document, Call call)
            throws IOException, UsageException {
        return document.isNetwork()
                ? new NetworkCheck(document, call).run()
                : new CloudConfigCheck(document, call).run();
    }

    /** Says what a check came to; answers whether that is good. */
    private static boolean say(Document document, Verdict verdict, String indent, Call call) {
        PrintStream out = call.terminal().out();
        PrintStream err = call.terminal().err();
        String error = indent + "Error: ";
        switch (verdict) {
            case Verdict.Valid _ ->
                    out.println(
                            indent
                                    + "Valid schema "
                                    + (document.named() ? document.path() : document.kind()));
            case Verdict.Invalid reasons -> {
                if (!call.options().has("--annotate")) {
                    out.println(indent + "Invalid " + document.kind() + " " + document.path());
                    out.flush();
                    if (!reasons.errors().isEmpty()) {
                        String joined = Note.join("Cloud config schema errors: ", reasons.errors());
                        err.println(error + joined + "\n");
                    }
                }
                return false;
            }
            case Verdict.Unfit reason -> {
                out.println(indent + "Invalid " + document.kind());
                out.flush();
                err.println(error + reason.message() + "\n");
                return false;
            }
            case Verdict.Unchecked _, Verdict.Stop _ -> {}
        }
        return true;
    }
}
