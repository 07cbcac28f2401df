package org.cloudinit.core.host;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The steps as system calls. */
public final class KernelSteps implements FileSteps {
    private static final int PIECE = 1 << 20;

    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    private static final String ALL = "rwxrwxrwx";

    @Override
    public FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, CREATE, OWNER_FILE);
    }

    @Override
    public FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.APPEND);
    }

    /** A stream goes a shorter way than a channel, whose failures say more. */
    @Override
    public OutputStream stream(Path file) throws IOException {
        try {
            return new FileOutputStream(file.toFile(), true);
        } catch (FileNotFoundException failure) {
            return Channels.newOutputStream(append(file));
        }
    }

    @Override
    public FileChannel overwrite(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        // The platform copies what it writes: in pieces, or a large file would be there twice.
        while (bytes.hasRemaining()) {
            int size = Math.min(PIECE, bytes.remaining());
            int written = channel.write(bytes.slice(bytes.position(), size));
            bytes.position(bytes.position() + written);
        }
    }

    @Override
    public void sync(FileChannel channel, Path file) throws IOException {
        channel.force(true);
    }

    @Override
    public void sync(Path file) throws IOException {
        force(file);
    }

    @Override
    public void syncFileSystem(Path folder) throws IOException {
        SyncProgram.run(folder);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        force(folder);
    }

    /** Linux syncs what is open for reading alone too, and lets a folder be opened so. */
    private static void force(Path place) throws IOException {
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void mode(Path file, int mode) throws IOException {
        Files.setAttribute(file, "unix:mode", mode);
    }

    @Override
    public void owner(Path file, int user, int group) throws IOException {
        if (user >= 0) {
            Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        }
        if (group >= 0) {
            Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void symlink(Path link, String target) throws IOException {
        Files.createSymbolicLink(link, Path.of(target));
    }

    @Override
    public void makeFolder(Path folder, int mode) throws IOException {
        var bits = new StringBuilder(ALL);
        for (int i = 0; i < ALL.length(); i++) {
            if ((mode & 0400 >> i) == 0) {
                bits.setCharAt(i, '-');
            }
        }
        Files.createDirectory(
                folder,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(bits.toString())));
    }

    @Override
    public void remove(Path path) throws IOException {
        Files.delete(path);
    }
}
