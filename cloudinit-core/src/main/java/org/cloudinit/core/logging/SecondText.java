package org.cloudinit.core.logging;

import org.cloudinit.api.host.UtcTime;
import org.jspecify.annotations.Nullable;

/**
 * Times as text, one after the other. A boot writes its hundred lines within few seconds: only the
 * last three digits of most times are worked out.
 */
final class SecondText {
    private static final int MILLI_DIGITS = 3;

    private long second;
    private @Nullable String text;

    /** Appends {@code 2026-11-22 15:48:29,993}, Python's default. */
    void appendTo(StringBuilder line, long millis) {
        long asked = Math.floorDiv(millis, 1000L);
        if (text == null || asked != second) {
            var whole = new StringBuilder();
            UtcTime.of(millis).appendTo(whole);
            text = whole.substring(0, whole.length() - MILLI_DIGITS);
            second = asked;
        }
        UtcTime.digits(line.append(text), Math.floorMod(millis, 1000), MILLI_DIGITS);
    }
}
