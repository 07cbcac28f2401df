package org.cloudinit.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.jspecify.annotations.Nullable;

/**
 * A root whose changes and readings can be made to fail. Both are counted from 1; run once without
 * a fault and {@link #operations()} and {@link #reads()} tell how many there are to be tried.
 */
public final class FaultyRoot implements HostRoot {
    /** What happens at the chosen change. */
    public enum Fault {
        /** It fails as on a full disk, and so does every later one. */
        NO_SPACE("No space left on device", true),
        /** It fails as on a read-only disk, and so does every later one. */
        READ_ONLY("Read-only file system", true),
        /** It fails as on a broken disk; later ones work. */
        IO_ERROR("Input/output error", false),
        /** The power goes before it. */
        CRASH_BEFORE("", false),
        /** The power goes in the midst of it: a write leaves half a temporary file. */
        CRASH_WITHIN("", false),
        /** The power goes after it. */
        CRASH_AFTER("", false);

        private final String reason;
        private final boolean lasting;

        Fault(String reason, boolean lasting) {
            this.reason = reason;
            this.lasting = lasting;
        }
    }

    /**
     * The power is gone. An error, so that no handler of exceptions takes it for one of its own.
     */
    public static final class PowerLoss extends Error {
        private static final long serialVersionUID = 1L;

        PowerLoss(String operation) {
            super("power lost at " + operation);
        }
    }

    /** A change of the file system. */
    @FunctionalInterface
    private interface Change {
        void run() throws IOException;
    }

    private final HostRoot files;
    private final int at;
    private final @Nullable Fault fault;
    private final int readAt;
    private final List<String> operations = new ArrayList<>();
    private final List<String> reads = new ArrayList<>();
    private final Map<String, Integer> synced = new HashMap<>();

    private FaultyRoot(HostRoot files, int at, @Nullable Fault fault, int readAt) {
        this.files = files;
        this.at = at;
        this.fault = fault;
        this.readAt = readAt;
    }

    /** Without a fault: counts changes. */
    public static FaultyRoot counting(HostRoot files) {
        return new FaultyRoot(files, 0, null, 0);
    }

    /** With a fault at one change, counted from 1. */
    public static FaultyRoot failing(HostRoot files, int at, Fault fault) {
        return new FaultyRoot(files, at, fault, 0);
    }

    /** With a broken block under one reading of a file or folder, counted from 1. */
    public static FaultyRoot unreadable(HostRoot files, int at) {
        return new FaultyRoot(files, 0, null, at);
    }

    /** Changes so far, each as act and path. */
    public List<String> operations() {
        return List.copyOf(operations);
    }

    /** Readings so far, each as act and path. Whether something is there is no reading. */
    public List<String> reads() {
        return List.copyOf(reads);
    }

    private void note(String operation) throws IOException {
        reads.add(operation);
        if (reads.size() == readAt) {
            throw new IOException(operation + ": Input/output error");
        }
    }

    /**
     * Takes away what was appended, which nobody synced, as a power loss may. Everything else that
     * a root changes it syncs.
     */
    public void loseUnsynced() throws IOException {
        for (Map.Entry<String, Integer> file : synced.entrySet()) {
            FileFacts facts = files.facts(file.getKey());
            byte[] bytes = files.readIfPresent(file.getKey());
            if (facts != null && bytes != null && bytes.length > file.getValue()) {
                byte[] kept = Arrays.copyOf(bytes, file.getValue());
                files.write(new RenderedFile(file.getKey(), kept, facts.mode(), null));
            }
        }
    }

    private void change(String operation, Change change, Change half) throws IOException {
        operations.add(operation);
        boolean now = operations.size() == at;
        if (fault != null && (now || (fault.lasting && operations.size() > at))) {
            switch (fault) {
                case NO_SPACE, READ_ONLY, IO_ERROR ->
                        throw new IOException(operation + ": " + fault.reason);
                case CRASH_BEFORE -> throw new PowerLoss(operation);
                case CRASH_WITHIN -> {
                    half.run();
                    throw new PowerLoss(operation);
                }
                case CRASH_AFTER -> {
                    change.run();
                    throw new PowerLoss(operation);
                }
            }
        }
        change.run();
    }

    @Override
    public void write(RenderedFile file) throws IOException {
        change("writing " + file.path(), () -> files.write(file), () -> leaveHalf(file));
        synced.remove(file.path());
    }

    private void leaveHalf(RenderedFile file) throws IOException {
        int slash = file.path().lastIndexOf('/') + 1;
        String temporary =
                file.path().substring(0, slash)
                        + "."
                        + file.path().substring(slash)
                        + ".cloud-init-tmp";
        byte[] content = file.content();
        files.append(temporary, Arrays.copyOf(content, content.length / 2), 0600);
    }

    @Override
    public void append(String path, byte[] bytes, int mode) throws IOException {
        noteLength(path);
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        change(
                "appending to " + path,
                () -> files.append(path, bytes, mode),
                () -> files.append(path, half, mode));
    }

    private void noteLength(String path) throws IOException {
        byte[] before = files.readIfPresent(path);
        synced.putIfAbsent(path, before == null ? 0 : before.length);
    }

    @Override
    public OutputStream openAppend(String path, int mode) throws IOException {
        noteLength(path);
        change("opening " + path, () -> files.append(path, new byte[0], mode), FaultyRoot::nothing);
        return files.openAppend(path, mode);
    }

    private static void nothing() {}

    @Override
    public void createDirectory(String path, int mode) throws IOException {
        change(
                "making folder " + path,
                () -> files.createDirectory(path, mode),
                FaultyRoot::nothing);
    }

    @Override
    public void link(String path, String target) throws IOException {
        change("linking " + path, () -> files.link(path, target), FaultyRoot::nothing);
    }

    @Override
    public void delete(String path) throws IOException {
        change("removing " + path, () -> files.delete(path), FaultyRoot::nothing);
    }

    @Override
    public void changeMode(String path, int mode) throws IOException {
        change("changing mode of " + path, () -> files.changeMode(path, mode), FaultyRoot::nothing);
    }

    @Override
    public void changeOwner(String path, Owner owner) throws IOException {
        change(
                "changing owner of " + path,
                () -> files.changeOwner(path, owner),
                FaultyRoot::nothing);
    }

    /** The changes come through here one by one, so that each can fail. */
    @Override
    public void together(Changes changes) throws IOException {
        files.together(changes);
    }

    @Override
    public void guard(List<String> folders) {
        files.guard(folders);
    }

    /** The lock of a process that lost its power is gone with it. */
    @Override
    public @Nullable Closeable lock(String path, long patienceMillis) throws IOException {
        change("locking " + path, FaultyRoot::nothing, FaultyRoot::nothing);
        return files.lock(path, patienceMillis);
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        note("reading " + path);
        return files.read(path, limit);
    }

    @Override
    public byte @Nullable [] readIfPresent(String path) throws IOException {
        note("reading " + path);
        return files.readIfPresent(path);
    }

    @Override
    public boolean exists(String path) {
        return files.exists(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return files.isDirectory(path);
    }

    @Override
    public boolean isExecutable(String path) {
        return files.isExecutable(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        note("listing " + directory);
        return files.list(directory);
    }

    @Override
    public @Nullable String readLink(String path) throws IOException {
        note("reading link " + path);
        return files.readLink(path);
    }

    @Override
    public @Nullable FileFacts facts(String path) throws IOException {
        note("looking at " + path);
        return files.facts(path);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        note("opening " + path);
        return files.open(path);
    }

    @Override
    public Path resolve(String path) throws IOException {
        return files.resolve(path);
    }
}
