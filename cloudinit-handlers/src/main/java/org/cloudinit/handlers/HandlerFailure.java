package org.cloudinit.handlers;

import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;

/**
 * What is told of a handler of others that fails. The message is made here, never by the handler:
 * what it says may quote the data.
 */
final class HandlerFailure {
    private HandlerFailure() {}

    /**
     * A failure to throw.
     *
     * @param name the handler's file or class
     * @param message what it did, free of data
     */
    static MalformedException of(String name, String message) {
        return new MalformedException(problem(name, message));
    }

    /** As above, with what was caught, for the stack's sake. */
    static MalformedException of(String name, String message, Throwable cause) {
        return new MalformedException(problem(name, message), cause);
    }

    private static Problem problem(String name, String message) {
        return new Problem(
                Severity.ERROR,
                "user-data.handler-failed",
                "asking a part handler",
                Origin.of(name),
                message,
                "Run it by hand; the other parts are handled.");
    }
}
