package org.cloudinit.net;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** A machine without files. It has {@code ip}, as every machine of today does. */
final class BareMachine implements HostFiles {
    @Override
    public byte[] read(String path, int limit) throws IOException {
        throw new NoSuchFileException(path);
    }

    @Override
    public byte @Nullable [] readIfPresent(String path) {
        return null;
    }

    @Override
    public boolean exists(String path) {
        return isExecutable(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return false;
    }

    @Override
    public boolean isExecutable(String path) {
        return switch (path) {
            case "/sbin/ip", "/usr/sbin/ip", "/bin/ip", "/usr/bin/ip" -> true;
            default -> false;
        };
    }

    @Override
    public List<String> list(String directory) {
        return List.of();
    }

    @Override
    public @Nullable String readLink(String path) {
        return null;
    }

    @Override
    public @Nullable FileFacts facts(String path) {
        return null;
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        throw new NoSuchFileException(path);
    }

    @Override
    public Path resolve(String path) throws IOException {
        throw new NoSuchFileException(path);
    }
}
