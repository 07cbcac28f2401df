package org.cloudinit.net.openstack;

import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with network data, and remembers whether anything was left out for it. */
final class NetworkProblems {
    private static final String ACT = "reading network data";

    private final Reporter reporter;
    private boolean leftOut;

    NetworkProblems(Reporter reporter) {
        this.reporter = reporter;
    }

    /** A node cannot be used and is left out. */
    void leaveOut(String code, ConfigPath path, ConfigTree node, String message) {
        leaveOut(code, path, node.origin(), message);
    }

    /** Something cannot be used and is left out. */
    void leaveOut(String code, ConfigPath path, Origin origin, String message) {
        leftOut = true;
        report(code, path, origin, message, "Correct it where it is written; the rest is used");
    }

    /** Something looks wrong, though it is used. */
    void note(String code, ConfigPath path, Origin origin, String message, String remedy) {
        report(code, path, origin, message, remedy);
    }

    private void report(
            String code, ConfigPath path, Origin origin, String message, String remedy) {
        reporter.report(Problem.warning(code, ACT, origin, path + ": " + message, remedy));
    }

    /** Whether anything was left out. */
    boolean leftOut() {
        return leftOut;
    }

    /** A list within an item; where it is something else it is reported and counts as empty. */
    Sequence part(@Nullable ConfigTree value, ConfigPath path) {
        if (value != null && !(value instanceof Sequence) && !(value instanceof Scalar.Null)) {
            leaveOut("network-data.wrong-type", path, value, "it is no list");
        }
        return value instanceof Sequence sequence ? sequence : Sequence.EMPTY;
    }

    /**
     * A list that the document cannot do without; the empty one where it is absent or null.
     *
     * @throws MalformedException if it is something else
     */
    static Sequence list(@Nullable ConfigTree value, ConfigPath path) {
        return switch (value) {
            case null -> Sequence.EMPTY;
            case Scalar.Null _ -> Sequence.EMPTY;
            case Sequence sequence -> sequence;
            case ConfigTree other ->
                    throw new MalformedException(
                            Problem.warning(
                                    "network-data.wrong-type",
                                    ACT,
                                    other.origin(),
                                    path + " is a " + other.kind() + ", not a list",
                                    "Correct it where it is written; until then the network falls back"));
        };
    }
}
