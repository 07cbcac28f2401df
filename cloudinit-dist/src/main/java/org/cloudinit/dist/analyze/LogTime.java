package org.cloudinit.dist.analyze;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The times that logs have: the program's own, syslog's, the journal's, and ISO 8601. */
final class LogTime {
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private static final DateTimeFormatter SYSLOG =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss uuuu", Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter OWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);

    private LogTime() {}

    /**
     * Seconds since 1970, or null for a time of another form.
     *
     * @param year the year for times that have none
     */
    static @Nullable Double parse(String text, Year year) {
        String[] words = text.strip().split("\\s+", -1);
        try {
            if (MONTHS.contains(words[0])) {
                int dot = text.indexOf('.');
                String whole = dot < 0 ? text : text.substring(0, dot);
                String day = String.join(" ", whole.strip().split("\\s+", -1));
                return seconds(
                        LocalDateTime.parse(day + " " + year, SYSLOG),
                        dot < 0 ? "0" : text.substring(dot + 1));
            }
            int comma = text.indexOf(',');
            if (comma >= 0) {
                return seconds(
                        LocalDateTime.parse(text.substring(0, comma).strip(), OWN),
                        text.substring(comma + 1));
            }
            // As the program date does, of which the original asks no more than milliseconds.
            long millis = OffsetDateTime.parse(text.strip()).toInstant().toEpochMilli();
            return millis / 1e3;
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    /** At most six digits, the first of which is the tenth of a second. */
    private static double seconds(LocalDateTime time, String fraction) {
        String digits = fraction.strip();
        if (digits.isEmpty() || digits.length() > 6 || digits.startsWith("-")) {
            throw new DateTimeException("a fraction of a second has one to six digits");
        }
        long micros = Integer.parseInt((digits + "000000").substring(0, 6));
        return (time.toEpochSecond(ZoneOffset.UTC) * 1_000_000L + micros) / 1e6;
    }
}
