package org.cloudinit.net.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** A machine whose files are real ones below a folder. Links in it are relative. */
public final class Machine implements HostFiles {
    private static final String PROC_NET = "/proc/net";

    private final Path root;
    private final @Nullable Path procNet;
    private final Map<String, Integer> asked = new TreeMap<>();

    public Machine(Path root) {
        this(root, null);
    }

    private Machine(Path root, @Nullable Path procNet) {
        this.root = root;
        this.procNet = procNet;
    }

    /** The machine as a process sees it that has name spaces of its own. */
    public static Machine of(long process) {
        Path folder = Path.of("/proc", Long.toString(process));
        return new Machine(folder.resolve("root"), folder.resolve("net"));
    }

    /** Writes a file and the folders above it. */
    public Machine file(String path, String text) {
        try {
            Path file = resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Writes a program that can be executed. */
    public Machine program(String path) {
        file(path, "#!/bin/sh\n");
        try {
            Files.setPosixFilePermissions(
                    resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Makes a folder. */
    public Machine folder(String path) {
        try {
            Files.createDirectories(resolve(path));
            return this;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    /** Makes a symbolic link, whose target need not be there. */
    public Machine link(String path, String target) {
        try {
            Path link = resolve(path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    /** An attribute of a link. */
    public Machine attribute(String link, String name, String text) {
        return file("/sys/class/net/" + link + "/" + name, text + "\n");
    }

    /** A driver of a link. */
    public Machine driver(String link, String driver) {
        return link("/sys/class/net/" + link + "/device/driver", "../../bus/drivers/" + driver);
    }

    /** A NIC with a device, down, named by user space, with an address of its own. */
    public Machine nic(String name, String mac) {
        return folder("/sys/class/net/" + name + "/device")
                .attribute(name, "address", mac)
                .attribute(name, "operstate", "down")
                .attribute(name, "type", "1")
                .attribute(name, "name_assign_type", "4")
                .attribute(name, "addr_assign_type", "0");
    }

    /** The same NIC, but up and with a carrier. */
    public Machine upNic(String name, String mac) {
        return nic(name, mac).attribute(name, "operstate", "up").attribute(name, "carrier", "1");
    }

    /** How often each thing was asked since the machine was made. */
    public Map<String, Integer> asked() {
        return new TreeMap<>(asked);
    }

    private Path ask(String what, String path) {
        asked.merge(what + " " + path, 1, Integer::sum);
        return resolve(path);
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        byte[] bytes = Files.readAllBytes(ask("read", path));
        if (bytes.length > limit) {
            throw new IOException(path + " is larger than " + limit);
        }
        return bytes;
    }

    @Override
    public byte @Nullable [] readIfPresent(String path) throws IOException {
        try {
            return read(path);
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    @Override
    public boolean exists(String path) {
        return Files.exists(ask("exists", path));
    }

    @Override
    public boolean isDirectory(String path) {
        return Files.isDirectory(ask("folder", path));
    }

    @Override
    public boolean isExecutable(String path) {
        return Files.isRegularFile(resolve(path)) && Files.isExecutable(resolve(path));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        Path folder = ask("list", directory);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public @Nullable String readLink(String path) throws IOException {
        Path link = ask("link", path);
        return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : null;
    }

    @Override
    public @Nullable FileFacts facts(String path) throws IOException {
        Path file = resolve(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        FileFacts.Kind kind =
                Files.isSymbolicLink(file)
                        ? FileFacts.Kind.LINK
                        : Files.isDirectory(file) ? FileFacts.Kind.DIRECTORY : FileFacts.Kind.FILE;
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(kind, mode & 07777, 0);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return FileChannel.open(resolve(path));
    }

    @Override
    public Path resolve(String path) {
        return procNet != null && path.startsWith(PROC_NET + "/")
                ? procNet.resolve(path.substring(PROC_NET.length() + 1))
                : root.resolve(path.substring(1));
    }
}
