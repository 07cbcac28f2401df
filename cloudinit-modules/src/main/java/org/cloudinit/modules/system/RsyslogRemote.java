package org.cloudinit.modules.system;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines that send the log to another machine ({@code parse_remotes_line}). */
final class RsyslogRemote {
    private static final Pattern COMMENT = Pattern.compile(" *#+ *");
    private static final Pattern TARGET =
            Pattern.compile("(@{0,2})(?:\\[([^\\]]*)\\]|([^:]*))(?::([0-9]+))?");

    private RsyslogRemote() {}

    /**
     * The line of rsyslog's own language.
     *
     * @param name what the comment says
     * @param stated {@code [filter] [@|@@]host[:port]}; one {@code @} or none is UDP, two are TCP
     * @return null if that is no address
     */
    static @Nullable String line(String name, String stated) {
        String[] parts = COMMENT.split(stated, -1);
        String data = parts.length == 2 ? parts[0] : stated;
        String[] words = data.strip().split("\\s+", -1);
        if (words.length > 2) {
            return null;
        }
        Matcher target = TARGET.matcher(words.length == 1 ? data : words[1]);
        if (!target.matches()) {
            return null;
        }
        String bracketed = target.group(2);
        String plain = target.group(3);
        String address = plain == null || plain.isEmpty() ? bracketed : plain;
        if (address == null || address.isEmpty()) {
            return null;
        }
        var line = new StringBuilder(words.length == 2 ? words[0] : "*.*");
        line.append(target.group(1).equals("@@") ? " @@" : " @");
        line.append(address.indexOf(':') >= 0 ? "[" + address + "]" : address);
        String port = target.group(4);
        String number = port == null ? "" : port.replaceFirst("^0+", "");
        if (!number.isEmpty()) {
            line.append(':').append(number);
        }
        return line.append(name.isEmpty() ? "" : " # " + name).toString();
    }
}
