import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Writes the published schema in pieces, so that a boot reads those alone that its document needs.
 *
 * <p>The file begins with an index. Its first line tells what the schema refers to in {@code
 * allOf}, the second the properties that it names, which say nothing of their values. Then comes a
 * line for each piece, {@code rest} or the name of a definition: where it begins and ends behind
 * the index, and, where it says nothing about a document without them, a colon and the top-level
 * keys that it is about. An empty line ends the index.
 *
 * <p>Blanks are left out. A second file leaves out descriptions too, but where they belong to a
 * mark as {@code deprecated}: the message of a fault may show them, a verdict has no use for them.
 */
final class SplitSchema {
    private static final String DEFINITIONS = "$defs";
    private static final String REFERENCES = "allOf";
    private static final String PROPERTIES = "properties";
    private static final String REFERENCE = "{\"$ref\":\"#/$defs/";

    /** With one of these a description is part of a message. */
    private static final Set<String> MARKS = Set.of("deprecated", "changed", "new");

    /** A value in the text. */
    private record Span(int from, int to) {}

    private final String text;
    private final boolean described;
    private final StringBuilder pieces = new StringBuilder();
    private final List<String> lines = new ArrayList<>();

    private SplitSchema(String text, boolean described) {
        this.text = text;
        this.described = described;
    }

    /**
     * @param args the schema, and the files to write, with descriptions and without
     */
    public static void main(String[] args) throws IOException {
        // One character is one byte.
        String text = Files.readString(Path.of(args[0]), StandardCharsets.ISO_8859_1);
        write(Path.of(args[1]), new SplitSchema(text, true));
        write(Path.of(args[2]), new SplitSchema(text, false));
    }

    private static void write(Path file, SplitSchema schema) throws IOException {
        Files.writeString(file, schema.split(), StandardCharsets.ISO_8859_1);
    }

    private String split() {
        Map<String, Span> root = members(new Span(blanks(0), text.length()));
        lines.add(String.join(" ", references(items(root.remove(REFERENCES)))));
        lines.add(String.join(" ", properties(root.remove(PROPERTIES))));
        for (Map.Entry<String, Span> definition : members(root.remove(DEFINITIONS)).entrySet()) {
            add(definition.getKey(), compact(definition.getValue()), about(definition.getValue()));
        }
        add("rest", compact(root), "");
        return String.join("\n", lines) + "\n\n" + pieces;
    }

    private List<String> references(List<Span> items) {
        var names = new ArrayList<String>();
        for (Span item : items) {
            String entry = compact(item);
            if (!entry.startsWith(REFERENCE) || members(item).size() != 1) {
                throw new IllegalStateException("no reference: " + entry);
            }
            names.add(entry.substring(REFERENCE.length(), entry.length() - 2));
        }
        return names;
    }

    private Set<String> properties(Span span) {
        Map<String, Span> properties = members(span);
        properties.forEach(
                (name, value) -> {
                    if (!compact(value).equals("{}")) {
                        throw new IllegalStateException("says something itself: " + name);
                    }
                });
        return properties.keySet();
    }

    private void add(String name, String piece, String about) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalStateException("no name of a piece: " + name);
        }
        int from = pieces.length();
        pieces.append(piece);
        lines.add(name + " " + from + " " + pieces.length() + about);
    }

    private String compact(Span span) {
        return switch (text.charAt(span.from)) {
            case '{' -> compact(members(span));
            case '[' -> {
                var items = new StringJoiner(",", "[", "]");
                items(span).forEach(item -> items.add(compact(item)));
                yield items.toString();
            }
            default -> text.substring(span.from, span.to);
        };
    }

    private String compact(Map<String, Span> members) {
        boolean told = described || members.keySet().stream().anyMatch(MARKS::contains);
        var joined = new StringJoiner(",", "{", "}");
        members.forEach(
                (name, value) -> {
                    boolean words = name.equals("description") && text.charAt(value.from) == '"';
                    if (told || !words) {
                        joined.add('"' + name + "\":" + compact(value));
                    }
                });
        return joined.toString();
    }

    private String about(Span definition) {
        var keys = new StringBuilder();
        Map<String, Span> members = members(definition);
        Span properties = members.remove(PROPERTIES);
        if (properties != null && saysNoMore(members)) {
            keys.append(" :");
            members(properties).keySet().forEach(key -> keys.append(' ').append(key));
        }
        return keys.toString();
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

    private List<Span> items(Span list) {
        var items = new ArrayList<Span>();
        int at = blanks(list.from + 1);
        while (text.charAt(at) != ']') {
            items.add(new Span(at, end(at)));
            at = blanks(end(at));
            at = text.charAt(at) == ',' ? blanks(at + 1) : at;
        }
        return items;
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
        return isWordPart(text.charAt(from)) && isWordPart(text.charAt(at));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0;
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
