package org.cloudinit.core.host;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Secret;
import org.cloudinit.core.host.Replacements.Lasting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files under a root folder.
 *
 * <p>A write makes a temporary sibling ({@link Replacements}), writes and syncs it, gives it owner
 * and mode, renames it and syncs the folder. Every file outside of {@code /run} that has content is
 * synced, for a file that the stage reads on its next boot must not be empty then; but for a mark,
 * of which the next boot asks no more than whether it is there, and for what it does not read.
 */
public final class FolderRoot extends FolderFiles implements HostRoot {
    /** Folders in which no link is followed out when writing. */
    public static final List<String> STATE_FOLDERS = List.of("/var/lib/cloud", "/run/cloud-init");

    private static final Logger LOG = LoggerFactory.getLogger(FolderRoot.class);
    private static final int PARENT_MODE = 0755;
    private static final int PRIVATE_MODE = 0600;

    private final FileSteps steps;
    private final WritePlaces places;
    private final Replacements replacements;
    private final FolderSyncs syncs;

    /**
     * The files of a machine with the usual state folders.
     *
     * @param root the folder, which must be there
     * @throws IOException if it is not there
     */
    public FolderRoot(Path root) throws IOException {
        this(root, STATE_FOLDERS, new KernelSteps());
    }

    /**
     * As above, with other state folders ({@code system_info.paths}) or other steps.
     *
     * @throws IOException if the root folder is not there
     */
    public FolderRoot(Path root, List<String> stateFolders, FileSteps steps) throws IOException {
        super(root);
        this.steps = steps;
        this.places = new WritePlaces(paths, stateFolders);
        this.replacements = new Replacements(steps, new Accounts(this), paths.whole());
        this.syncs = new FolderSyncs(steps, paths.root().resolve("run"));
    }

    @Override
    public void write(RenderedFile file) throws IOException {
        write(file.path(), file.view(), file.mode(), file.owner(), Lasting.WHOLE);
    }

    @Override
    public void mark(RenderedFile file) throws IOException {
        write(file.path(), file.view(), file.mode(), file.owner(), Lasting.NAME);
    }

    @Override
    public void writeForThisBoot(RenderedFile file) throws IOException {
        write(file.path(), file.view(), file.mode(), file.owner(), Lasting.NOT);
    }

    @Override
    public void write(String path, Secret content, int mode) throws IOException {
        write(path, content.view(), mode, null, Lasting.WHOLE);
    }

    @Override
    public void writeForThisBoot(String path, Secret content, int mode) throws IOException {
        write(path, content.view(), mode, null, Lasting.NOT);
    }

    private void write(
            String path, ByteBuffer content, int mode, @Nullable Owner owner, Lasting lasting)
            throws IOException {
        try {
            Path target = places.content(path);
            if (isKernelFile(path) || (Files.exists(target) && !Files.isRegularFile(target))) {
                writeInPlace(target, content);
            } else {
                Path folder = makeParents(target);
                boolean whole = lasting == Lasting.WHOLE && syncs.outlivesBoot(target);
                replacements.file(target, content, mode, owner, whole);
                if (lasting != Lasting.NOT) {
                    syncs.add(folder);
                }
            }
        } catch (IOException e) {
            throw Failures.named("writing", path, e);
        }
    }

    /** A setting of the running kernel looks like a file, but nothing can be put in its place. */
    private boolean isKernelFile(String path) {
        return paths.whole() && (path.startsWith("/proc/") || path.startsWith("/sys/"));
    }

    /** A device such as {@code /dev/null} stays what it is; a folder is refused by the kernel. */
    private void writeInPlace(Path target, ByteBuffer content) throws IOException {
        try (FileChannel channel = steps.overwrite(target)) {
            steps.write(channel, content);
        }
    }

    @Override
    public void append(String path, byte[] bytes, int mode) throws IOException {
        try (FileChannel channel = steps.append(appendable(path, mode))) {
            steps.write(channel, ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw Failures.named("appending to", path, e);
        }
    }

    @Override
    public OutputStream openAppend(String path, int mode) throws IOException {
        try {
            return steps.stream(appendable(path, mode));
        } catch (IOException e) {
            throw Failures.named("opening", path, e);
        }
    }

    /** The place of a file that is there, if need be from now on. */
    private Path appendable(String path, int mode) throws IOException {
        Path target = places.existing(path);
        if (!Files.exists(target)) {
            makeParents(target);
            steps.create(target).close();
            if (mode != PRIVATE_MODE) {
                steps.mode(target, mode);
            }
        }
        return target;
    }

    @Override
    public void createDirectory(String path, int mode) throws IOException {
        try {
            makeFolders(places.folder(path), mode);
        } catch (IOException e) {
            throw Failures.named("making folder", path, e);
        }
    }

    private Path makeParents(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("Is a directory");
        }
        makeFolders(folder, PARENT_MODE);
        return folder;
    }

    private void makeFolders(Path folder, int mode) throws IOException {
        Path parent = folder.getParent();
        if (Files.isDirectory(folder) || parent == null) {
            return;
        }
        makeFolders(parent, PARENT_MODE);
        // With its mode from the beginning: a folder that is there is never touched again.
        try {
            steps.makeFolder(folder, mode);
        } catch (FileAlreadyExistsException another) {
            if (Files.isDirectory(folder)) {
                // Another process was quicker.
                return;
            }
            throw another;
        }
        if (((int) Files.getAttribute(folder, "unix:mode") & 07777) != mode) {
            steps.mode(folder, mode);
        }
        syncs.add(parent);
    }

    @Override
    public void link(String path, String target) throws IOException {
        try {
            Path place = places.entry(path);
            Path folder = makeParents(place);
            replacements.link(place, target);
            syncs.add(folder);
        } catch (IOException e) {
            throw Failures.named("linking", path, e);
        }
    }

    @Override
    public void delete(String path) throws IOException {
        try {
            Path place = places.entry(path);
            if (place.equals(paths.root())) {
                throw new IOException("it is the root folder");
            }
            Path folder = place.getParent();
            if (folder != null && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                deleteAll(place);
                syncs.add(folder);
            }
        } catch (IOException e) {
            throw Failures.named("removing", path, e);
        }
    }

    private void deleteAll(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
                for (Path entry : entries) {
                    deleteAll(entry);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        try {
            steps.remove(place);
        } catch (NoSuchFileException e) {
            LOG.debug("{} was removed by someone else", place);
        }
    }

    @Override
    public void changeMode(String path, int mode) throws IOException {
        try {
            steps.mode(places.existing(path), mode);
        } catch (IOException e) {
            throw Failures.named("changing mode of", path, e);
        }
    }

    @Override
    public void changeOwner(String path, Owner owner) throws IOException {
        try {
            replacements.own(places.existing(path), owner);
        } catch (IOException e) {
            throw Failures.named("changing owner of", path, e);
        }
    }

    @Override
    public void together(Changes changes) throws IOException {
        syncs.together(changes);
    }

    @Override
    public void inBulk(Changes changes) throws IOException {
        syncs.together(() -> replacements.inBulk(changes));
    }

    @Override
    public void guard(List<String> folders) {
        places.guard(folders);
    }

    @Override
    public @Nullable Closeable lock(String path, long patienceMillis) throws IOException {
        try {
            Path place = places.entry(path);
            makeParents(place);
            return LockFile.take(place, patienceMillis);
        } catch (IOException e) {
            throw Failures.named("locking", path, e);
        }
    }
}
