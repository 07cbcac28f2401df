package org.cloudinit.core.logging;

/** The line with which the stage greets, in the log and on the console ({@code main.welcome}). */
public final class Welcome {
    private static final String[] DAYS = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final long MILLIS_A_DAY = 86_400_000;

    private Welcome() {}

    /**
     * The line, without a line break.
     *
     * @param title the stage's name
     * @param version this program's version
     * @param millis the time, in milliseconds since 1970
     * @param uptime how long the machine runs, in seconds, as the kernel writes it
     */
    public static String line(String title, String version, long millis, String uptime) {
        UtcTime time = UtcTime.of(millis);
        var line = new StringBuilder("Cloud-init v. ").append(version);
        line.append(" running '").append(title).append("' at ");
        line.append(DAYS[(int) Math.floorMod(Math.floorDiv(millis, MILLIS_A_DAY), 7L)])
                .append(", ");
        UtcTime.digits(line, time.day(), 2).append(' ');
        line.append(MONTHS[time.month() - 1]).append(' ');
        UtcTime.digits(line, time.year(), 4).append(' ');
        UtcTime.digits(line, time.hour(), 2).append(':');
        UtcTime.digits(line, time.minute(), 2).append(':');
        UtcTime.digits(line, time.second(), 2).append(" +0000. Up ");
        return line.append(uptime).append(" seconds.").toString();
    }
}
