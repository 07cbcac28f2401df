package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** Files under a scratch folder, as plainly as possible. */
public class SandboxFiles implements HostFiles {
    private static final int MAX_LINKS = 40;

    private final Path root;

    /** Files under a folder, which must be there. */
    public SandboxFiles(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** The scratch folder. */
    public Path folder() {
        return root;
    }

    /** Follows links within the scratch folder. */
    Path locate(String path, boolean followLast) throws IOException {
        if (!path.startsWith("/")) {
            throw new IOException("not an absolute path: " + path);
        }
        var pending = new ArrayDeque<String>(Arrays.asList(path.split("/", -1)));
        Path at = root;
        int links = 0;
        while (!pending.isEmpty()) {
            String name = pending.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                Path parent = at.getParent();
                at = at.equals(root) || parent == null ? root : parent;
                continue;
            }
            Path next = at.resolve(name);
            if (!Files.isSymbolicLink(next) || (pending.isEmpty() && !followLast)) {
                at = next;
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new FileSystemLoopException(path);
            }
            String target = Files.readSymbolicLink(next).toString();
            at = target.startsWith("/") ? root : at;
            List<String> names = Arrays.asList(target.split("/", -1));
            for (String more : names.reversed()) {
                pending.push(more);
            }
        }
        return at;
    }

    @Override
    public byte[] read(String path, int limit) throws IOException {
        Path file = locate(path, true);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(path);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("reading " + path + ": not a file");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > limit) {
            throw new IOException("reading " + path + ": larger than " + limit + " bytes");
        }
        return bytes;
    }

    @Override
    public byte @Nullable [] readIfPresent(String path) throws IOException {
        return Files.exists(locate(path, true)) ? read(path, DEFAULT_LIMIT) : null;
    }

    @Override
    public boolean exists(String path) {
        try {
            return Files.exists(locate(path, true));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isDirectory(String path) {
        try {
            return Files.isDirectory(locate(path, true));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isExecutable(String path) {
        try {
            Path file = locate(path, true);
            return Files.isRegularFile(file) && (modeOf(file) & 0111) != 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        Path folder = locate(directory, true);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .sorted(Comparator.comparing(SandboxFiles::codePoints, Arrays::compare))
                    .toList();
        }
    }

    private static int[] codePoints(String name) {
        return name.codePoints().toArray();
    }

    @Override
    public @Nullable String readLink(String path) throws IOException {
        Path link = locate(path, false);
        return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : null;
    }

    @Override
    public @Nullable FileFacts facts(String path) throws IOException {
        Path file = locate(path, false);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        BasicFileAttributes facts =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileFacts(kind(facts), modeOf(file), facts.size());
    }

    private static FileFacts.Kind kind(BasicFileAttributes facts) {
        if (facts.isRegularFile()) {
            return FileFacts.Kind.FILE;
        }
        if (facts.isDirectory()) {
            return FileFacts.Kind.DIRECTORY;
        }
        return facts.isSymbolicLink() ? FileFacts.Kind.LINK : FileFacts.Kind.OTHER;
    }

    /** Permission bits of a file, of a link's own if it is one. */
    static int modeOf(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return Files.newByteChannel(locate(path, true));
    }

    @Override
    public Path resolve(String path) throws IOException {
        return locate(path, true);
    }
}
