package org.cloudinit.core.logging;

import org.jspecify.annotations.Nullable;

/** Writes what was thrown, with its causes, below a log line. */
final class StackTrace {
    private static final int MOST_CAUSES = 10;

    private StackTrace() {}

    static void append(StringBuilder to, Throwable thrown) {
        Throwable at = thrown;
        for (int i = 0; at != null && i < MOST_CAUSES; i++) {
            to.append(i == 0 ? "\n" : "\nCaused by: ").append(header(at));
            for (StackTraceElement element : at.getStackTrace()) {
                to.append("\n    at ").append(element.getClassName()).append('.');
                to.append(element.getMethodName()).append(':').append(element.getLineNumber());
            }
            at = at.getCause();
        }
    }

    private static String header(Throwable thrown) {
        @Nullable String message = FailureText.worded(thrown);
        String name = thrown.getClass().getName();
        return message == null
                ? name
                : name + ": " + message.replace('\n', ' ').replace('\u001b', ' ');
    }
}
