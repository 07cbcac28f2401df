package org.cloudinit.core.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a program's output to its end: passes it on, or keeps its beginning. */
final class OutputPump {
    private static final Logger LOG = LoggerFactory.getLogger(OutputPump.class);

    private static final int FIRST_READ = 512;
    private static final int NEXT_READS = 8 << 10;

    private final InputStream from;
    private final @Nullable OutputStream shown;
    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private final FutureTask<?> work;

    /**
     * Reads from a program.
     *
     * @param shown where the output goes on to; null keeps it
     * @param limit most bytes that are kept
     */
    OutputPump(InputStream from, @Nullable OutputStream shown, int limit) {
        this.from = from;
        this.shown = shown;
        this.limit = limit;
        this.work = new FutureTask<>(this::pump, true);
    }

    /** Threads for pumps: each serves one program after the other, for its start costs a boot. */
    static ExecutorService threads() {
        return Executors.newCachedThreadPool(
                work -> {
                    var thread = new Thread(work, "output of a program");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Begins. */
    OutputPump start(ExecutorService threads) {
        threads.execute(work);
        return this;
    }

    /** Most programs of a boot say nothing, or a line. */
    private void pump() {
        byte[] buffer = new byte[FIRST_READ];
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                take(buffer, count);
                if (count == FIRST_READ) {
                    buffer = new byte[NEXT_READS];
                }
            }
        } catch (IOException e) {
            LOG.debug("reading a program's output ended: {}", e.getMessage());
        }
    }

    private void take(byte[] buffer, int count) throws IOException {
        if (shown == null) {
            synchronized (kept) {
                kept.write(buffer, 0, Math.min(count, limit - kept.size()));
            }
        } else {
            shown.write(buffer, 0, count);
            shown.flush();
        }
    }

    /** Waits for the end of the output, but not for ever. */
    void await(long millis) throws IOException {
        try {
            work.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            work.cancel(true);
            throw new IOException("interrupted while a program's output was read", e);
        } catch (TimeoutException _) {
            LOG.debug("something that the program started still holds its output");
        } catch (ExecutionException defect) {
            throw new IOException("a program's output was not read", defect.getCause());
        }
    }

    byte[] kept() {
        synchronized (kept) {
            return kept.toByteArray();
        }
    }
}
