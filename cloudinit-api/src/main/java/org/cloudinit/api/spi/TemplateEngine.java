package org.cloudinit.api.spi;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;

/**
 * Renders Jinja templates. Templates come from outside: an engine runs none of the host's code for
 * them, opens no file, and bounds their time, loops and output.
 */
public interface TemplateEngine {
    /** What stands in the place of a variable that is missing, before its name. */
    String MISSING = "CI_MISSING_JINJA_VAR/";

    /** The engine of a program that has none: it refuses every template. */
    TemplateEngine NONE =
            (template, variables) -> {
                throw new MalformedException(
                        "template.no-engine",
                        "rendering a template",
                        Origin.of(template.source()),
                        "no module of this program renders Jinja templates",
                        "Install one, or send the data as it should be.");
            };

    /**
     * Renders a template ({@code templater.render_string}).
     *
     * @param template the template
     * @param variables the names that it may use; those of instance-data are made by {@link
     *     org.cloudinit.api.instance.TemplateVariables}
     * @throws MalformedException if the template cannot be read, does what it may not, or exceeds a
     *     bound; its origin has the template's line, its message no value
     */
    Rendered render(Template template, Mapping variables);

    /**
     * A rendered template. The text may hold secrets; {@link #toString} does not show it.
     *
     * @param text the result, with {@value #MISSING} and the name where a variable is missing
     * @param missing the names of those variables, each once, in the order of their appearance
     */
    record Rendered(String text, List<String> missing) {
        public Rendered {
            Objects.requireNonNull(text, "text");
            missing = List.copyOf(missing);
        }

        @Override
        public String toString() {
            return text.length() + " characters, " + missing.size() + " variables missing";
        }
    }
}
