package org.cloudinit.core.logging;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a failure. The words of our own exceptions are made to be told: they hold no
 * value of a document. Those of a bundle, and of a library that was given a value, may quote it, so
 * of theirs the kind is told and the place in the program.
 */
public final class FailureText {
    private static final String OURS = "org.cloudinit.";

    private FailureText() {}

    /** What was said of a document, where our own code said it; null of others. */
    public static @Nullable Problem problem(MalformedException malformed) {
        return madeBy(malformed).startsWith(OURS) ? malformed.problem() : null;
    }

    /** A failure in one line, without a value of any document. */
    public static String of(Throwable failure) {
        String said =
                switch (failure) {
                    case MalformedException malformed -> {
                        Problem problem = problem(malformed);
                        yield problem == null ? null : problem.message();
                    }
                    case FileSystemException file when !isOfTheSystem(file) -> file.getReason();
                    case IOException io -> isOfTheSystem(io) ? io.getMessage() : null;
                    default -> null;
                };
        return said == null ? kind(failure) : said;
    }

    /** The kind of a failure, and where it arose. */
    public static String kind(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        StackTraceElement[] trace = failure.getStackTrace();
        if (trace.length == 0) {
            return name;
        }
        StackTraceElement top = trace[0];
        return name + " at " + simple(top.getClassName()) + ':' + top.getLineNumber();
    }

    /** The message of a failure that the virtual machine or the system worded; null of others. */
    static @Nullable String worded(Throwable failure) {
        return switch (failure) {
            case NullPointerException _,
                    ClassCastException _,
                    IndexOutOfBoundsException _,
                    ArithmeticException _,
                    VirtualMachineError _,
                    LinkageError _ ->
                    failure.getMessage();
            case IOException io when isOfTheSystem(io) -> io.getMessage();
            case MalformedException malformed when problem(malformed) != null ->
                    malformed.getMessage();
            default -> null;
        };
    }

    /** Made by our code, or by the platform for our code: paths and reasons. */
    private static boolean isOfTheSystem(IOException failure) {
        for (StackTraceElement element : failure.getStackTrace()) {
            String type = element.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("sun.") && !type.startsWith("jdk.")) {
                return type.startsWith(OURS);
            }
        }
        return false;
    }

    private static String madeBy(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : trace[0].getClassName();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
