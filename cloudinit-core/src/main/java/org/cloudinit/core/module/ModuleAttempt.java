package org.cloudinit.core.module;

import java.io.IOException;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.core.logging.FailureText;

/**
 * One run of a module: one that never ends is left behind at its limit, and the boot goes on.
 *
 * @param module the module
 * @param context what it works with
 */
record ModuleAttempt(ConfigModule module, ModuleContext context) {
    /**
     * Runs a module. Never throws.
     *
     * @param name as the module list has it
     * @param thread in which it runs
     */
    static Outcome of(
            ConfigModule module, String name, ModuleContext context, ModuleThread thread) {
        var reporter = new DoorReporter(context.reporter());
        var attempt = new ModuleAttempt(module, withReporter(context, reporter));
        Outcome outcome = thread.run(attempt::result, module.limitMillis());
        reporter.close();
        return outcome == null ? hung(name) : outcome;
    }

    private Outcome result() {
        try {
            return module.run(context);
        } catch (MalformedException malformed) {
            Problem problem = FailureText.problem(malformed);
            return problem == null
                    ? failed(FailureText.of(malformed))
                    : new Outcome.Failed(problem);
        } catch (IOException | RuntimeException | Error failure) {
            return failed(FailureText.of(failure));
        }
    }

    private Outcome failed(String message) {
        return new Outcome.Failed(
                Problem.error(
                        "modules.failed",
                        "running module " + module.name(),
                        Origin.BUILT_IN,
                        message,
                        "See the log; the other modules ran."));
    }

    private static Outcome hung(String name) {
        return new Outcome.Failed(
                Problem.error(
                        "modules.hung",
                        "running module " + name,
                        Origin.BUILT_IN,
                        "it did not end in its time",
                        "What it had to do may be half done; the other modules ran."));
    }

    private static ModuleContext withReporter(ModuleContext context, Reporter reporter) {
        return new ModuleContext(
                context.config(),
                context.arguments(),
                context.instance(),
                context.paths(),
                context.distro(),
                context.host(),
                context.documents(),
                context.templates(),
                reporter);
    }

    /** Lets nothing through any more once its module was left behind. */
    private static final class DoorReporter implements Reporter {
        private final Reporter inner;
        private boolean closed;

        DoorReporter(Reporter inner) {
            this.inner = inner;
        }

        @Override
        public synchronized void report(Problem problem) {
            if (!closed) {
                inner.report(problem);
            }
        }

        @Override
        public synchronized void decided(Decision decision) {
            if (!closed) {
                inner.decided(decision);
            }
        }

        synchronized void close() {
            closed = true;
        }
    }
}
