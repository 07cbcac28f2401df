package org.cloudinit.core.userdata;

import org.jspecify.annotations.Nullable;

/** A whole number as Python's {@code int} reads one. */
final class PythonInteger {
    private PythonInteger() {}

    /** The number in decimal; white space around it and single underscores within do not count. */
    static @Nullable String read(String text) {
        String stripped = text.strip();
        boolean signed = stripped.startsWith("-") || stripped.startsWith("+");
        String digits = signed ? stripped.substring(1) : stripped;
        boolean damaged = digits.startsWith("_") || digits.endsWith("_") || digits.contains("__");
        try {
            String plain = digits.replace("_", "");
            // A second sign is none of Python's.
            return damaged || plain.isEmpty() || !Character.isDigit(plain.charAt(0))
                    ? null
                    : Long.toString(Long.parseLong((stripped.startsWith("-") ? "-" : "") + plain));
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
