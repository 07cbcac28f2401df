package org.cloudinit.config.yaml;

import java.util.Objects;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;

/**
 * The syntax of a YAML document, one event at a time. The only class that uses SnakeYAML, of which
 * it uses the scanner and parser alone, fed by {@link DocumentReader}: what a scalar means is
 * decided by {@link Resolver}.
 */
final class YamlEvents {
    /** The kinds of event that a composer distinguishes. */
    enum Kind {
        ALIAS,
        SCALAR,
        SEQUENCE_START,
        MAPPING_START,
        COLLECTION_END,
        DOCUMENT_START,
        DOCUMENT_END,
        STREAM_START,
        STREAM_END
    }

    private final String source;
    private final EscapedSlash document;
    private final Parser parser;
    private Event event;

    YamlEvents(String text, String source) {
        this.source = source;
        this.document = EscapedSlash.prepare(text);
        var reader = new DocumentReader(document.text());
        int forbidden = reader.firstForbidden();
        if (forbidden >= 0) {
            throw YamlFault.syntax(
                    place(forbidden), "the document holds a character that YAML does not allow");
        }
        var options = new LoaderOptions();
        // Size and depth are bounded by the callers, for both formats alike.
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.parser = new ParserImpl(reader, options);
        this.event = next();
    }

    /** Goes on to the next event. */
    void advance() {
        event = next();
    }

    private Event next() {
        try {
            return Objects.requireNonNull(parser.getEvent());
        } catch (MarkedYAMLException e) {
            throw syntax(e);
        } catch (YAMLException e) {
            throw YamlFault.syntax(Origin.of(source), "this is no YAML");
        }
    }

    /** Neither the parser's message nor the exception as a cause: both quote the document. */
    private MalformedException syntax(MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        String problem = Objects.requireNonNullElse(e.getProblem(), "this is no YAML");
        // In parentheses at the end the parser quotes the document.
        int quoted = problem.endsWith(")") ? problem.lastIndexOf('(') : -1;
        int end = quoted < 0 ? problem.length() : problem.lastIndexOf(' ', quoted);
        String said = end < 0 ? "this is no YAML" : problem.substring(0, end);
        String message = e.getContext() == null ? said : e.getContext() + ", " + said;
        return YamlFault.syntax(mark == null ? Origin.of(source) : place(mark), message);
    }

    private Origin place(Mark mark) {
        return new Origin(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place of a character, counted in code points from 0. */
    private Origin place(int position) {
        String text = document.text();
        int end =
                text.offsetByCodePoints(
                        0, Math.min(position, text.codePointCount(0, text.length())));
        int line = 1;
        int start = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i + 1;
        }
        return new Origin(source, line, text.codePointCount(start, end) + 1);
    }

    /**
     * Refuses directives that no document follows: SnakeYAML takes them for nothing, and what the
     * author took for content would be lost unseen.
     *
     * @param end where the last document ended, or the stream began
     */
    void refuseDirectivesAfter(Origin end) {
        String text = document.text();
        int from = 0;
        for (int line = 1; line < end.line(); line++) {
            from = text.indexOf('\n', from) + 1;
        }
        int at = text.startsWith("%", from) ? from : text.indexOf("\n%", from) + 1;
        if (at > 0 || text.startsWith("%", from)) {
            Origin place = place(text.codePointCount(0, at));
            throw YamlFault.syntax(place, "a directive is not followed by a document");
        }
    }

    Kind kind() {
        return switch (event.getEventId()) {
            case Alias -> Kind.ALIAS;
            case Scalar -> Kind.SCALAR;
            case SequenceStart -> Kind.SEQUENCE_START;
            case MappingStart -> Kind.MAPPING_START;
            case SequenceEnd, MappingEnd -> Kind.COLLECTION_END;
            case DocumentStart -> Kind.DOCUMENT_START;
            case DocumentEnd -> Kind.DOCUMENT_END;
            case StreamStart -> Kind.STREAM_START;
            case StreamEnd -> Kind.STREAM_END;
            case Comment -> throw new IllegalStateException("comments are not asked for");
        };
    }

    Origin origin() {
        return place(event.getStartMark());
    }

    /** The anchor that the node bears or the alias names, or null. */
    @Nullable String anchor() {
        return event instanceof NodeEvent node ? node.getAnchor() : null;
    }

    /** The explicit tag in full, or null; {@code !} counts as none. */
    @Nullable String tag() {
        // A pattern switch would be linked here at every boot.
        String tag =
                event instanceof ScalarEvent scalar
                        ? scalar.getTag()
                        : event instanceof CollectionStartEvent collection
                                ? collection.getTag()
                                : null;
        return "!".equals(tag) ? null : tag;
    }

    /** The text of the scalar. */
    String text() {
        var scalar = (ScalarEvent) event;
        boolean doubleQuoted = scalar.getScalarStyle() == DumperOptions.ScalarStyle.DOUBLE_QUOTED;
        return document.restore(scalar.getValue(), doubleQuoted);
    }

    /** Whether the scalar's type follows from its text: it is plain, or tagged {@code !}. */
    boolean untyped() {
        return ((ScalarEvent) event).getImplicit().canOmitTagInPlainScalar();
    }
}
