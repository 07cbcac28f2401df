package org.cloudinit.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.TemplateVariables;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Renders those files of configuration that are marked as Jinja templates, with the instance's own
 * data. Before that data is there, as when the stage begins, a marked file is read as it stands:
 * the mark is a comment to YAML ({@code util.read_conf}).
 */
final class ConfigTemplates {
    private static final byte[] MARK = {'#', '#'};

    private final HostFiles files;
    private final Documents documents;
    private final TemplateEngine engine;
    private final String instanceData;
    private final Reporter reporter;

    /**
     * Templates of a machine.
     *
     * @param runFolder folder that holds the instance's data
     */
    ConfigTemplates(
            HostFiles files,
            Documents documents,
            TemplateEngine engine,
            String runFolder,
            Reporter reporter) {
        this.files = files;
        this.documents = documents;
        this.engine = engine;
        this.instanceData = runFolder + "/instance-data-sensitive.json";
        this.reporter = reporter;
    }

    /** The template in a file; null where it is none, which costs two comparisons. */
    @Nullable Template template(byte[] bytes, String path) {
        if (bytes.length < MARK.length || bytes[0] != MARK[0] || bytes[1] != MARK[1]) {
            return null;
        }
        try {
            return Template.marked(new String(bytes, StandardCharsets.UTF_8), path);
        } catch (MalformedException malformed) {
            reporter.report(malformed.problem().as(Severity.WARNING));
            return null;
        }
    }

    /** The rendered text; null where it cannot be rendered, now or at all. */
    byte @Nullable [] render(Template template) {
        try {
            byte[] bytes = files.readIfPresent(instanceData);
            if (bytes == null
                    || !(documents.json(bytes, instanceData) instanceof Mapping document)) {
                return null;
            }
            TemplateEngine.Rendered rendered =
                    engine.render(template, TemplateVariables.of(document));
            if (!rendered.missing().isEmpty()) {
                reporter.report(
                        problem(
                                template,
                                "the instance has no "
                                        + String.join(", ", rendered.missing())
                                        + " that the template wants"));
            }
            return rendered.text().getBytes(StandardCharsets.UTF_8);
        } catch (MalformedException malformed) {
            reporter.report(malformed.problem().as(Severity.WARNING));
        } catch (IOException failure) {
            reporter.report(problem(template, String.valueOf(failure.getMessage())));
        }
        return null;
    }

    private static Problem problem(Template template, String message) {
        return Problem.warning(
                "config.template",
                "rendering configuration",
                Origin.of(template.source()),
                message,
                "See cloud-init query --all for what there is.");
    }
}
