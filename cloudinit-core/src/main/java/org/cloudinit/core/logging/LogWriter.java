package org.cloudinit.core.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.cloudinit.core.logging.LogPlan.Syslog;
import org.cloudinit.core.logging.LogPlan.Target;

/**
 * An open target: one write a message and no buffer, so that whatever ends the process, the
 * messages before it are in the file. A boot has some hundred messages, a write costs some
 * microseconds.
 */
final class LogWriter {
    private final Target target;
    private final OutputStream stream;
    private final boolean owned;
    private final SecondText second = new SecondText();
    private boolean failed;

    /**
     * Writes to a stream.
     *
     * @param owned whether the stream is closed with the writer
     */
    LogWriter(Target target, OutputStream stream, boolean owned) {
        this.target = target;
        this.stream = stream;
        this.owned = owned;
    }

    LogLevel level() {
        return target.level();
    }

    /**
     * Writes one message.
     *
     * @return the failure, if this is the first one: logging goes on as well as it can, silently
     */
    String write(LogEntry entry) {
        if (entry.level().compareTo(target.level()) < 0) {
            return "";
        }
        var line = new StringBuilder(96 + entry.message().length());
        if (target.place() instanceof Syslog syslog) {
            line.append('<').append(syslog.facility() * 8 + entry.level().severity()).append('>');
        }
        target.format().append(entry, line, second);
        line.append('\n');
        try {
            stream.write(line.toString().getBytes(StandardCharsets.UTF_8));
            stream.flush();
            failed = false;
        } catch (IOException e) {
            boolean first = !failed;
            failed = true;
            return first ? "cannot write to the log: " + e.getMessage() : "";
        }
        return "";
    }

    void close() throws IOException {
        if (owned) {
            stream.close();
        }
    }
}
