package org.cloudinit.core;

import java.io.Closeable;
import java.io.IOException;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run at a time on a machine: two that write the same state would leave a mixture of both. A
 * second run waits for the first and then does what a second run does. Where there can be no lock
 * the stage runs without: a boot is worth more than the protection from a run that is hardly there.
 */
final class SoleRun implements AutoCloseable {
    /** Much longer than a run takes, even with programs of user-data. */
    static final long PATIENCE_MILLIS = 120_000;

    /**
     * Not in the folder of the run's state: that one follows the configuration, and two runs with
     * different ones would not meet. Nor in {@code /run/lock}, where any user could take it.
     */
    static final String LOCK = "/run/cloud-init.lock";

    private static final Logger LOG = LoggerFactory.getLogger(SoleRun.class);
    private static final String ACT = "excluding other runs of the stage";

    private final boolean granted;
    private final @Nullable Closeable lock;

    private SoleRun(boolean granted, @Nullable Closeable lock) {
        this.granted = granted;
        this.lock = lock;
    }

    /** Waits for another run, if there is one; what is in the way is reported. */
    static SoleRun begin(HostRoot root, long patienceMillis, Reporter reporter) {
        try {
            Closeable lock = root.lock(LOCK, patienceMillis);
            if (lock == null) {
                reporter.report(
                        Problem.error(
                                "stage.another-run",
                                ACT,
                                Origin.of(LOCK),
                                "another run is still at work after "
                                        + patienceMillis / 1000
                                        + " seconds",
                                "Nothing was done. Wait for the other run, or end it: fuser -v "
                                        + LOCK
                                        + " shows it."));
            }
            return new SoleRun(lock != null, lock);
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "stage.no-lock",
                            ACT,
                            Origin.of(LOCK),
                            String.valueOf(failure.getMessage()),
                            "Check that /run can be written to; the stage runs all the same."));
            return new SoleRun(true, null);
        }
    }

    /** Whether the stage may run. */
    boolean granted() {
        return granted;
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException failure) {
                LOG.debug(
                        "The lock is given back by the end of the process: {}",
                        failure.getMessage());
            }
        }
    }
}
