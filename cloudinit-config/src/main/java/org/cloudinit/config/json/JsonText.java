package org.cloudinit.config.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.text.PythonOrder;

/** Writes a value as JSON text. */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(1 << 10);
    private final JsonStyle style;
    private final List<String> lineBreaks = new ArrayList<>();
    private final IdentityHashMap<ConfigTree, Place> written = new IdentityHashMap<>();
    private int level;

    /** Where in the text a value stands. */
    private record Place(int level, int from, int to) {}

    private JsonText(JsonStyle style) {
        this.style = style;
    }

    /** Writes a value, without a line break at the end. */
    public static String write(ConfigTree tree, JsonStyle style) {
        var text = new JsonText(style);
        text.value(tree);
        return text.out.toString();
    }

    private void value(ConfigTree tree) {
        switch (tree) {
            case Mapping _, Sequence _ -> nested(tree);
            case Scalar.Text text -> string(text.value());
            case Scalar.Binary _, Scalar.Date _, Scalar.Timestamp _ -> string(word((Scalar) tree));
            case Scalar scalar -> out.append(word(scalar));
        }
    }

    /**
     * A value that a document holds twice is copied out of the text, if it stands as deep there:
     * instance-data holds the whole configuration twice.
     */
    private void nested(ConfigTree tree) {
        Place before = written.get(tree);
        if (before != null && before.level() == level) {
            out.append(out.substring(before.from(), before.to()));
            return;
        }
        int from = out.length();
        if (tree instanceof Mapping mapping) {
            object(mapping);
        } else if (tree instanceof Sequence sequence) {
            array(sequence);
        }
        written.put(tree, new Place(level, from, out.length()));
    }

    /** A scalar as Python writes it without quotes, or as a key within them. */
    private static String word(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> "null";
            case Scalar.Bool bool -> bool.value() ? "true" : "false";
            case Scalar.Real real -> real(real);
            case Scalar.Int _, Scalar.BigInt _, Scalar.Text _ -> scalar.display();
            case Scalar.Binary bytes ->
                    "ci-b64:" + Base64.getEncoder().encodeToString(bytes.value());
            case Scalar.Date _ -> "Warning: redacted unserializable type <class 'datetime.date'>";
            case Scalar.Timestamp _ ->
                    "Warning: redacted unserializable type <class 'datetime.datetime'>";
        };
    }

    private static String real(Scalar.Real real) {
        if (Double.isNaN(real.value())) {
            return "NaN";
        }
        if (Double.isInfinite(real.value())) {
            return real.value() > 0 ? "Infinity" : "-Infinity";
        }
        return real.display();
    }

    private void object(Mapping mapping) {
        if (mapping.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        level++;
        boolean first = true;
        for (Map.Entry<Scalar, ConfigTree> entry : entries(mapping)) {
            separate(first);
            first = false;
            string(word(entry.getKey()));
            out.append(": ");
            value(entry.getValue());
        }
        level--;
        out.append(lineBreak());
        out.append('}');
    }

    private Collection<Map.Entry<Scalar, ConfigTree>> entries(Mapping mapping) {
        Set<Map.Entry<Scalar, ConfigTree>> entries = mapping.entries().entrySet();
        if (!style.sorted() || entries.size() < 2 || !PythonOrder.comparable(mapping.keys())) {
            return entries;
        }
        var sorted = new ArrayList<>(entries);
        sorted.sort((one, other) -> PythonOrder.compare(one.getKey(), other.getKey()));
        return sorted;
    }

    private void array(Sequence sequence) {
        if (sequence.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        level++;
        boolean first = true;
        for (ConfigTree item : sequence) {
            separate(first);
            first = false;
            value(item);
        }
        level--;
        out.append(lineBreak());
        out.append(']');
    }

    private void separate(boolean first) {
        if (!first) {
            out.append(style.indent() == JsonStyle.ONE_LINE ? ", " : ",");
        }
        out.append(lineBreak());
    }

    private String lineBreak() {
        while (level >= lineBreaks.size()) {
            boolean one = style.indent() == JsonStyle.ONE_LINE;
            lineBreaks.add(one ? "" : "\n" + " ".repeat(lineBreaks.size() * style.indent()));
        }
        return lineBreaks.get(level);
    }

    /**
     * A boot writes some thousand texts: a look at their bytes takes a third of one at their
     * characters. A question mark among them may stand for a character that has no byte.
     */
    private void string(String text) {
        out.append('"');
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length == text.length()) {
            int from = 0;
            for (int i = 0; i < bytes.length; i++) {
                byte b = bytes[i];
                boolean plain = b >= ' ' && b != '"' && b != '\\' && b != 0x7f && b != '?';
                if (!plain && text.charAt(i) != '?') {
                    out.append(text, from, i);
                    escaped(text.charAt(i));
                    from = i + 1;
                }
            }
            out.append(from == 0 ? text : text.substring(from));
        } else {
            escaped(text);
        }
        out.append('"');
    }

    /** A text with characters of two units, which are one byte then. */
    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                escaped(c);
            } else {
                out.append(c);
            }
        }
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\f' -> out.append("\\f");
            case '\b' -> out.append("\\b");
            default -> escape(c);
        }
    }

    /** UTF-16 units, so that a character beyond U+FFFF becomes two escapes, as JSON wants it. */
    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
