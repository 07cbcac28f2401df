package org.cloudinit.core.logging;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.core.logging.LogPlan.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Takes every message of the stage. Before {@link #open} messages are kept; then they are replayed.
 *
 * <p>This object is mutable and there is one in a process, because loggers live in static fields of
 * classes that know nothing of a stage: that is SLF4J's design. It is held by SLF4J's provider, by
 * no static field of this module.
 */
public final class LogSink {
    /** The mode of a log file that is made. */
    public static final int LOG_MODE = 0640;

    /** As many early messages are kept; a stage that never opens its log does not fill the heap. */
    private static final int MOST_EARLY = 10_000;

    private final List<LogEntry> early = new ArrayList<>();
    private final List<LogEntry> exported = new ArrayList<>();
    private final List<LogWriter> writers = new ArrayList<>();
    private OutputStream output = new FileOutputStream(FileDescriptor.out);
    private OutputStream error = new FileOutputStream(FileDescriptor.err);
    private @Nullable LogWriter debugConsole;
    private boolean open;
    private LogLevel threshold = LogLevel.DEBUG;

    /**
     * The sink behind SLF4J.
     *
     * @throws IllegalStateException if SLF4J is bound to another provider
     */
    public static LogSink current() {
        if (LoggerFactory.getILoggerFactory() instanceof SinkLoggers loggers) {
            return loggers.sink();
        }
        throw new IllegalStateException(
                "SLF4J is bound to " + LoggerFactory.getILoggerFactory().getClass().getName());
    }

    /** Writes every message to standard error from now on, also those so far: {@code --debug}. */
    public synchronized void debugToConsole() {
        var target = new Target(new LogPlan.Standard(true), LogLevel.DEBUG, LineFormat.USUAL);
        debugConsole = new LogWriter(target, error, false);
        for (LogEntry entry : early) {
            debugConsole.write(entry);
        }
    }

    /** From now on the console is what {@code output} of the configuration made of it. */
    public synchronized void redirect(Output redirected) {
        output = redirected.out();
        error = redirected.err();
        if (debugConsole != null) {
            var target = new Target(new LogPlan.Standard(true), LogLevel.DEBUG, LineFormat.USUAL);
            debugConsole = new LogWriter(target, error, false);
        }
    }

    /**
     * Opens the first plan that can be opened, and replays early messages into it. Called again, it
     * closes what was open first. Call {@link #redirect} before, so that warnings go where the
     * output goes.
     *
     * @param programs whether the system's log may be reached; it is not under another root folder
     */
    public synchronized void open(LogPlans plans, HostRoot root, boolean programs) {
        closeWriters();
        boolean opened = false;
        for (LogPlan plan : plans.plans()) {
            if (!opened && tryOpen(plan, root, programs)) {
                opened = true;
            }
        }
        if (!opened) {
            openBasic(plans);
        }
        open = true;
        for (LogEntry entry : early) {
            emit(entry);
        }
        early.clear();
    }

    private boolean tryOpen(LogPlan plan, HostRoot root, boolean programs) {
        var opened = new ArrayList<LogWriter>();
        try {
            for (Target target : plan.targets()) {
                opened.add(LogWriters.open(target, root, programs, output, error));
            }
        } catch (IOException e) {
            take(
                    entry(
                            LogLevel.DEBUG,
                            "a logging configuration cannot be used: " + e.getMessage()));
            for (LogWriter writer : opened) {
                close(writer);
            }
            return false;
        }
        writers.addAll(opened);
        threshold = plan.threshold();
        return true;
    }

    private void openBasic(LogPlans plans) {
        complain("WARN: no logging configured! (tried " + plans.tried() + " configs)");
        threshold = LogLevel.DEBUG;
        if (plans.basic()) {
            complain("Setting up basic logging...");
            for (Target target : LogPlan.BASIC.targets()) {
                writers.add(new LogWriter(target, error, false));
            }
        }
    }

    /** Takes a message. Never throws. */
    synchronized void take(LogEntry entry) {
        if (entry.level().compareTo(LogLevel.WARNING) >= 0 && exported.size() < MOST_EARLY) {
            exported.add(entry);
        }
        if (debugConsole != null) {
            debugConsole.write(entry);
        }
        if (open) {
            emit(entry);
        } else if (early.size() < MOST_EARLY) {
            early.add(entry);
        }
    }

    private void emit(LogEntry entry) {
        if (entry.level().compareTo(threshold) < 0) {
            return;
        }
        for (LogWriter writer : writers) {
            String failure = writer.write(entry);
            if (!failure.isEmpty()) {
                complain(failure);
            }
        }
    }

    /** Whether a message of this level goes anywhere. */
    synchronized boolean takes(LogLevel level) {
        return !open || debugConsole != null || level.compareTo(threshold) >= 0;
    }

    /** Messages of level WARNING and above so far, for {@code status.json}. */
    public synchronized List<LogEntry> exported() {
        return List.copyOf(exported);
    }

    /** Standard output of the stage. */
    public synchronized OutputStream output() {
        return output;
    }

    /** Standard error of the stage. */
    public synchronized OutputStream error() {
        return error;
    }

    /**
     * Closes the log. Where it was never opened, warnings and errors that were kept go to standard
     * error, for nobody else will tell them.
     */
    public synchronized void close() {
        if (!open) {
            for (LogEntry entry : early) {
                if (entry.level().compareTo(LogLevel.WARNING) >= 0 && debugConsole == null) {
                    complain(LineFormat.USUAL.line(entry));
                }
            }
            early.clear();
        }
        closeWriters();
        open = false;
    }

    private void closeWriters() {
        for (LogWriter writer : writers) {
            close(writer);
        }
        writers.clear();
    }

    private void close(LogWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            complain("cannot close the log: " + e.getMessage());
        }
    }

    /** Says on standard error what the log cannot say. If that fails too, nobody is listening. */
    private void complain(String line) {
        try {
            error.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            error.flush();
        } catch (IOException e) {
            exported.add(entry(LogLevel.WARNING, line + " (and standard error is closed)"));
        }
    }

    private static LogEntry entry(LogLevel level, String message) {
        return new LogEntry(
                System.currentTimeMillis(), LogSink.class.getName(), level, message, null);
    }
}
