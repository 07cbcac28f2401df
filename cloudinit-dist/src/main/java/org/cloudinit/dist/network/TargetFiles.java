package org.cloudinit.dist.network;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** The files of one folder, with the programs of a machine. */
final class TargetFiles implements HostFiles {
    private final HostFiles target;
    private final HostFiles machine;

    /**
     * Puts the two together.
     *
     * @param target where files are looked up
     * @param machine where programs are looked up
     */
    TargetFiles(HostFiles target, HostFiles machine) {
        this.target = target;
        this.machine = machine;
    }

    @Override
    public boolean isExecutable(String path) {
        return machine.isExecutable(path);
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        return target.read(path, limit);
    }

    @Override
    public byte @Nullable [] readIfPresent(String path) throws IOException {
        return target.readIfPresent(path);
    }

    @Override
    public boolean exists(String path) {
        return target.exists(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return target.isDirectory(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return target.list(directory);
    }

    @Override
    public @Nullable String readLink(String path) throws IOException {
        return target.readLink(path);
    }

    @Override
    public @Nullable FileFacts facts(String path) throws IOException {
        return target.facts(path);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return target.open(path);
    }

    @Override
    public Path resolve(String path) throws IOException {
        return target.resolve(path);
    }
}
