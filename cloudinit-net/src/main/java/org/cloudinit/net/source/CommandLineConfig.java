package org.cloudinit.net.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * The network configuration on the kernel's command line: {@code network-config=} with a document
 * in Base64, packed by gzip or not, or the word {@code disabled} ({@code
 * cmdline.read_kernel_cmdline_config}). What cannot be decoded is reported and says nothing.
 */
final class CommandLineConfig {
    private static final String SOURCE = KernelCommandLine.SOURCE + " network-config";
    private static final Origin ORIGIN = Origin.of(SOURCE);

    /** A command line has at most some KiB; what it unpacks to is no more than this. */
    private static final int LIMIT = 16 << 20;

    private CommandLineConfig() {}

    /**
     * What the command line says, or null.
     *
     * @throws MalformedException if it is a mapping, but no network configuration
     */
    static @Nullable NetworkConfig read(
            KernelCommandLine line, Documents documents, Reporter reporter) {
        return NetworkDocument.of(statement(line, documents, reporter), reporter);
    }

    /** The document as written, or null. */
    static @Nullable Mapping statement(
            KernelCommandLine line, Documents documents, Reporter reporter) {
        String value = line.networkConfig();
        if (value == null) {
            return null;
        }
        if (value.equals("disabled")) {
            return Mapping.builder(ORIGIN).put("config", value).build();
        }
        try {
            ConfigTree tree = documents.yaml(unpacked(Base64Text.decode(value)), SOURCE);
            if (tree instanceof Mapping document) {
                return document;
            }
            if (tree.truthy()) {
                reporter.report(problem("it is a " + tree.kind() + ", not a mapping"));
            }
        } catch (MalformedException malformed) {
            reporter.report(malformed.problem());
        } catch (IOException | IllegalArgumentException undecodable) {
            reporter.report(problem(undecodable.getMessage()));
        }
        return null;
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        boolean packed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!packed) {
            return bytes;
        }
        var unpacked = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (var input = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            for (int n = input.read(buffer); n >= 0; n = input.read(buffer)) {
                unpacked.write(buffer, 0, n);
                if (unpacked.size() > LIMIT) {
                    throw new IOException("it unpacks to more than " + (LIMIT >> 20) + " MiB");
                }
            }
        }
        return unpacked.toByteArray();
    }

    private static Problem problem(@Nullable String message) {
        return Problem.error(
                "network.bad-command-line",
                "reading network configuration",
                ORIGIN,
                message == null ? "it cannot be unpacked" : message,
                "Give a document in Base64, packed by gzip or not, or the word disabled.");
    }
}
