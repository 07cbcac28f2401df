package org.cloudinit.bundles;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * A call of the framework that runs an activator of a jar. A boot waits for it, so it is waited for
 * a bounded time: one that hangs, or throws whatever there is to throw, costs its bundle alone.
 */
final class ActivatorCall {
    private static final long LAST_WORDS_MILLIS = 500;

    private final long patienceMillis;

    /**
     * Calls of a framework.
     *
     * @param patienceMillis how long an activator may take
     */
    ActivatorCall(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /** What the framework is asked for. */
    @FunctionalInterface
    interface Act {
        /** Asks it. */
        void run() throws BundleException;
    }

    /** An activator is still at work, and holds the framework's lock of its bundle. */
    static final class StuckException extends BundleException {
        private static final long serialVersionUID = 1;

        StuckException(String message) {
            super(message);
        }
    }

    /**
     * Runs an act.
     *
     * @param bundle whose activator it runs
     * @throws StuckException if it does not come to its end, though it was interrupted
     * @throws BundleException if it fails
     */
    void of(Bundle bundle, Act act) throws BundleException {
        var call =
                new FutureTask<@Nullable Void>(
                        () -> {
                            act.run();
                            return null;
                        });
        Thread thread = Thread.ofPlatform().name("activator").daemon().start(call);
        boolean isLate = false;
        try {
            if (!isDone(call, patienceMillis)) {
                isLate = true;
                thread.interrupt();
                if (!isDone(call, LAST_WORDS_MILLIS)) {
                    throw new StuckException(late(bundle));
                }
            }
        } catch (ExecutionException failure) {
            if (isLate) {
                throw new BundleException(late(bundle));
            }
            Throwable cause = failure.getCause();
            throw cause instanceof BundleException told
                    ? told
                    : new BundleException(String.valueOf(cause), cause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new BundleException("interrupted while an activator is at work");
        }
    }

    private String late(Bundle bundle) {
        return "the activator of "
                + bundle.getSymbolicName()
                + " "
                + bundle.getVersion()
                + " does not come to its end within "
                + patienceMillis
                + " ms";
    }

    private static boolean isDone(FutureTask<?> call, long millis)
            throws ExecutionException, InterruptedException {
        try {
            call.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
