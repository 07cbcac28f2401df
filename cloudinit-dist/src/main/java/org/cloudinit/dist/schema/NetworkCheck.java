package org.cloudinit.dist.schema;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.config.YamlReader;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;
import org.cloudinit.dist.userdata.InputFile;
import org.cloudinit.net.NetworkConversion;
import org.jspecify.annotations.Nullable;

/**
 * Checks a network configuration ({@code validate_cloudconfig_file}): a line for each place where
 * it is wrong, or the document with a mark at each.
 */
final class NetworkCheck {
    private final Document document;
    private final Call call;

    NetworkCheck(Document document, Call call) {
        this.document = document;
        this.call = call;
    }

    Verdict run() throws IOException, UsageException {
        PrintStream out = call.terminal().out();
        byte[] bytes = InputFile.read(document.path(), document.named(), call);
        if (bytes.length == 0) {
            out.println(
                    "Empty 'network-config' found at "
                            + document.path()
                            + ". Nothing to validate.");
            return new Verdict.Unchecked();
        }
        ConfigTree config = parsed(bytes);
        if (config instanceof Mapping mapping && isEmpty(mapping)) {
            out.println("Skipping network-config schema validation on empty config.");
            return new Verdict.Unchecked();
        }
        if (config != null && !(config instanceof Mapping)) {
            return new Verdict.Unfit("network-config " + document.path() + " is not a YAML dict.");
        }
        List<Problem> problems = NetworkConversion.validate(bytes, document.path());
        show(bytes, problems);
        return problems.stream().anyMatch(NetworkCheck::isError)
                ? new Verdict.Invalid(List.of())
                : new Verdict.Valid();
    }

    private static boolean isEmpty(Mapping document) {
        ConfigTree network = document.get("network");
        return network == null ? document.isEmpty() : !network.truthy();
    }

    /** The document, or null where it is none: the check says why. */
    private @Nullable ConfigTree parsed(byte[] bytes) {
        try {
            return YamlReader.read(bytes, document.path());
        } catch (MalformedException _) {
            return null;
        }
    }

    private void show(byte[] bytes, List<Problem> problems) {
        if (!call.options().has("--annotate")) {
            for (Problem problem : problems) {
                String severity = isError(problem) ? "" : "warning: ";
                call.terminal().err().println("cloud-init: " + severity + problem.line());
            }
        } else if (!problems.isEmpty()) {
            var errors = new ArrayList<Note>();
            var warnings = new ArrayList<Note>();
            for (Problem problem : problems) {
                (isError(problem) ? errors : warnings).add(note(problem));
            }
            String content = new String(bytes, StandardCharsets.UTF_8);
            call.terminal()
                    .out()
                    .println(
                            Annotation.annotate(
                                    content,
                                    List.of(
                                            new Annotation.Marks("E", "Errors", errors),
                                            new Annotation.Marks("W", "Warnings", warnings))));
        }
    }

    private static Note note(Problem problem) {
        return Note.at(
                Math.max(1, problem.origin().line()),
                Math.max(1, problem.origin().column()),
                problem.message() + " [" + problem.code() + "]. " + problem.remedy());
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Severity.ERROR;
    }
}
