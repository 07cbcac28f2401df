package org.cloudinit.core.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.host.Container;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** What the kernel's command line says to the stage. */
public final class KernelCommandLine {
    private static final String BEGIN = "cc:";
    private static final String END = "end_cc";

    private KernelCommandLine() {}

    /**
     * The text, or an empty one where it cannot be read. In a container it is the command line of
     * its first process, for the kernel's is the host's ({@code util.get_cmdline}).
     */
    public static String read(HostFiles files) {
        if (Container.is(files)) {
            return firstProcess(files);
        }
        try {
            byte[] bytes = files.readIfPresent("/proc/cmdline");
            return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /** Each word of it ends with a null character. */
    private static String firstProcess(HostFiles files) {
        try {
            byte[] bytes = files.readIfPresent("/proc/1/cmdline");
            String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
            return text.isEmpty() ? "" : text.substring(0, text.length() - 1).replace('\0', ' ');
        } catch (IOException _) {
            return "";
        }
    }

    /**
     * The cloud-config that stands between {@code cc:} and {@code end_cc}, each such piece a line
     * of its own; {@code \n} and percent escapes are undone ({@code util.read_cc_from_cmdline}). A
     * {@code cc:} counts at the very beginning and after a blank.
     */
    static String cloudConfig(String commandLine) {
        var text = new StringBuilder();
        int begin = commandLine.startsWith(BEGIN) ? 0 : nextBegin(commandLine, 0);
        boolean first = true;
        while (begin >= 0) {
            int from = begin + BEGIN.length();
            int end = commandLine.indexOf(END, from);
            String piece = end < 0 ? commandLine.substring(from) : commandLine.substring(from, end);
            text.append(first ? "" : "\n");
            text.append(unescape(withoutBlanksBefore(piece)).replace("\\n", "\n"));
            first = false;
            begin = end < 0 ? -1 : nextBegin(commandLine, end + END.length());
        }
        return text.toString();
    }

    private static int nextBegin(String commandLine, int from) {
        int blank = commandLine.indexOf(" " + BEGIN, from);
        return blank < 0 ? -1 : blank + 1;
    }

    /** The value of {@code KEY=value}, the last one that is given, or null. */
    public static @Nullable String value(String commandLine, String key) {
        String found = null;
        int length = commandLine.length();
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && !PythonString.isSpace(commandLine.charAt(end))) {
                end++;
            }
            int equals = start + key.length();
            if (equals < end
                    && commandLine.charAt(equals) == '='
                    && commandLine.startsWith(key, start)) {
                found = commandLine.substring(equals + 1, end);
            }
            start = end + 1;
        }
        return found;
    }

    /** Percent escapes only: a plus sign stays one, and what is no escape stays as it is. */
    private static String unescape(String piece) {
        if (piece.indexOf('%') < 0) {
            return piece;
        }
        var text = new StringBuilder(piece.length());
        var bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < piece.length()) {
            char c = piece.charAt(at);
            int value = c == '%' ? escaped(piece, at) : -1;
            if (value >= 0) {
                bytes.write(value);
                at += 3;
            } else if (c < 0x80) {
                bytes.write(c);
                at++;
            } else {
                // Escapes on both sides of such a character make no character together.
                text.append(bytes.toString(StandardCharsets.UTF_8)).append(c);
                bytes.reset();
                at++;
            }
        }
        return text.append(bytes.toString(StandardCharsets.UTF_8)).toString();
    }

    /** The byte behind a percent sign; -1 where there are no two digits. */
    private static int escaped(String piece, int percent) {
        if (percent + 2 >= piece.length()) {
            return -1;
        }
        int high = hexDigit(piece.charAt(percent + 1));
        int low = hexDigit(piece.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String withoutBlanksBefore(String text) {
        int start = 0;
        while (start < text.length() && PythonString.isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }
}
