package org.cloudinit.core.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.UtcTime;
import org.jspecify.annotations.Nullable;

/**
 * The form of a log line, as Python's logging writes it: {@code %(asctime)s - %(filename)s…}. An
 * attribute of which this program knows nothing, such as a line number, is written as {@code ?}.
 *
 * <p>A message takes one line: line ends and control characters in it are written as {@code \n} and
 * {@code \x1b}, so that no value from outside can forge a line or steer a terminal. A stack trace
 * follows on lines of its own.
 */
final class LineFormat {
    /** What the reference's own configuration asks for. */
    static final LineFormat USUAL =
            new LineFormat("%(asctime)s - %(filename)s[%(levelname)s]: %(message)s", null);

    /** What Python writes where no formatter is named. */
    static final LineFormat BARE = new LineFormat("%(message)s", null);

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    private final List<Piece> pieces;
    private final @Nullable String dateFormat;

    /** A literal, or an attribute and the least width of its field (negative: to the left). */
    private record Piece(String text, boolean attribute, int width) {}

    /**
     * Reads a format.
     *
     * @param dateFormat {@code datefmt}, or null for the default
     */
    LineFormat(String format, @Nullable String dateFormat) {
        this.pieces = pieces(format);
        this.dateFormat = dateFormat;
    }

    private static List<Piece> pieces(String format) {
        var pieces = new ArrayList<Piece>();
        int from = 0;
        for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
            pieces.add(new Piece(format.substring(from, at), false, 0));
            int close = format.indexOf(')', at);
            if (format.startsWith("%(", at) && close > 0) {
                int end = close + 1;
                while (end < format.length() && "-0123456789.".indexOf(format.charAt(end)) >= 0) {
                    end++;
                }
                int width = width(format.substring(close + 1, end));
                pieces.add(new Piece(format.substring(at + 2, close), true, width));
                from = Math.min(end + 1, format.length());
            } else {
                pieces.add(new Piece("%", false, 0));
                from = format.startsWith("%%", at) ? at + 2 : at + 1;
            }
        }
        pieces.add(new Piece(format.substring(from), false, 0));
        return List.copyOf(pieces);
    }

    private static int width(String flags) {
        int sign = flags.startsWith("-") ? -1 : 1;
        int number = 0;
        for (int i = 0; i < flags.length() && flags.charAt(i) != '.'; i++) {
            if (flags.charAt(i) != '-') {
                number = Math.min(number * 10 + flags.charAt(i) - '0', 999);
            }
        }
        return sign * number;
    }

    /** The line, without a line end unless a stack trace follows. */
    String line(LogEntry entry) {
        var line = new StringBuilder();
        append(entry, line, new SecondText());
        return line.toString();
    }

    /**
     * Appends the line.
     *
     * @param second of the line before
     */
    void append(LogEntry entry, StringBuilder line, SecondText second) {
        for (Piece piece : pieces) {
            int start = line.length();
            if (piece.attribute()) {
                attribute(line, piece.text(), entry, second);
                pad(line, start, piece.width());
            } else {
                line.append(piece.text());
            }
        }
        if (entry.thrown() != null) {
            StackTrace.append(line, entry.thrown());
        }
    }

    private void attribute(StringBuilder line, String name, LogEntry entry, SecondText second) {
        switch (name) {
            case "asctime" -> {
                if (dateFormat == null) {
                    second.appendTo(line, entry.millis());
                } else {
                    time(line, UtcTime.of(entry.millis()), dateFormat);
                }
            }
            case "filename", "pathname" -> line.append(entry.file());
            case "module" -> line.append(entry.simpleName());
            case "name" -> line.append(entry.logger());
            case "levelname" -> line.append(entry.level().name());
            case "levelno" -> line.append(entry.level().number());
            case "message" -> appendPlain(line, entry.message());
            case "process" -> line.append(ProcessHandle.current().pid());
            case "msecs" -> line.append(Math.floorMod(entry.millis(), 1000));
            case "created" -> {
                line.append(entry.millis() / 1000).append('.');
                UtcTime.digits(line, Math.floorMod(entry.millis(), 1000), 3);
            }
            default -> line.append('?');
        }
    }

    private static void pad(StringBuilder line, int start, int width) {
        int missing = Math.abs(width) - (line.length() - start);
        for (int i = 0; i < missing; i++) {
            if (width < 0) {
                line.append(' ');
            } else {
                line.insert(start, ' ');
            }
        }
    }

    private static void time(StringBuilder line, UtcTime time, String dateFormat) {
        boolean directive = false;
        for (int i = 0; i < dateFormat.length(); i++) {
            char c = dateFormat.charAt(i);
            if (directive) {
                directive(line, c, time);
                directive = false;
            } else if (c == '%') {
                directive = true;
            } else {
                line.append(c);
            }
        }
    }

    private static void directive(StringBuilder line, char directive, UtcTime time) {
        switch (directive) {
            case 'Y' -> UtcTime.digits(line, time.year(), 4);
            case 'm' -> UtcTime.digits(line, time.month(), 2);
            case 'd' -> UtcTime.digits(line, time.day(), 2);
            case 'H' -> UtcTime.digits(line, time.hour(), 2);
            case 'M' -> UtcTime.digits(line, time.minute(), 2);
            case 'S' -> UtcTime.digits(line, time.second(), 2);
            case 'b' -> line.append(MONTHS, (time.month() - 1) * 3, time.month() * 3);
            case 'Z' -> line.append("UTC");
            case 'z' -> line.append("+0000");
            case '%' -> line.append('%');
            default -> line.append('%').append(directive);
        }
    }

    private static void appendPlain(StringBuilder line, String message) {
        if (isPlain(message)) {
            line.append(message);
            return;
        }
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '\n') {
                line.append("\\n");
            } else if ((c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0)) {
                line.append("\\x")
                        .append(Character.forDigit(c >> 4, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else {
                line.append(c);
            }
        }
    }

    /** Most messages are, and bytes are sooner looked at than characters copied one by one. */
    private static boolean isPlain(String message) {
        for (byte b : message.getBytes(StandardCharsets.ISO_8859_1)) {
            if (b < ' ' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
