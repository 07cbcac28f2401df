import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the published schema in pieces, so that a boot reads those alone that its document needs:
 * each definition is a file, and what is beside them is one.
 *
 * <p>The file {@code index} has a line for each definition: its name and, where it says nothing
 * about a document without them, a colon and the top-level keys that it is about.
 */
final class SplitSchema {
    private static final String DEFINITIONS = "$defs";

    /** A value in the text. */
    private record Span(int from, int to) {}

    private final String text;

    private SplitSchema(String text) {
        this.text = text;
    }

    /**
     * @param args the schema, and the folder to write
     */
    public static void main(String[] args) throws IOException {
        // One character is one byte.
        String text = Files.readString(Path.of(args[0]), StandardCharsets.ISO_8859_1);
        new SplitSchema(text).write(Files.createDirectories(Path.of(args[1])));
    }

    private void write(Path folder) throws IOException {
        Map<String, Span> root = members(new Span(blanks(0), text.length()));
        Span definitions = root.get(DEFINITIONS);
        var lines = new ArrayList<String>();
        for (Map.Entry<String, Span> definition : members(definitions).entrySet()) {
            Span span = definition.getValue();
            lines.add(line(definition.getKey(), span));
            write(folder, definition.getKey(), text.substring(span.from, span.to));
        }
        Files.write(folder.resolve("index"), lines);
        write(folder, "rest", without(definitions));
    }

    private static void write(Path folder, String name, String content) throws IOException {
        Files.writeString(folder.resolve(name + ".json"), content, StandardCharsets.ISO_8859_1);
    }

    /** The document without its definitions, from the quote of their name to behind the comma. */
    private String without(Span definitions) {
        int from = text.lastIndexOf('"' + DEFINITIONS + '"', definitions.from);
        int comma = blanks(definitions.to);
        if (from < 0 || text.charAt(comma) != ',') {
            throw new IllegalStateException(DEFINITIONS + " has to stand before another member");
        }
        return text.substring(0, from) + text.substring(comma + 1);
    }

    private String line(String name, Span span) {
        if (!name.matches("[A-Za-z0-9_.-]+") || name.equals("rest")) {
            throw new IllegalStateException("no name of a file: " + name);
        }
        var line = new StringBuilder(name);
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
