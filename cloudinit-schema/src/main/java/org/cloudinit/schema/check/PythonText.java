package org.cloudinit.schema.check;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** Values as Python's {@code repr} shows them, which the original's messages do. */
final class PythonText {
    private static final String HEX = "0123456789abcdef";

    private PythonText() {}

    static String of(@Nullable ConfigTree value) {
        return switch (value) {
            case null -> "None";
            case Mapping mapping -> {
                var text = new StringJoiner(", ", "{", "}");
                for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                    text.add(of(entry.getKey()) + ": " + of(entry.getValue()));
                }
                yield text.toString();
            }
            case Sequence sequence -> "[" + list(sequence.items()) + "]";
            case Scalar.Text text -> quoted(text.value());
            case Scalar.Binary binary -> bytes(binary.value());
            case Scalar.Date date ->
                    "datetime.date("
                            + date.value().getYear()
                            + ", "
                            + date.value().getMonthValue()
                            + ", "
                            + date.value().getDayOfMonth()
                            + ")";
            case Scalar.Timestamp time -> time(time.value(), time.offset());
            case Scalar scalar -> scalar.display();
        };
    }

    /** Values with commas between them. */
    static String list(List<? extends ConfigTree> values) {
        var text = new StringJoiner(", ");
        for (ConfigTree value : values) {
            text.add(of(value));
        }
        return text.toString();
    }

    private static String time(LocalDateTime time, @Nullable ZoneOffset offset) {
        var text = new StringJoiner(", ", "datetime.datetime(", ")");
        for (int part :
                new int[] {
                    time.getYear(),
                    time.getMonthValue(),
                    time.getDayOfMonth(),
                    time.getHour(),
                    time.getMinute()
                }) {
            text.add(Integer.toString(part));
        }
        int micros = time.getNano() / 1000;
        if (time.getSecond() > 0 || micros > 0) {
            text.add(Integer.toString(time.getSecond()));
        }
        if (micros > 0) {
            text.add(Integer.toString(micros));
        }
        if (offset != null) {
            int seconds = offset.getTotalSeconds();
            text.add("tzinfo=" + (seconds == 0 ? "datetime.timezone.utc" : zone(seconds)));
        }
        return text.toString();
    }

    /** A difference is whole days, which may be negative, and the seconds on top of them. */
    private static String zone(int seconds) {
        String days = seconds < 0 ? "days=-1, " : "";
        int rest = Math.floorMod(seconds, 86_400);
        return "datetime.timezone(datetime.timedelta(" + days + "seconds=" + rest + "))";
    }

    private static String bytes(byte[] bytes) {
        boolean single = false;
        boolean dual = false;
        for (byte b : bytes) {
            single |= b == '\'';
            dual |= b == '"';
        }
        char quote = single && !dual ? '"' : '\'';
        var text = new StringBuilder("b").append(quote);
        for (byte b : bytes) {
            int c = Byte.toUnsignedInt(b);
            if (c < ' ' || c > '~' || c == quote || c == '\\') {
                escape(text, c, quote);
            } else {
                text.append((char) c);
            }
        }
        return text.append(quote).toString();
    }

    private static String quoted(String value) {
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        var text = new StringBuilder().append(quote);
        value.codePoints()
                .forEach(
                        c -> {
                            if (c == quote || c == '\\' || !isPrintable(c)) {
                                escape(text, c, quote);
                            } else {
                                text.appendCodePoint(c);
                            }
                        });
        return text.append(quote).toString();
    }

    /** Python's {@code str.isprintable}: no separators but the blank, nothing unassigned. */
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

    private static void escape(StringBuilder text, int c, char quote) {
        if (c == quote || c == '\\') {
            text.append('\\').append((char) c);
        } else if (c == '\n') {
            text.append("\\n");
        } else if (c == '\r') {
            text.append("\\r");
        } else if (c == '\t') {
            text.append("\\t");
        } else {
            int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
            text.append(c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
            for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
                text.append(HEX.charAt(c >> shift & 15));
            }
        }
    }
}
