package org.cloudinit.bundles;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The way to a resident process: a socket in a folder that only its owner may enter, and over it
 * one JSON object a line, a question and its answer.
 */
final class AgentSocket {
    /** Where the socket is, as a path of the machine. */
    static final String PATH = "/run/cloud-init/agent/socket";

    private static final String NAME = "socket";

    private static final int LONGEST_LINE = 1 << 20;
    private static final int USUAL_LINE = 1 << 12;

    private AgentSocket() {}

    /** Opens the socket of a machine; an old one, which nobody answers, is replaced. */
    static ServerSocketChannel listen(Path root) throws IOException {
        Path socket = folder(root).resolve(NAME);
        if (Files.exists(socket)) {
            try (SocketChannel other = connect(root)) {
                if (other != null) {
                    throw new IOException("an agent listens at " + socket + " already");
                }
            }
            Files.delete(socket);
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException failure) {
            server.close();
            throw failure;
        }
    }

    /** The folder of the socket, made where it is not there: nobody but its owner may enter. */
    static Path folder(Path root) throws IOException {
        Path folder = below(root).resolveSibling("");
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** A way to the agent of a machine, or null where none answers. */
    static @Nullable SocketChannel connect(Path root) throws IOException {
        Path socket = below(root);
        if (!Files.exists(socket)) {
            return null;
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (ConnectException _) {
            channel.close();
            return null;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    static Path below(Path root) {
        return root.resolve(PATH.substring(1)).toAbsolutePath();
    }

    /** Writes one object and its line break. */
    static void write(ByteChannel channel, Mapping message) throws IOException {
        String line = JsonWriter.write(message, JsonStyle.LINE) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads one object; null where the other side is gone.
     *
     * @throws MalformedException if it is none, or longer than a mebibyte
     */
    static @Nullable Mapping read(ByteChannel channel) throws IOException {
        // Most lines are short, and a caller who says nothing holds no more than that.
        var line = ByteBuffer.allocate(USUAL_LINE);
        while (line.position() < LONGEST_LINE) {
            if (!line.hasRemaining()) {
                line = ByteBuffer.allocate(line.capacity() * 2).put(line.flip());
            }
            int from = line.position();
            if (channel.read(line) < 0) {
                return null;
            }
            for (int i = from; i < line.position(); i++) {
                if (line.get(i) == '\n') {
                    return object(Arrays.copyOf(line.array(), i));
                }
            }
        }
        throw malformed("the line is too long");
    }

    private static Mapping object(byte[] line) {
        ConfigTree tree = JsonReader.read(line, "the agent's socket");
        if (tree instanceof Mapping mapping) {
            return mapping;
        }
        throw malformed("the line is no object but a " + tree.kind());
    }

    private static MalformedException malformed(String message) {
        return new MalformedException(
                "bundles.bad-message",
                "reading from the agent's socket",
                Origin.of(PATH),
                message,
                "Send one JSON object a line.");
    }
}
