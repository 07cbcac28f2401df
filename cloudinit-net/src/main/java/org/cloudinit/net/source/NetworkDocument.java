package org.cloudinit.net.source;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/** A network document as any source states it: which version it is, or that it switches off. */
public final class NetworkDocument {
    private static final String ACT = "reading network configuration";

    private NetworkDocument() {}

    /**
     * Reads a statement; the document may stand under a key {@code network}.
     *
     * @return the configuration, or null where the statement is empty and another source is asked
     * @throws MalformedException if it is no mapping, or of a version that does not exist
     */
    public static @Nullable NetworkConfig of(@Nullable ConfigTree statement) {
        if (statement instanceof Mapping outer && outer.has("network")) {
            return content(outer.get("network"));
        }
        return content(statement);
    }

    /**
     * Reads a statement that is a document of its own: what stands beside the key {@code network}
     * is said to be left out.
     *
     * @param reporter gets a problem for each such key
     * @return the configuration, or null where the statement is empty
     * @throws MalformedException as {@link #of(ConfigTree)}
     */
    public static @Nullable NetworkConfig of(@Nullable ConfigTree statement, Reporter reporter) {
        if (statement instanceof Mapping outer && outer.has("network")) {
            outer.entries()
                    .forEach(
                            (key, value) -> {
                                if (!key.display().equals("network")) {
                                    reporter.report(beside(key.display(), value.origin()));
                                }
                            });
        }
        return of(statement);
    }

    private static Problem beside(String key, Origin origin) {
        return Problem.warning(
                "network.beside-network",
                ACT,
                origin,
                key + " stands beside network, where nothing reads it",
                "Move it into network, or remove it.");
    }

    private static @Nullable NetworkConfig content(@Nullable ConfigTree statement) {
        if (statement == null || !statement.truthy()) {
            return null;
        }
        if (!(statement instanceof Mapping document)) {
            throw malformed(
                    "network.not-a-mapping",
                    statement.origin(),
                    "the network configuration is a " + statement.kind() + ", not a mapping",
                    "Write version and config or ethernets, or config: disabled.");
        }
        if ("disabled".equals(document.text("config"))) {
            return new NetworkConfig.Disabled();
        }
        return switch (version(document)) {
            case 1 -> new NetworkConfig.V1(document);
            case 2 -> new NetworkConfig.V2(document);
            default ->
                    throw malformed(
                            "network.unknown-version",
                            origin(document),
                            document.has("version")
                                    ? "the network configuration has a version that does not exist"
                                    : "the network configuration names no version",
                            "Write version: 1 or version: 2.");
        };
    }

    /** The number under {@code version}; 0 where there is none. */
    private static int version(Mapping document) {
        return switch (document.get("version")) {
            case Scalar.Int number when number.value() == 1 || number.value() == 2 ->
                    (int) number.value();
            case Scalar.Real number when number.value() == 1.0 || number.value() == 2.0 ->
                    (int) number.value();
            // As Python compares them.
            case Scalar.Bool one when one.value() -> 1;
            case null, default -> 0;
        };
    }

    private static Origin origin(Mapping document) {
        ConfigTree version = document.get("version");
        return version == null ? document.origin() : version.origin();
    }

    private static MalformedException malformed(
            String code, Origin origin, String message, String remedy) {
        return new MalformedException(code, ACT, origin, message, remedy);
    }
}
