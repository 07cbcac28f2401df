package org.cloudinit.api.host;

/**
 * A time in UTC, by arithmetic: java.time costs 15 ms at first use, which every boot would pay.
 *
 * @param year of our era, or 0 and below before it
 * @param month from 1
 * @param day of the month, from 1
 * @param hour of the day
 * @param minute of the hour
 * @param second of the minute
 * @param milli of the second
 * @param weekday days since Sunday
 */
public record UtcTime(
        int year, int month, int day, int hour, int minute, int second, int milli, int weekday) {
    private static final String WEEKDAYS = "SunMonTueWedThuFriSat";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int SECONDS_A_DAY = 86_400;
    private static final int DAYS_IN_400_YEARS = 146_097;

    /** From the first of March of year 0 to the first of January 1970. */
    private static final int DAYS_TO_EPOCH = 719_468;

    /** From a Sunday to the first of January 1970. */
    private static final int WEEKDAY_OF_EPOCH = 4;

    /**
     * The time so many milliseconds after 1970 began. Years begin in March, so leap days come last.
     */
    public static UtcTime of(long millis) {
        long seconds = Math.floorDiv(millis, 1000L);
        long sinceEpoch = Math.floorDiv(seconds, (long) SECONDS_A_DAY);
        long days = sinceEpoch + DAYS_TO_EPOCH;
        long era = Math.floorDiv(days, (long) DAYS_IN_400_YEARS);
        int dayOfEra = (int) Math.floorMod(days, (long) DAYS_IN_400_YEARS);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        int month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        int second = (int) Math.floorMod(seconds, (long) SECONDS_A_DAY);
        return new UtcTime(
                (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0),
                month,
                dayOfYear - (153 * marchMonth + 2) / 5 + 1,
                second / 3600,
                second / 60 % 60,
                second % 60,
                (int) Math.floorMod(millis, 1000L),
                (int) Math.floorMod(sinceEpoch + WEEKDAY_OF_EPOCH, 7L));
    }

    /** Appends {@code 2026-11-22 15:48:29,993}, Python's default. */
    public void appendTo(StringBuilder line) {
        digits(line, year, 4).append('-');
        digits(line, month, 2).append('-');
        digits(line, day, 2).append(' ');
        digits(line, hour, 2).append(':');
        digits(line, minute, 2).append(':');
        digits(line, second, 2).append(',');
        digits(line, milli, 3);
    }

    /** The form of mails, {@code Sun, 22 Nov 2026 15:48:29 +0000} (RFC 5322). */
    public String mail() {
        var text = new StringBuilder();
        text.append(WEEKDAYS, 3 * weekday, 3 * weekday + 3).append(", ");
        digits(text, day, 2).append(' ');
        text.append(MONTHS, 3 * month - 3, 3 * month).append(' ');
        digits(text, year, 4).append(' ');
        digits(text, hour, 2).append(':');
        digits(text, minute, 2).append(':');
        return digits(text, second, 2).append(" +0000").toString();
    }

    /** Appends a number with leading zeros. */
    public static StringBuilder digits(StringBuilder line, int number, int width) {
        int least = 10;
        for (int digit = 1; digit < width; digit++) {
            if (number < least) {
                line.append('0');
            }
            least *= 10;
        }
        return line.append(number);
    }
}
