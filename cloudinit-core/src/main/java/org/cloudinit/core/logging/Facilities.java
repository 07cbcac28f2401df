package org.cloudinit.core.logging;

/** Facilities of syslog by the names of Python's {@code SysLogHandler}. */
final class Facilities {
    private static final int USER = 1;

    private Facilities() {}

    /**
     * The number of {@code handlers.SysLogHandler.LOG_USER} or {@code user}; user's for another
     * name.
     */
    static int number(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return switch (last.startsWith("LOG_")
                ? last.substring(4).toLowerCase(java.util.Locale.ROOT)
                : last) {
            case "kern" -> 0;
            case "mail" -> 2;
            case "daemon" -> 3;
            case "auth", "security" -> 4;
            case "syslog" -> 5;
            case "lpr" -> 6;
            case "news" -> 7;
            case "uucp" -> 8;
            case "cron" -> 9;
            case "authpriv" -> 10;
            case "ftp" -> 11;
            case "local0" -> 16;
            case "local1" -> 17;
            case "local2" -> 18;
            case "local3" -> 19;
            case "local4" -> 20;
            case "local5" -> 21;
            case "local6" -> 22;
            case "local7" -> 23;
            default -> USER;
        };
    }
}
