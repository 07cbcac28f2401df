package org.cloudinit.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One path, followed from the root, with its links.
 *
 * <p>Where Linux would leave a mounted drive, by an absolute link or by {@code ..} above its root,
 * this walk stops with an error: a drive must not name files of the machine that reads it.
 */
final class PathWalk {

    /** Longest path or link, in characters: Linux's PATH_MAX. */
    private static final int LONGEST = 4096;

    private final Volume volume;
    private final List<Node.Directory> above = new ArrayList<>();

    /** Names still to go, the next one last. */
    private final List<String> ahead = new ArrayList<>();

    private int hops;
    private long bytes;

    PathWalk(Volume volume) {
        this.volume = volume;
    }

    @Nullable Node walk(String path) {
        above.add(volume.root());
        goThrough(path);
        while (!ahead.isEmpty()) {
            String name = ahead.removeLast();
            if (name.equals("..")) {
                climb(path);
                continue;
            }
            Node node = lookup(above.getLast(), name);
            if (node == null) {
                return null;
            }
            if (node instanceof Node.Directory directory) {
                above.add(directory);
            } else if (node instanceof Node.Symlink link) {
                follow(link);
            } else {
                return ahead.isEmpty() ? node : null;
            }
        }
        return above.getLast();
    }

    /** The first entry of that name, or null. */
    private @Nullable Node lookup(Node.Directory directory, String name) {
        DirectoryCursor cursor = volume.cursor(directory);
        Node node = cursor.next();
        while (node != null && !volume.sameName(name, node.name())) {
            node = cursor.next();
        }
        // A link can make a walk go in and out of a large directory thousands of times.
        bytes += cursor.spent();
        if (bytes > volume.limits.walkBytes()) {
            throw volume.source.failure(
                    MediaException.Code.LIMIT,
                    MediaException.NO_OFFSET,
                    "a path takes more than "
                            + volume.limits.walkBytes()
                            + " bytes of directories");
        }
        return node;
    }

    private void climb(String path) {
        if (above.size() == 1) {
            throw failure("path " + path + " leads above the root of the drive");
        }
        above.removeLast();
    }

    private void follow(Node.Symlink link) {
        if (++hops > volume.limits.linkHops()) {
            throw failure(
                    "link "
                            + link.name()
                            + " is one of more than "
                            + volume.limits.linkHops()
                            + " in a row");
        }
        if (link.target().isEmpty()) {
            throw volume.source.damaged(
                    MediaException.NO_OFFSET, "link " + link.name() + " has no readable target");
        }
        if (link.target().startsWith("/")) {
            throw failure("link " + link.name() + " leads out of the drive, to " + link.target());
        }
        goThrough(link.target());
    }

    /** Puts a path's names before those still to go. */
    private void goThrough(String path) {
        if (path.length() > LONGEST) {
            throw failure("a path or link is longer than " + LONGEST + " characters");
        }
        int end = path.length();
        while (end >= 0) {
            int slash = path.lastIndexOf('/', end - 1);
            String name = path.substring(slash + 1, end);
            if (!name.isEmpty() && !name.equals(".")) {
                ahead.add(name);
            }
            end = slash;
        }
    }

    private MediaException failure(String problem) {
        return volume.source.failure(MediaException.Code.LINK, MediaException.NO_OFFSET, problem);
    }
}
