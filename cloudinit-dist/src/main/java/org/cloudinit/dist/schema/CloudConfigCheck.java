package org.cloudinit.dist.schema;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine.Rendered;
import org.cloudinit.config.YamlReader;
import org.cloudinit.dist.Wiring;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;
import org.cloudinit.dist.userdata.InputFile;
import org.cloudinit.dist.userdata.InstanceData;
import org.cloudinit.dist.userdata.KnownTypes;
import org.cloudinit.dist.userdata.RenderCommand;
import org.cloudinit.dist.userdata.TextFile;
import org.cloudinit.schema.CloudConfigSchema;
import org.cloudinit.schema.Finding;

/** Checks user-data or vendor-data that is cloud-config ({@code validate_cloudconfig_file}). */
final class CloudConfigCheck {
    /** What a merged cloud-config says of parts that were left out of it. */
    private static final String IGNORED_PART = "# Cloud-config part ignored SCHEMA_ERROR: ";

    private final Document document;
    private final Call call;
    private final PrintStream out;
    private final boolean annotate;

    CloudConfigCheck(Document document, Call call) {
        this.document = document;
        this.call = call;
        this.out = call.terminal().out();
        this.annotate = call.options().has("--annotate");
    }

    Verdict run() throws IOException, UsageException {
        String path = document.path();
        String content = TextFile.decode(InputFile.read(path, document.named(), call), path);
        if (content.isEmpty()) {
            out.println("Empty 'cloud-config' found at " + path + ". Nothing to validate.");
            return new Verdict.Unchecked();
        }
        if (!KnownTypes.TEMPLATE.equals(KnownTypes.of(content))) {
            return checkKind(content, 1);
        }
        Template template = Template.marked(content, path);
        if (template == null) {
            return invalid(1, "the first line is not that of a template, but begins like it");
        }
        Mapping variables;
        Rendered rendered;
        try {
            variables = InstanceData.variables(call.options().last("--instance-data"), call);
            rendered = Wiring.templates().render(template, variables);
        } catch (IOException e) {
            return new Verdict.Stop(
                    "Cannot render jinja template vars. " + String.valueOf(e.getMessage()));
        } catch (MalformedException e) {
            return new Verdict.Stop("Failed to render templated user-data. " + e.problem().line());
        }
        if (!rendered.missing().isEmpty()) {
            call.terminal().err().println(RenderCommand.missing(rendered, path));
        }
        return checkKind(rendered.text(), 2);
    }

    private Verdict checkKind(String content, int headerLine) {
        String kind = KnownTypes.of(content);
        if (kind == null) {
            int end = content.indexOf('\n');
            return invalid(
                    headerLine,
                    "Unrecognized user-data header in "
                            + document.path()
                            + ": \""
                            + (end < 0 ? content : content.substring(0, end))
                            + "\".\nExpected first line to be one of: "
                            + String.join(", ", KnownTypes.marks()));
        }
        if (!kind.equals(KnownTypes.CLOUD_CONFIG)) {
            out.println(
                    "User-data type '" + kind + "' not currently evaluated by cloud-init schema");
            return new Verdict.Unchecked();
        }
        return check(content);
    }

    private static Verdict invalid(int line, String message) {
        return new Verdict.Invalid(List.of(Note.at(line, 1, message)));
    }

    private Verdict check(String content) {
        List<Note> errors = ignoredParts(content);
        ConfigTree config;
        try {
            config = YamlReader.read(content, document.path());
        } catch (MalformedException e) {
            errors.add(notYaml(e.problem()));
            show(content, errors, List.of());
            return new Verdict.Invalid(errors);
        }
        if (ModuleLayer.boot().findModule("org.cloudinit.schema").isEmpty()) {
            return new Verdict.Stop("This image was made without the module org.cloudinit.schema");
        }
        if (!(config instanceof Mapping)) {
            return new Verdict.Unfit("cloud-config " + document.path() + " is not a YAML dict.");
        }
        var deprecations = new ArrayList<Note>();
        for (Finding finding : CloudConfigSchema.check(config)) {
            // What concerns the document as a whole is said at its first line.
            int line = Math.max(1, finding.origin().line());
            (finding.deprecated() ? deprecations : errors)
                    .add(new Note(finding.path(), finding.message(), line));
        }
        show(content, errors, deprecations);
        return errors.isEmpty() ? new Verdict.Valid() : new Verdict.Invalid(errors);
    }

    private void show(String content, List<Note> errors, List<Note> deprecations) {
        if (annotate) {
            if (!errors.isEmpty() || !deprecations.isEmpty()) {
                out.println(
                        Annotation.annotate(
                                content,
                                List.of(
                                        new Annotation.Marks("E", "Errors", errors),
                                        new Annotation.Marks("D", "Deprecations", deprecations))));
            }
        } else if (!deprecations.isEmpty()) {
            out.println(Note.join("Cloud config schema deprecations: ", deprecations));
        }
    }

    private Note notYaml(Problem problem) {
        return Note.at(
                Math.max(1, problem.origin().line()),
                Math.max(1, problem.origin().column()),
                "File " + document.path() + " is not valid YAML. " + problem.message());
    }

    /** {@code process_merged_cloud_config_part_problems}. */
    private static List<Note> ignoredParts(String content) {
        var notes = new ArrayList<Note>();
        int number = 0;
        for (String line : (Iterable<String>) content.lines()::iterator) {
            number++;
            if (line.startsWith(IGNORED_PART)) {
                notes.add(
                        Note.at(
                                number,
                                1,
                                line.replace(IGNORED_PART, "Ignored invalid user-data: ")));
            }
        }
        return notes;
    }
}
