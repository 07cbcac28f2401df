package org.cloudinit.core.userdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.instance.TemplateVariables;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Parts that are Jinja templates ({@code JinjaTemplatePartHandler}): rendered with instance-data,
 * they are cloud-config, a script or a boothook, and handled as such.
 *
 * @param engine renders
 * @param context where instance-data is found
 */
record TemplateParts(TemplateEngine engine, HandlerContext context) {
    static final String TYPE = "text/jinja2";

    private static final String ACT = "rendering a template";

    /**
     * The part that a template stands for; null where it is empty, or is of no kind that a template
     * may be, which was reported.
     *
     * @throws MalformedException if it cannot be rendered
     * @throws IOException if instance-data cannot be read
     */
    @Nullable Part rendered(Part part) throws IOException {
        String source = context.origin() + "/" + part.filename();
        Template template = Template.marked(part.content().revealText(), source);
        if (template == null) {
            throw new MalformedException(
                    "template.not-marked",
                    ACT,
                    new Origin(source, 1, 1),
                    "the part's type is that of a template, its first line is not",
                    "Begin it with '## template: jinja'.");
        }
        TemplateEngine.Rendered result = engine.render(template, variables());
        if (!result.missing().isEmpty()) {
            warn(
                    "template.missing-variables",
                    source,
                    "instance-data has no " + String.join(", ", result.missing()),
                    "Their places hold " + TemplateEngine.MISSING + " and the name.");
        }
        if (result.text().isEmpty()) {
            return null;
        }
        byte[] bytes = result.text().getBytes(StandardCharsets.UTF_8);
        String type = ContentTypes.byFirstLine(Slice.of(bytes));
        if (type == null || !isRendered(type)) {
            warn(
                    "template.unhandled",
                    source,
                    "what the template gives is neither cloud-config nor a script nor a boothook",
                    "Put its first line, such as #cloud-config, behind that of the template.");
            return null;
        }
        return new Part(type, part.filename(), Secret.of(bytes), part.headers());
    }

    private static boolean isRendered(String type) {
        return switch (type) {
            case ContentTypes.CLOUD_CONFIG,
                    ContentTypes.SHELL_SCRIPT,
                    "text/cloud-config-jsonp",
                    "text/cloud-boothook" ->
                    true;
            default -> false;
        };
    }

    private Mapping variables() throws IOException {
        String path = context.paths().runFile("instance-data-sensitive.json");
        byte[] document;
        try {
            document = context.root().read(path);
        } catch (NoSuchFileException e) {
            throw new MalformedException(
                    Problem.error(
                            "template.no-instance-data",
                            ACT,
                            Origin.of(path),
                            "instance-data is not there yet",
                            "Templates are rendered once the instance is known."),
                    e);
        }
        ConfigTree data = context.documents().json(document, path);
        return data instanceof Mapping mapping ? TemplateVariables.of(mapping) : Mapping.EMPTY;
    }

    private void warn(String code, String source, String message, String remedy) {
        context.reporter().report(Problem.warning(code, ACT, Origin.of(source), message, remedy));
    }
}
