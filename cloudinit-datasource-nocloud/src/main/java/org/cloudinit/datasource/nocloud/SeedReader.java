package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Reads the four files of a seed. User-data and meta-data must be there, if empty; what is broken
 * in the others is reported and left out.
 *
 * @param documents reads YAML
 * @param reporter takes what is wrong
 */
record SeedReader(Documents documents, Reporter reporter) {
    static final String META_DATA = "meta-data";
    static final String USER_DATA = "user-data";
    static final String VENDOR_DATA = "vendor-data";
    static final String NETWORK_CONFIG = "network-config";

    /** Far above any meta-data. */
    private static final int YAML_LIMIT = 4 << 20;

    /** Bytes of user-data or vendor-data. */
    private static final int DATA_LIMIT = 64 << 20;

    /** Nothing is wrong with the place, but it holds no seed. */
    static final class NoSeedException extends Exception {
        private static final long serialVersionUID = 1L;

        NoSeedException(String message) {
            super(message);
        }
    }

    /**
     * Reads a seed.
     *
     * @throws NoSeedException if user-data or meta-data is not there; the message is a clause
     * @throws IOException if meta-data cannot be read
     */
    Seed read(SeedFolder folder) throws NoSeedException, IOException {
        byte[] metadata = folder.read(META_DATA, YAML_LIMIT);
        byte[] userData = optional(folder, USER_DATA, DATA_LIMIT);
        if (metadata == null || userData == null) {
            boolean both = metadata == null && userData == null;
            throw new NoSeedException(
                    "it has no "
                            + (both
                                    ? "user-data and no meta-data"
                                    : metadata == null ? META_DATA : USER_DATA));
        }
        byte[] vendorData = optional(folder, VENDOR_DATA, DATA_LIMIT);
        byte[] network = optional(folder, NETWORK_CONFIG, YAML_LIMIT);
        return new Seed(
                yaml(metadata, folder.locate(META_DATA), META_DATA),
                Secret.of(userData),
                vendorData == null ? null : text(vendorData),
                network == null ? null : network(network, folder.locate(NETWORK_CONFIG)));
    }

    /** The meta-data of a seed alone; null where the place has none. */
    @Nullable Mapping metadata(SeedFolder folder) throws IOException {
        byte[] bytes = folder.read(META_DATA, YAML_LIMIT);
        return bytes == null ? null : yaml(bytes, folder.locate(META_DATA), META_DATA);
    }

    /**
     * A network configuration: a mapping; null where there is none or it cannot be understood. A
     * document that says nothing is YAML's null, and counts: it takes back what an earlier place
     * says.
     */
    @Nullable ConfigTree network(byte[] bytes, String source) {
        return bytes.length == 0 ? null : document(bytes, source, NETWORK_CONFIG);
    }

    /** A file's bytes; empty, and reported, where it is there and cannot be read. */
    private byte @Nullable [] optional(SeedFolder folder, String name, int limit) {
        try {
            return folder.read(name, limit);
        } catch (IOException e) {
            reporter.report(
                    Problem.warning(
                            "nocloud.unreadable",
                            "reading " + name + " of the seed",
                            Origin.of(folder.locate(name)),
                            reason(e),
                            "Check the file; the rest of the seed is used."));
            return new byte[0];
        }
    }

    /** A mapping; the empty one, and a report, where the text is none. */
    Mapping yaml(byte[] bytes, String source, String name) {
        return document(bytes, source, name) instanceof Mapping mapping ? mapping : Mapping.EMPTY;
    }

    private @Nullable ConfigTree document(byte[] bytes, String source, String name) {
        ConfigTree tree;
        try {
            tree = documents.yaml(bytes, source);
        } catch (MalformedException e) {
            Problem problem = e.problem();
            warn("nocloud.bad-yaml", name, problem.origin(), problem.message());
            return null;
        }
        if (tree instanceof Mapping || tree instanceof Scalar.Null) {
            return tree;
        }
        warn(
                "nocloud.wrong-type",
                name,
                tree.origin(),
                "a mapping is expected, and this is a " + tree.kind());
        return null;
    }

    private void warn(String code, String name, Origin origin, String message) {
        reporter.report(
                Problem.warning(
                        code,
                        "reading " + name + " of the seed",
                        origin,
                        message,
                        "Correct the file; the rest of the seed is used."));
    }

    /** Bytes as text where they are UTF-8. */
    static Scalar text(byte[] bytes) {
        try {
            return Scalar.text(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return new Scalar.Binary(bytes, Origin.BUILT_IN);
        }
    }

    /** What an exception says; some say nothing but their name. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? "it cannot be read: " + e.getClass().getSimpleName() : message;
    }
}
