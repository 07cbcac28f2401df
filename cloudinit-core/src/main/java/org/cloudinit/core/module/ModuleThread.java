package org.cloudinit.core.module;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cloudinit.api.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The thread in which modules run one after the other. With a module that never ends it is left
 * behind, and another takes its place: a boot starts one thread, not one for each module.
 */
final class ModuleThread implements AutoCloseable {
    /** Time for a module to see that it is interrupted, and to kill what it started. */
    private static final long GRACE_MILLIS = 2_000;

    private ExecutorService thread = start();

    private static ExecutorService start() {
        return Executors.newFixedThreadPool(
                1,
                work -> {
                    var thread = new Thread(work, "modules");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Runs a module.
     *
     * @param attempt its run, which does not throw
     * @param limitMillis its time; 0 stands for no limit
     * @return null where it did not end in its time
     */
    @Nullable Outcome run(Callable<Outcome> attempt, long limitMillis) {
        Future<Outcome> outcome = thread.submit(attempt);
        try {
            return limitMillis == 0
                    ? outcome.get()
                    : outcome.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            leaveBehind();
        } catch (InterruptedException _) {
            leaveBehind();
            Thread.currentThread().interrupt();
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect.getCause());
        }
        return null;
    }

    private void leaveBehind() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread = start();
    }

    /** Nothing more is to be run. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
