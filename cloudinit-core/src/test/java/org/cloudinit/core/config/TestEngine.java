package org.cloudinit.core.config;

import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Template;
import org.cloudinit.api.spi.TemplateEngine;

/** Puts {@code {{ a.b }}} into texts, and knows no more of Jinja than that. */
final class TestEngine implements TemplateEngine {
    @Override
    public Rendered render(Template template, Mapping variables) {
        var text = new StringBuilder();
        String rest = template.body();
        for (int open = rest.indexOf("{{"); open >= 0; open = rest.indexOf("{{")) {
            int close = rest.indexOf("}}");
            String[] path = rest.substring(open + 2, close).strip().split("\\.", -1);
            ConfigTree value = variables.find(path);
            if (!(value instanceof Scalar scalar)) {
                throw new MalformedException(
                        "test.unrendered",
                        "rendering",
                        Origin.of(template.source()),
                        "there is no such variable",
                        "Write another.");
            }
            text.append(rest, 0, open).append(scalar.display());
            rest = rest.substring(close + 2);
        }
        return new Rendered(text.append(rest).toString(), List.of());
    }
}
