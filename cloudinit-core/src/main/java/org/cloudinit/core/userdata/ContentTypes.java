package org.cloudinit.core.userdata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.PythonString;
import org.jspecify.annotations.Nullable;

/** Media types of user-data, and how a part's type is told by its first line. */
final class ContentTypes {
    static final String NOT_MULTIPART = "text/x-not-multipart";
    static final String PLAIN = "text/plain";
    static final String SHELL_SCRIPT = "text/x-shellscript";
    static final String CLOUD_CONFIG = "text/cloud-config";
    static final String ARCHIVE = "text/cloud-config-archive";
    static final String INCLUDE = "text/x-include-url";
    static final String INCLUDE_ONCE = "text/x-include-once-url";
    static final String PART_HANDLER = "text/part-handler";
    static final String BINARY = "application/octet-stream";

    /** A line that is no longer than this is looked at for its meaning. */
    private static final int HEAD = 4096;

    private record Mark(String start, String type) {}

    /** Longest first, so that {@code #cloud-config-archive} is not taken for a cloud-config. */
    private static final List<Mark> MARKS =
            List.of(
                    new Mark("text/x-shellscript-per-instance", "text/x-shellscript-per-instance"),
                    new Mark("text/x-shellscript-per-boot", "text/x-shellscript-per-boot"),
                    new Mark("text/x-shellscript-per-once", "text/x-shellscript-per-once"),
                    new Mark("#cloud-config-archive", ARCHIVE),
                    new Mark("#cloud-config-jsonp", "text/cloud-config-jsonp"),
                    new Mark("## template: jinja", "text/jinja2"),
                    new Mark("#cloud-boothook", "text/cloud-boothook"),
                    new Mark("#include-once", INCLUDE_ONCE),
                    new Mark("#cloud-config", CLOUD_CONFIG),
                    new Mark("#part-handler", PART_HANDLER),
                    new Mark("#upstart-job", "text/upstart-job"),
                    new Mark("#include", INCLUDE),
                    new Mark("#!", SHELL_SCRIPT));

    private ContentTypes() {}

    /**
     * The type that the data's beginning tells ({@code type_from_starts_with}): white space before
     * it and case do not count. Null where it tells none.
     */
    static @Nullable String byFirstLine(Slice data) {
        int start = skipBlank(data);
        String head = data.between(start, Math.min(data.to(), start + HEAD)).latin1();
        String lower = head.toLowerCase(Locale.ROOT);
        for (Mark mark : MARKS) {
            if (lower.startsWith(mark.start())) {
                return mark.type();
            }
        }
        return null;
    }

    /** Whether a type is one that is told by the first line rather than by what the header says. */
    static boolean isVague(String type) {
        return type.equals(PLAIN) || type.equals(NOT_MULTIPART) || type.equals(SHELL_SCRIPT);
    }

    /** Whether a type says that the data is compressed. */
    static boolean isCompressed(String type) {
        return switch (type) {
            case "application/gzip",
                    "application/gzip-compressed",
                    "application/gzipped",
                    "application/x-compress",
                    "application/x-compressed",
                    "application/x-gunzip",
                    "application/x-gzip",
                    "application/x-gzip-compressed" ->
                    true;
            default -> false;
        };
    }

    /** Whether data names itself a MIME message within its first 4096 bytes. */
    static boolean isMime(Slice data) {
        int end = Math.min(data.to(), data.from() + HEAD);
        return data.between(data.from(), end)
                .latin1()
                .toLowerCase(Locale.ROOT)
                .contains("mime-version:");
    }

    /**
     * What the writer of a first line probably meant, or null: a line that names one of the known
     * beginnings, but for its spelling or the sign before it.
     */
    static @Nullable String meant(Slice data) {
        int start = skipBlank(data);
        int end = data.line(start);
        if (end == Slice.END) {
            return null;
        }
        String word = data.between(start, Math.min(end, start + HEAD)).latin1().strip();
        String letters = letters(word);
        for (Mark mark : MARKS) {
            if (mark.start().startsWith("#c") && letters(mark.start()).equals(letters)) {
                return mark.start();
            }
        }
        boolean marked = data.bytes()[start] == '#' && letters.startsWith("cloud");
        return marked ? "#cloud-config" : null;
    }

    private static String letters(String text) {
        var letters = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetter(text.charAt(i))) {
                letters.append(Character.toLowerCase(text.charAt(i)));
            }
        }
        return letters.toString();
    }

    private static int skipBlank(Slice data) {
        int start = data.from();
        byte[] mark = "\uFEFF".getBytes(StandardCharsets.UTF_8);
        if (data.startsWith(mark, start)) {
            start += mark.length;
        }
        for (int blank = blank(data, start); blank > 0; blank = blank(data, start)) {
            start += blank;
        }
        return start;
    }

    /** Length of the white space, in Python's sense, that begins at a position; 0 for none. */
    private static int blank(Slice data, int at) {
        if (at >= data.to()) {
            return 0;
        }
        int c = data.bytes()[at] & 0xff;
        if (c < 0x80) {
            return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f) ? 1 : 0;
        }
        int length = c < 0xe0 ? 2 : 3;
        if (at + length > data.to()) {
            return 0;
        }
        String one = new String(data.bytes(), at, length, StandardCharsets.UTF_8);
        return one.length() == 1 && PythonString.isSpace(one.charAt(0)) ? length : 0;
    }
}
