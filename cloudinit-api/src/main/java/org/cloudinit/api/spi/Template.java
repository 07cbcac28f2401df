package org.cloudinit.api.spi;

import java.util.Locale;
import java.util.Objects;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * A Jinja template. It may hold secrets, and {@link #toString} does not show it.
 *
 * @param body the template without the line that marks it
 * @param source name of its document for messages
 * @param firstLine line of the document at which the body begins, counted from 1
 */
public record Template(String body, String source, int firstLine) {
    public Template {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(source, "source");
        if (firstLine < 1) {
            throw new IllegalArgumentException("lines are counted from 1");
        }
    }

    /** A template that needs no mark, such as one from the command line. */
    public static Template of(String body, String source) {
        return new Template(body, source, 1);
    }

    /**
     * The template in a document whose first line marks it as one, {@code ## template: jinja}, in
     * any case and spacing ({@code templater.detect_template}). Null where the line is none, or
     * says that the document is no Jinja template.
     *
     * @throws MalformedException if the line names a kind of template that there is not
     */
    public static @Nullable Template marked(String document, String source) {
        int end = document.indexOf('\n');
        String line = end < 0 ? document : document.substring(0, end);
        String kind = kind(line);
        if (kind == null || kind.equals("basic")) {
            return null;
        }
        if (!kind.equals("jinja")) {
            throw new MalformedException(
                    "template.unknown-kind",
                    "reading a template",
                    new Origin(source, 1, 1),
                    "its first line names a kind of template that is not known",
                    "Write '## template: jinja'.");
        }
        return new Template(end < 0 ? "" : document.substring(end + 1), source, 2);
    }

    /** What stands behind {@code ## template:}; null where the line is something else. */
    private static @Nullable String kind(String line) {
        if (!line.startsWith("##")) {
            return null;
        }
        String rest = line.substring(2).stripLeading();
        String mark = "template:";
        return rest.regionMatches(true, 0, mark, 0, mark.length())
                ? rest.substring(mark.length()).strip().toLowerCase(Locale.ROOT)
                : null;
    }

    /** Its place and size. */
    @Override
    public String toString() {
        return source + ", template of " + body.length() + " characters";
    }
}
