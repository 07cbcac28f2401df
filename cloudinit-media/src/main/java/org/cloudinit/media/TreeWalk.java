package org.cloudinit.media;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything on a volume. The recursion is as deep as {@link Limits#depth()} allows, and a
 * directory within itself ends it.
 */
final class TreeWalk {

    private final Volume volume;
    private final List<Volume.Entry> found = new ArrayList<>();
    private final List<Place> above = new ArrayList<>();

    TreeWalk(Volume volume) {
        this.volume = volume;
    }

    List<Volume.Entry> walk() {
        enter("", volume.root());
        return List.copyOf(found);
    }

    private void enter(String prefix, Node.Directory directory) {
        if (above.contains(directory.place())) {
            throw volume.source.damaged(
                    MediaException.NO_OFFSET, "directory " + directory.name() + " contains itself");
        }
        above.add(directory.place());
        DirectoryCursor cursor = volume.cursor(directory);
        for (Node node = cursor.next(); node != null; node = cursor.next()) {
            String path = prefix + node.name();
            add(new Volume.Entry(path, node));
            if (node instanceof Node.Directory child) {
                enter(path + "/", child);
            }
        }
        above.removeLast();
    }

    private void add(Volume.Entry entry) {
        if (found.size() >= volume.limits.treeEntries()) {
            throw volume.source.failure(
                    MediaException.Code.LIMIT,
                    MediaException.NO_OFFSET,
                    "the drive has more than " + volume.limits.treeEntries() + " entries");
        }
        found.add(entry);
    }
}
