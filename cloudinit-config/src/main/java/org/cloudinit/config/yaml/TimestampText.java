package org.cloudinit.config.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as YAML 1.1 writes them: {@code 2001-12-14}, {@code
 * 2001-12-14t21:59:43.10-05:00}, {@code 2001-12-14 21:59:43.1 -5}. One pass over the text, which
 * notes the numbers it meets.
 */
final class TimestampText {
    private final String text;
    private int at;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int micro;
    private boolean dayOnly;
    private boolean zoned;
    private int offsetMinutes;

    private TimestampText(String text) {
        this.text = text;
    }

    /** Whether a plain scalar is a timestamp: a day alone must have two-digit months and days. */
    static boolean matches(String text) {
        var parsed = new TimestampText(text);
        return parsed.parse() && (!parsed.dayOnly || text.length() == "2001-12-14".length());
    }

    /** The value, or null where the text is no timestamp or names no real day or time. */
    static @Nullable Scalar read(String text, Origin origin) {
        var parsed = new TimestampText(text);
        return parsed.parse() ? parsed.value(origin) : null;
    }

    private @Nullable Scalar value(Origin origin) {
        // Python's years begin at 1, and its offsets end before a day.
        if (year == 0) {
            return null;
        }
        try {
            var date = LocalDate.of(year, month, day);
            if (dayOnly) {
                return new Scalar.Date(date, origin);
            }
            var time = LocalDateTime.of(year, month, day, hour, minute, second, micro * 1000);
            var offset = zoned ? ZoneOffset.ofTotalSeconds(offsetMinutes * 60) : null;
            return new Scalar.Timestamp(time, offset, origin);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private boolean parse() {
        year = digits(4, 4);
        month = take('-') ? digits(1, 2) : -1;
        day = take('-') ? digits(1, 2) : -1;
        if (year < 0 || month < 0 || day < 0) {
            return false;
        }
        dayOnly = at == text.length();
        return dayOnly || ((take('T') || take('t') || blanks()) && time() && zone());
    }

    private boolean time() {
        hour = digits(1, 2);
        minute = take(':') ? digits(2, 2) : -1;
        second = take(':') ? digits(2, 2) : -1;
        if (hour < 0 || minute < 0 || second < 0) {
            return false;
        }
        if (take('.')) {
            int unit = 100_000;
            for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                micro += unit * (text.charAt(at) - '0');
                unit /= 10;
            }
        }
        return true;
    }

    private boolean zone() {
        if (at == text.length()) {
            return true;
        }
        blanks();
        zoned = true;
        if (take('Z')) {
            return at == text.length();
        }
        int sign = take('-') ? -1 : take('+') ? 1 : 0;
        int hours = sign == 0 ? -1 : digits(1, 2);
        int minutes = take(':') ? digits(2, 2) : 0;
        offsetMinutes = sign * (hours * 60 + minutes);
        return hours >= 0 && minutes >= 0 && at == text.length();
    }

    private boolean blanks() {
        int start = at;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at > start;
    }

    private boolean take(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** A number of so many digits at least and at most, or -1. */
    private int digits(int least, int most) {
        int start = at;
        int value = 0;
        while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at) - '0';
            at++;
        }
        return at - start < least ? -1 : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
