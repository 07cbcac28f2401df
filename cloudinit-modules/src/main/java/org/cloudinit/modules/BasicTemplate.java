package org.cloudinit.modules;

import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Template;

/**
 * Texts of the configuration that may be templates: a Jinja template where the first line marks it
 * as one, else a text with names like {@code $NAME} in it ({@code templater.render_string}).
 */
public final class BasicTemplate {
    private static final Pattern NAME =
            Pattern.compile("\\$\\{([A-Za-z0-9_.]+)\\}|\\$([A-Za-z0-9_.]+)");

    private BasicTemplate() {}

    /**
     * Renders a text.
     *
     * @param source what the text is, for messages
     * @throws MalformedException if a name is not known, or the Jinja template cannot be rendered
     */
    public static String render(
            String text, String source, Mapping variables, ModuleContext context) {
        Template template = Template.marked(text, source);
        if (template != null) {
            return context.templates().render(template, variables).text();
        }
        boolean isMarked =
                text.startsWith("##")
                        && text.toLowerCase(java.util.Locale.ROOT).matches("(?s)##\\s*template:.*");
        int start = isMarked ? text.indexOf('\n') + 1 : 0;
        String body = isMarked && start == 0 ? "" : text.substring(start);
        var result = new StringBuilder();
        Matcher names = NAME.matcher(body);
        while (names.find()) {
            String name = names.group(1) == null ? names.group(2) : names.group(1);
            ConfigTree value = variables.find(name.split("\\.", -1));
            if (value == null) {
                throw unknown(source);
            }
            names.appendReplacement(result, Matcher.quoteReplacement(shown(value)));
        }
        return names.appendTail(result).toString();
    }

    private static MalformedException unknown(String source) {
        return new MalformedException(
                "template.unknown-name",
                "rendering a template",
                Origin.of(source),
                "it uses a name that there is not",
                "Use the names that the module's documentation lists.");
    }

    /** As Python shows it. */
    private static String shown(ConfigTree value) {
        return switch (value) {
            case Scalar scalar -> scalar.display();
            case Sequence list -> {
                var items = new ArrayList<String>();
                for (ConfigTree item : list) {
                    items.add(quoted(item));
                }
                yield "[" + String.join(", ", items) + "]";
            }
            case Mapping mapping -> {
                var items = new ArrayList<String>();
                for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                    items.add(quoted(entry.getKey()) + ": " + quoted(entry.getValue()));
                }
                yield "{" + String.join(", ", items) + "}";
            }
        };
    }

    private static String quoted(ConfigTree value) {
        return value instanceof Scalar.Text text ? "'" + text.value() + "'" : shown(value);
    }
}
