package org.cloudinit.api.report;

import java.util.Objects;
import org.cloudinit.api.config.Origin;

/**
 * Something that went wrong, for people and for programs. Holds paths, never values.
 *
 * @param severity what it means for the status of the stage
 * @param code stable name for programs, kebab-case with the area first, such as {@code
 *     config-drive.bad-json}
 * @param act what was being done: {@code reading network data}
 * @param origin the file or device and the place in it; {@link Origin#BUILT_IN} where there is none
 * @param message what is wrong, one sentence without the act and the place
 * @param remedy what the reader can do about it
 */
public record Problem(
        Severity severity, String code, String act, Origin origin, String message, String remedy) {
    public Problem {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(act, "act");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** A problem that leaves the result usable. */
    public static Problem warning(
            String code, String act, Origin origin, String message, String remedy) {
        return new Problem(Severity.WARNING, code, act, origin, message, remedy);
    }

    /** A problem that cost part of the result. */
    public static Problem error(
            String code, String act, Origin origin, String message, String remedy) {
        return new Problem(Severity.ERROR, code, act, origin, message, remedy);
    }

    /** The same problem with another weight. */
    public Problem as(Severity other) {
        return new Problem(other, code, act, origin, message, remedy);
    }

    /** One line: {@code act: origin: message [code]. remedy}. */
    public String line() {
        String place = origin.equals(Origin.BUILT_IN) ? "" : origin + ": ";
        return act + ": " + place + message + " [" + code + "]. " + remedy;
    }

    @Override
    public String toString() {
        return line();
    }
}
