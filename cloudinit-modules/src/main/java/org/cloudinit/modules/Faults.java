package org.cloudinit.modules;

import java.io.IOException;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with single entries of a module's work while the others went on. A module that
 * failed counts once: its outcome carries the last problem, and those before are reported.
 */
public final class Faults {
    private final Reporter reporter;
    private @Nullable Problem last;

    /** Collects for a module; those that the outcome has no room for go to the reporter. */
    public Faults(Reporter reporter) {
        this.reporter = reporter;
    }

    /** Adds an error. */
    public void add(Problem problem) {
        Problem earlier = last;
        if (earlier != null) {
            reporter.report(earlier.as(Severity.WARNING));
        }
        last = problem;
    }

    /** Adds an error with its parts; see {@link Problem}. */
    public void add(String code, String act, Origin origin, String message, String remedy) {
        add(Problem.error(code, act, origin, message, remedy));
    }

    /** Reports what is worth a look, though it cost nothing. */
    public void warn(String code, String act, Origin origin, String message, String remedy) {
        reporter.report(Problem.warning(code, act, origin, message, remedy));
    }

    /** Does a piece of work; what goes wrong with it is added. */
    public void attempt(String code, String act, Origin origin, String remedy, Work work) {
        try {
            work.run();
        } catch (MalformedException malformed) {
            add(malformed.problem());
        } catch (IOException failure) {
            add(code, act, origin, String.valueOf(failure.getMessage()), remedy);
        }
    }

    /** Done, or failed with the last error. */
    public Outcome outcome() {
        Problem problem = last;
        return problem == null ? new Outcome.Done() : new Outcome.Failed(problem);
    }

    /** A piece of work. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }
}
