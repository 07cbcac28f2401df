package org.cloudinit.core.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.core.logging.LogPlan.InFile;
import org.cloudinit.core.logging.LogPlan.Standard;
import org.cloudinit.core.logging.LogPlan.Syslog;
import org.cloudinit.core.logging.LogPlan.Target;

/** Opens targets. */
final class LogWriters {
    private LogWriters() {}

    static LogWriter open(
            Target target, HostRoot root, boolean programs, OutputStream output, OutputStream error)
            throws IOException {
        return switch (target.place()) {
            case Standard standard ->
                    new LogWriter(target, standard.error() ? error : output, false);
            case InFile file -> new LogWriter(target, file(file, root), true);
            case Syslog syslog -> new LogWriter(target, syslog(syslog, root, programs), true);
        };
    }

    private static OutputStream file(InFile file, HostRoot root) throws IOException {
        if (!file.append()) {
            root.write(new RenderedFile(file.path(), new byte[0], LogSink.LOG_MODE, null));
        }
        return root.openAppend(file.path(), LogSink.LOG_MODE);
    }

    /**
     * The system's log takes datagrams, which the JDK cannot send to a path: logger(1) does. Each
     * line carries its priority.
     */
    private static OutputStream syslog(Syslog syslog, HostRoot root, boolean programs)
            throws IOException {
        if (!programs || !root.exists(syslog.socket())) {
            throw new IOException("no system log at " + syslog.socket());
        }
        return ChildStream.of(
                List.of(
                        "logger",
                        "--prio-prefix",
                        "--socket",
                        syslog.socket(),
                        "--tag",
                        "cloud-init"),
                OutputStream.nullOutputStream());
    }
}
