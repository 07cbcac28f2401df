package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the file that a machine's path means under a root folder. Links are followed as {@code
 * chroot} would follow them: an absolute target begins at the root folder, {@code ..} does not
 * leave it. Under {@code /} the kernel does all that by itself.
 */
final class RootedPaths {
    /** As many links on one way as the kernel follows. */
    private static final int MAX_LINKS = 40;

    private final Path root;
    private final boolean whole;

    /** The root folder must be there. */
    RootedPaths(Path root) throws IOException {
        this.root = root.toRealPath();
        this.whole = this.root.getParent() == null;
    }

    Path root() {
        return root;
    }

    /** Whether the root folder is {@code /}. */
    boolean whole() {
        return whole;
    }

    /** The path to be opened for reading: the kernel may meet links in it only under {@code /}. */
    Path toRead(String path) throws IOException {
        return whole ? plain(path) : walk(path, true);
    }

    /** The path of the entry itself, which may be a link. */
    Path toEntry(String path) throws IOException {
        return whole ? plain(path) : walk(path, false);
    }

    /**
     * Follows every link by itself, so that none is left in the result.
     *
     * @param followLast whether a link at the end is followed too
     */
    Path walk(String path, boolean followLast) throws IOException {
        return walk(root, absolute(path), followLast);
    }

    /**
     * The same from a folder to which no link leads any more.
     *
     * @param path the rest of the path
     */
    Path walk(Path folder, String path, boolean followLast) throws IOException {
        var pending = new ArrayDeque<String>();
        prepend(pending, path);
        Path at = folder;
        int links = 0;
        while (!pending.isEmpty()) {
            String name = pending.pop();
            if (name.equals("..")) {
                at = above(at);
                continue;
            }
            Path next = child(at, name, path);
            if (!followLast && pending.isEmpty()) {
                return next;
            }
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new FileSystemLoopException(path);
            }
            String target = Files.readSymbolicLink(next).toString();
            at = target.startsWith("/") ? root : at;
            prepend(pending, target);
        }
        return at;
    }

    /** The path without a look at links. */
    Path straight(String path) throws IOException {
        return child(root, path.substring(1), path);
    }

    /** Whether a folder is there and no link leads to it: one question instead of one a name. */
    static boolean isReal(Path folder) {
        try {
            return Files.isDirectory(folder) && folder.toRealPath().equals(folder);
        } catch (IOException _) {
            // Whoever goes the way name by name is told what is wrong with it.
            return false;
        }
    }

    private Path above(Path at) {
        Path parent = at.getParent();
        return parent == null || at.equals(root) ? root : parent;
    }

    private static void prepend(ArrayDeque<String> pending, String path) {
        List<String> names = names(path);
        for (int i = names.size() - 1; i >= 0; i--) {
            pending.push(names.get(i));
        }
    }

    /** The names of a path; {@code ..} is kept, {@code .} and empty ones are not. */
    static List<String> names(String path) {
        var names = new ArrayList<String>();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            String name = path.substring(start, end);
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
            start = end + 1;
        }
        return names;
    }

    private static String absolute(String path) throws IOException {
        if (!path.startsWith("/")) {
            throw new IOException("not an absolute path: " + path);
        }
        return path;
    }

    private static Path plain(String path) throws IOException {
        try {
            return Path.of(absolute(path));
        } catch (InvalidPathException e) {
            throw new IOException("not a file name: " + path, e);
        }
    }

    private static Path child(Path folder, String name, String whole) throws IOException {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new IOException("not a file name: " + whole, e);
        }
    }
}
