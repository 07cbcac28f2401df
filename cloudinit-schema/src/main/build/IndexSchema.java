import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes beside the published schema where each of its definitions begins and ends, and which
 * top-level keys it is about, so that a boot reads those alone that its document needs.
 *
 * <p>A line for each: name, first byte, byte behind the last, and, where the definition says
 * nothing about a document without them, the keys. The line of {@code $defs} itself is the span of
 * bytes without which the rest is a document.
 */
final class IndexSchema {
    private static final String DEFINITIONS = "$defs";

    /** A value in the text. */
    private record Span(int from, int to) {}

    private final String text;

    private IndexSchema(String text) {
        this.text = text;
    }

    /**
     * @param args the schema, and the file to write
     */
    public static void main(String[] args) throws IOException {
        // One character is one byte: positions hold for both.
        String text = Files.readString(Path.of(args[0]), StandardCharsets.ISO_8859_1);
        Files.write(Path.of(args[1]), new IndexSchema(text).lines());
    }

    private List<String> lines() {
        Map<String, Span> root = members(new Span(blanks(0), text.length()));
        var lines = new ArrayList<String>();
        lines.add(DEFINITIONS + " " + member(root.get(DEFINITIONS)));
        members(root.get(DEFINITIONS)).forEach((name, span) -> lines.add(line(name, span)));
        return lines;
    }

    /** From the quote of the name to behind the comma. */
    private String member(Span value) {
        int from = text.lastIndexOf('"' + DEFINITIONS + '"', value.from);
        int comma = blanks(value.to);
        if (from < 0 || text.charAt(comma) != ',') {
            throw new IllegalStateException(DEFINITIONS + " has to stand before another member");
        }
        return from + " " + (comma + 1);
    }

    private String line(String name, Span span) {
        if (name.contains(" ")) {
            throw new IllegalStateException("a name with a blank: " + name);
        }
        var line = new StringBuilder(name + " " + span.from + " " + span.to);
        Map<String, Span> members = members(span);
        Span properties = members.remove("properties");
        if (properties != null && saysNoMore(members)) {
            line.append(" :");
            members(properties).keySet().forEach(key -> line.append(' ').append(key));
        }
        return line.toString();
    }

    /** Whether what a definition has beside its properties is true of every mapping. */
    private boolean saysNoMore(Map<String, Span> others) {
        for (Map.Entry<String, Span> other : others.entrySet()) {
            String value = text.substring(other.getValue().from, other.getValue().to);
            boolean empty =
                    switch (other.getKey()) {
                        case "type" -> value.equals("\"object\"");
                        case "additionalProperties" -> value.equals("true");
                        default -> false;
                    };
            if (!empty) {
                return false;
            }
        }
        return true;
    }

    /** The members of an object by name. */
    private Map<String, Span> members(Span object) {
        var members = new LinkedHashMap<String, Span>();
        int at = blanks(object.from + 1);
        while (text.charAt(at) != '}') {
            int end = end(at);
            String name = text.substring(at + 1, end - 1);
            int value = blanks(blanks(end) + 1);
            members.put(name, new Span(value, end(value)));
            at = blanks(end(value));
            at = text.charAt(at) == ',' ? blanks(at + 1) : at;
        }
        return members;
    }

    /** Behind the value that begins here. */
    private int end(int from) {
        int depth = 0;
        int at = from;
        do {
            char c = text.charAt(at);
            if (c == '"') {
                at = behindString(at);
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        } while (depth > 0 || isWithin(from, at));
        return at;
    }

    /** Whether a number, or a word as {@code true}, goes on. */
    private boolean isWithin(int from, int at) {
        return Character.isLetterOrDigit(text.charAt(from))
                && Character.isLetterOrDigit(text.charAt(at));
    }

    private int behindString(int quote) {
        int at = quote + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private int blanks(int from) {
        int at = from;
        while (Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
