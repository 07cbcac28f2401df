package org.cloudinit.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.spi.TemplateEngine;

/** Values as Python shows them: {@code str} and {@code repr}. */
public final class Texts {
    private static final int MOST_DIGITS = 4300;

    private final Budget budget;
    private final Consumer<String> missing;

    /**
     * @param budget pays for the texts
     * @param missing takes the names of variables that are not there
     */
    public Texts(Budget budget, Consumer<String> missing) {
        this.budget = budget;
        this.missing = missing;
    }

    /** Python's {@code str}. */
    public String str(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Undefined undefined) {
            if (undefined.shown()) {
                missing.accept(undefined.name());
                return TemplateEngine.MISSING + undefined.name();
            }
            return "";
        }
        return repr(value);
    }

    /** Python's {@code repr}. */
    public String repr(Object value) {
        budget.step();
        return budget.made(
                switch (value) {
                    case None _ -> "None";
                    case Boolean truth -> truth ? "True" : "False";
                    case BigInteger number -> integer(number);
                    case Double number -> new Scalar.Real(number, Origin.BUILT_IN).display();
                    case String text -> quoted(text);
                    case Bytes bytes -> "b" + bytes(bytes.content());
                    case ArrayList<?> list -> joined("[", list, "]");
                    case LinkedHashMap<?, ?> dict -> dict(dict);
                    case Tuple tuple ->
                            joined("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
                    case NumberRange range -> range.shown();
                    case DictView view -> view.type() + joined("([", view.items(), "])");
                    case Undefined _ -> "Undefined";
                    case Namespace namespace -> "<Namespace " + dict(namespace.attributes()) + ">";
                    default -> "<" + Types.name(value) + ">";
                });
    }

    private static String integer(BigInteger number) {
        String digits = number.bitLength() > 16 * MOST_DIGITS ? "" : number.toString();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS + 1) {
            throw Fault.operation("an int of more than " + MOST_DIGITS + " digits is not shown");
        }
        return digits;
    }

    private String joined(String open, List<?> items, String close) {
        var text = new StringBuilder(open);
        for (Object item : items) {
            text.append(text.length() == open.length() ? "" : ", ").append(repr(item));
        }
        return text.append(close).toString();
    }

    private String dict(Map<?, ?> dict) {
        var text = new StringBuilder("{");
        for (Map.Entry<?, ?> entry : dict.entrySet()) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(repr(entry.getKey()))
                    .append(": ")
                    .append(repr(entry.getValue()));
        }
        return text.append('}').toString();
    }

    private static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var out = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(escape(c));
                    }
                }
            }
        }
        return out.append(quote).toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String escape(int c) {
        String hex = Integer.toHexString(c);
        int width = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
        String letter = width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U";
        return letter + "0".repeat(width - hex.length()) + hex;
    }

    private static String bytes(byte[] content) {
        var out = new StringBuilder("'");
        for (byte b : content) {
            int c = b & 0xff;
            switch (c) {
                case '\\', '\'' -> out.append('\\').append((char) c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c >= 32 && c < 127 ? String.valueOf((char) c) : escape(c));
            }
        }
        return out.append('\'').toString();
    }
}
