package org.cloudinit.core.logging;

import org.cloudinit.api.host.UtcTime;

/** The line with which the stage greets, in the log and on the console ({@code main.welcome}). */
public final class Welcome {
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
        return "Cloud-init v. "
                + version
                + " running '"
                + title
                + "' at "
                + UtcTime.of(millis).mail()
                + ". Up "
                + uptime
                + " seconds.";
    }
}
