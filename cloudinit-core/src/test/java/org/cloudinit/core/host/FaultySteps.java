package org.cloudinit.core.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Steps that stop or fail at a chosen one, on a disk that remembers what was not synced. After
 * {@link #losePower} the folder is as a disk may be found: what no sync had reached is gone.
 *
 * <p>What is modelled: a file's bytes last once the file is synced, a folder's entries once the
 * folder is. The kernel may also write earlier than it must, so the loss of bytes and the loss of
 * entries are chosen apart.
 */
public final class FaultySteps implements FileSteps {
    /** The power is gone. */
    public static final class PowerLoss extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What had not reached the disk. */
    public enum Loss {
        /** Nothing: the process alone died. */
        NONE,
        /** Bytes of files that were not synced; their names had. */
        BYTES,
        /** Names in folders that were not synced, and bytes too. */
        NAMES_AND_BYTES
    }

    private interface Undo {
        void run() throws IOException;
    }

    private record Entry(Path folder, Undo undo) {}

    private final FileSteps steps = new KernelSteps();
    private final int at;
    private final @Nullable String failure;
    private final boolean lasting;
    private final List<String> done = new ArrayList<>();
    private final ArrayDeque<Entry> names = new ArrayDeque<>();
    private final Map<Path, byte[]> lost = new HashMap<>();

    private FaultySteps(int at, @Nullable String failure, boolean lasting) {
        this.at = at;
        this.failure = failure;
        this.lasting = lasting;
    }

    public static FaultySteps counting() {
        return new FaultySteps(0, null, false);
    }

    /** The power goes before this step. */
    public static FaultySteps powerLossAt(int step) {
        return new FaultySteps(step, null, false);
    }

    /** This step fails; if it lasts, all later ones do too, but for removals. */
    public static FaultySteps failingAt(int step, String reason, boolean lasting) {
        return new FaultySteps(step, reason, lasting);
    }

    public List<String> done() {
        return done;
    }

    private void step(String name) throws IOException {
        done.add(name);
        boolean now = done.size() == at;
        if (failure == null && at > 0 && done.size() >= at) {
            // Nothing happens any more, whoever caught the first of these.
            throw new PowerLoss();
        }
        boolean later = lasting && done.size() > at && !name.equals("remove");
        if (failure != null && at > 0 && (now || later)) {
            throw new IOException(failure);
        }
    }

    /** Brings the folder into the state in which the next boot finds it. */
    public void losePower(Loss loss) throws IOException {
        if (loss == Loss.NONE) {
            return;
        }
        for (Map.Entry<Path, byte[]> file : lost.entrySet()) {
            if (Files.isRegularFile(file.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                Files.write(file.getKey(), file.getValue());
            }
        }
        if (loss == Loss.NAMES_AND_BYTES) {
            while (!names.isEmpty()) {
                names.pop().undo().run();
            }
        }
    }

    private void name(Path changed, Undo undo) {
        names.push(new Entry(changed.getParent(), undo));
    }

    @Override
    public FileChannel create(Path file) throws IOException {
        step("create");
        FileChannel channel = steps.create(file);
        name(file, () -> Files.deleteIfExists(file));
        lost.put(file, new byte[0]);
        return channel;
    }

    @Override
    public FileChannel append(Path file) throws IOException {
        step("append");
        FileChannel channel = steps.append(file);
        lost.putIfAbsent(file, Files.readAllBytes(file));
        return channel;
    }

    @Override
    public OutputStream stream(Path file) throws IOException {
        return Channels.newOutputStream(append(file));
    }

    @Override
    public FileChannel overwrite(Path file) throws IOException {
        step("overwrite");
        lost.put(file, new byte[0]);
        return steps.overwrite(file);
    }

    /** In two halves, each a step: a write may be cut. */
    @Override
    public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        int half = bytes.remaining() / 2;
        step("write");
        steps.write(channel, bytes.slice(bytes.position(), half));
        step("write");
        steps.write(channel, bytes.position(bytes.position() + half));
    }

    @Override
    public void sync(FileChannel channel, Path file) throws IOException {
        step("sync");
        steps.sync(channel, file);
        lost.remove(file);
    }

    @Override
    public void sync(Path file) throws IOException {
        step("sync");
        steps.sync(file);
        lost.remove(file);
    }

    /** All folders of a test are of one file system. */
    @Override
    public void syncFileSystem(Path folder) throws IOException {
        step("syncFileSystem");
        lost.clear();
        names.clear();
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step("syncFolder");
        steps.syncFolder(folder);
        names.removeIf(entry -> entry.folder().equals(folder));
    }

    @Override
    public void mode(Path file, int mode) throws IOException {
        step("mode");
        steps.mode(file, mode);
    }

    @Override
    public void owner(Path file, int user, int group) throws IOException {
        step("owner");
        steps.owner(file, user, group);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename");
        byte[] before =
                Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(to) : null;
        int mode = before == null ? 0 : (int) Files.getAttribute(to, "unix:mode") & 07777;
        String target = Files.isSymbolicLink(to) ? Files.readSymbolicLink(to).toString() : null;
        boolean linked = Files.isSymbolicLink(from);
        steps.rename(from, to);
        byte[] bytes = lost.remove(from);
        if (bytes != null) {
            lost.put(to, bytes);
        }
        name(to, () -> undoRename(from, to, before, mode, target, linked));
    }

    private static void undoRename(
            Path from,
            Path to,
            byte @Nullable [] before,
            int mode,
            @Nullable String target,
            boolean linked)
            throws IOException {
        if (linked) {
            Files.createSymbolicLink(from, Files.readSymbolicLink(to));
            Files.delete(to);
        } else {
            Files.move(to, from);
        }
        if (before != null) {
            Files.write(to, before);
            Files.setAttribute(to, "unix:mode", mode);
        }
        if (target != null) {
            Files.createSymbolicLink(to, Path.of(target));
        }
    }

    @Override
    public void symlink(Path link, String target) throws IOException {
        step("symlink");
        steps.symlink(link, target);
        name(link, () -> Files.deleteIfExists(link));
    }

    @Override
    public void makeFolder(Path folder, int mode) throws IOException {
        step("makeFolder");
        steps.makeFolder(folder, mode);
        name(folder, () -> deleteAll(folder));
    }

    /** A folder whose own name is lost is lost with all that was synced in it. */
    private static void deleteAll(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                for (Path entry : entries) {
                    deleteAll(entry);
                }
            }
        }
        Files.deleteIfExists(place);
    }

    @Override
    public void remove(Path path) throws IOException {
        step("remove");
        if (Files.isSymbolicLink(path)) {
            Path target = Files.readSymbolicLink(path);
            steps.remove(path);
            name(path, () -> Files.createSymbolicLink(path, target));
        } else if (Files.isDirectory(path)) {
            steps.remove(path);
            name(path, () -> Files.createDirectory(path));
        } else {
            byte[] before = Files.readAllBytes(path);
            Object mode = Files.getAttribute(path, "unix:mode");
            steps.remove(path);
            name(
                    path,
                    () -> {
                        Files.write(path, before);
                        Files.setAttribute(path, "unix:mode", (int) mode & 07777);
                    });
        }
    }
}
