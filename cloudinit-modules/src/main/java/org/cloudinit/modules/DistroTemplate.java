package org.cloudinit.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Template;

/** Files that are made of the distribution's templates ({@code templater.render_to_file}). */
public final class DistroTemplate {
    private DistroTemplate() {}

    /**
     * The file that a template gives, with mode 0644.
     *
     * @param name the template's name in the folder of templates, without {@code .tmpl}
     * @param target path of the file
     * @param variables what the template may use
     * @throws MalformedException if there is no such template, or it cannot be rendered
     */
    public static RenderedFile render(
            ModuleContext context, String name, String target, Mapping variables)
            throws IOException {
        String path = context.paths().templates() + "/" + name + ".tmpl";
        byte[] bytes = context.host().root().readIfPresent(path);
        if (bytes == null) {
            throw new MalformedException(
                    "template.missing",
                    "writing " + target,
                    Origin.of(path),
                    "there is no such template",
                    "Install the template, or write the file by other means.");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        Template template = Template.marked(text, path);
        if (template == null) {
            throw new MalformedException(
                    "template.unmarked",
                    "writing " + target,
                    new Origin(path, 1, 1),
                    "the first line does not mark it as a template",
                    "Begin it with '## template: jinja'.");
        }
        return RenderedFile.text(
                target, context.templates().render(template, variables).text(), 0644);
    }
}
