package org.cloudinit.core.host;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** Reads files under a root folder. */
public class FolderFiles implements HostFiles {
    private static final int FIRST_READ = 8 << 10;
    private static final int SYSFS_ANNOUNCES = 4 << 10;
    private static final int SYSFS_HOLDS = 128;
    private static final int KIND_MASK = 0170000;
    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    final RootedPaths paths;

    /**
     * Files under a folder.
     *
     * @param root the folder, which must be there
     * @throws IOException if it is not there
     */
    public FolderFiles(Path root) throws IOException {
        this.paths = new RootedPaths(root);
    }

    /** Whether the root folder is {@code /}, so that this program's system is the machine. */
    public boolean isWhole() {
        return paths.whole();
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        try {
            return read(paths.toRead(path), path, limit);
        } catch (IOException e) {
            throw Failures.named("reading", path, e);
        }
    }

    private byte[] read(Path file, String path, int limit) throws IOException {
        long size = isOfSysfs(path) ? SYSFS_ANNOUNCES : sizeOfUnblocking(file);
        try (InputStream in = input(file)) {
            return read(in, size, limit);
        }
    }

    /** There are no pipes in it, and a stage reads eight files of it for each link. */
    private boolean isOfSysfs(String path) {
        return paths.whole() && path.startsWith("/sys/");
    }

    /**
     * A stream takes a quarter of a channel's code, and a stage reads a hundred small files. What
     * it says of a failure is one text for all kinds: a channel tells which.
     */
    private static InputStream input(Path file) throws IOException {
        try {
            return new FileInputStream(file.toFile());
        } catch (FileNotFoundException failure) {
            return Channels.newInputStream(FileChannel.open(file, StandardOpenOption.READ));
        }
    }

    /** A pipe without a writer would hold up the boot for ever. */
    private static long sizeOfUnblocking(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new IOException("Is a directory");
        }
        if (attributes.isOther()) {
            int kind = (int) Files.getAttribute(file, "unix:mode") & KIND_MASK;
            if (kind == FIFO || kind == SOCKET) {
                throw new IOException("it is a pipe or a socket");
            }
        }
        return attributes.size();
    }

    /** Reads to the end, whatever size is announced: files of /proc announce none. */
    private static byte[] read(InputStream in, long size, int limit) throws IOException {
        byte[] bytes = new byte[(int) Math.min(firstRead(size), limit + 1L)];
        int length = 0;
        while (true) {
            int count = in.read(bytes, length, bytes.length - length);
            if (count < 0) {
                return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            }
            length += count;
            if (length > limit) {
                throw new IOException("larger than " + limit + " bytes");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, limit + 1L));
            }
        }
    }

    /** One byte more than there should be: then the end of the file is seen by the same array. */
    private static long firstRead(long size) {
        if (size == SYSFS_ANNOUNCES) {
            return SYSFS_HOLDS;
        }
        return size > 0 ? size + 1 : FIRST_READ;
    }

    /**
     * Most files that are asked for in this way are not there: no exception is made for them. Null
     * only where it is certain that nothing is there.
     */
    @Override
    public byte @Nullable [] readIfPresent(String path) throws IOException {
        try {
            Path file = paths.toRead(path);
            return Files.notExists(file) ? null : read(file, path, DEFAULT_LIMIT);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw Failures.named("reading", path, e);
        }
    }

    /** Whether a folder on the way is in truth a file, so that nothing can be below it. */
    private boolean underFile(String path) throws IOException {
        for (Path at = paths.walk(path, false).getParent(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                return !Files.isDirectory(at);
            }
        }
        return false;
    }

    @Override
    public boolean exists(String path) {
        try {
            return Files.exists(paths.toRead(path));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isDirectory(String path) {
        try {
            return Files.isDirectory(paths.toRead(path));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isExecutable(String path) {
        try {
            Path file = paths.toRead(path);
            // Most are not there, which is quicker to be seen without an exception.
            return Files.isRegularFile(file)
                    && ((int) Files.getAttribute(file, "unix:mode") & 0111) != 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        try {
            Path folder = paths.toRead(directory);
            return Files.isDirectory(folder) ? sorted(names(folder)) : List.of();
        } catch (IOException e) {
            throw Failures.named("listing", directory, e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        String[] quick = folder.toFile().list();
        if (quick != null) {
            return Arrays.asList(quick);
        }
        // A stream tells why.
        var names = new ArrayList<String>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /**
     * The order of Python's {@code sorted}; that of String differs beyond the first 65536 points.
     */
    private static List<String> sorted(List<String> names) {
        boolean plain = true;
        for (String name : names) {
            plain &= !hasSurrogates(name);
        }
        names.sort(plain ? null : FolderFiles::byCodePoint);
        return names;
    }

    private static boolean hasSurrogates(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isSurrogate(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int byCodePoint(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length()) {
            int a = one.codePointAt(i);
            int b = other.codePointAt(i);
            if (a != b) {
                return Integer.compare(a, b);
            }
            i += Character.charCount(a);
        }
        return Integer.compare(one.length(), other.length());
    }

    @Override
    public @Nullable String readLink(String path) throws IOException {
        try {
            return Files.readSymbolicLink(paths.toEntry(path)).toString();
        } catch (NotLinkException | NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            if (underFile(path)) {
                return null;
            }
            throw Failures.named("reading link", path, e);
        }
    }

    @Override
    public @Nullable FileFacts facts(String path) throws IOException {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(
                            paths.toEntry(path),
                            "unix:mode,size,uid,gid",
                            LinkOption.NOFOLLOW_LINKS);
            int mode = (int) Objects.requireNonNull(attributes.get("mode"));
            long size = (long) Objects.requireNonNull(attributes.get("size"));
            int user = (int) Objects.requireNonNull(attributes.get("uid"));
            int group = (int) Objects.requireNonNull(attributes.get("gid"));
            return new FileFacts(kind(mode), mode & 07777, size, user, group);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            if (underFile(path)) {
                return null;
            }
            throw Failures.named("looking at", path, e);
        }
    }

    private static FileFacts.Kind kind(int mode) {
        return switch (mode & KIND_MASK) {
            case FILE -> FileFacts.Kind.FILE;
            case FOLDER -> FileFacts.Kind.DIRECTORY;
            case LINK -> FileFacts.Kind.LINK;
            default -> FileFacts.Kind.OTHER;
        };
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        try {
            Path file = paths.toRead(path);
            sizeOfUnblocking(file);
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw Failures.named("opening", path, e);
        }
    }

    @Override
    public Path resolve(String path) throws IOException {
        return paths.toRead(path);
    }
}
