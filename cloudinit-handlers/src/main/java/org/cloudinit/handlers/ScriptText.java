package org.cloudinit.handlers;

import org.cloudinit.api.report.Secret;

/** What all scripts out of user-data have in common: their file names and line ends. */
final class ScriptText {
    /** Scripts may hold secrets and are run by root: nobody else reads them. */
    static final int MODE = 0700;

    private ScriptText() {}

    /** Path of a script in a folder, under a name that is made safe. */
    static String path(String folder, String name) {
        return folder + "/" + fileName(name);
    }

    /**
     * A name that cannot leave its folder ({@code clean_filename}): slashes become underscores, and
     * only letters, digits and {@code _-.()} stay.
     */
    static String fileName(String name) {
        var clean = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/') {
                clean.append('_');
            } else if (isAllowed(c)) {
                clean.append(c);
            }
        }
        String text = clean.toString();
        return text.isEmpty() || text.equals(".") || text.equals("..") ? "part" : text;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "_-.()".indexOf(c) >= 0;
    }

    /**
     * The script as this machine runs it ({@code dos2unix}): without carriage returns if its first
     * line ends in one, and without a byte order mark, behind which no interpreter is found.
     */
    static Secret runnable(Secret content) {
        byte[] script = content.lend();
        int start = startsWithMark(script) ? 3 : 0;
        int firstEnd = start;
        while (firstEnd < script.length && script[firstEnd] != '\n') {
            firstEnd++;
        }
        boolean dos = firstEnd < script.length && firstEnd > start && script[firstEnd - 1] == '\r';
        if (!dos) {
            return start == 0 ? content : Secret.sharing(script, start, script.length);
        }
        byte[] out = new byte[script.length];
        int size = 0;
        for (int i = start; i < script.length; i++) {
            boolean dropped = script[i] == '\r' && i + 1 < script.length && script[i + 1] == '\n';
            if (!dropped) {
                out[size++] = script[i];
            }
        }
        return Secret.sharing(out, 0, size);
    }

    private static boolean startsWithMark(byte[] script) {
        return script.length >= 3
                && script[0] == (byte) 0xEF
                && script[1] == (byte) 0xBB
                && script[2] == (byte) 0xBF;
    }
}
