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
    private final List<Long> above = new ArrayList<>();
    private long bytes;
    private long characters;

    TreeWalk(Volume volume) {
        this.volume = volume;
    }

    List<Volume.Entry> walk() {
        enter("", volume.root());
        return List.copyOf(found);
    }

    private void enter(String prefix, Node.Directory directory) {
        Long start = start(directory.place());
        if (above.contains(start)) {
            throw volume.source.damaged(
                    MediaException.NO_OFFSET, "directory " + directory.name() + " contains itself");
        }
        above.add(start);
        DirectoryCursor cursor = volume.cursor(directory);
        for (Node node = cursor.next(); node != null; node = cursor.next()) {
            String path = prefix + node.name();
            add(new Volume.Entry(path, node));
            if (node instanceof Node.Directory child) {
                enter(path + "/", child);
            }
        }
        above.removeLast();
        bytes += cursor.spent();
        if (bytes > volume.limits.walkBytes()) {
            throw limit("directories take more than " + volume.limits.walkBytes() + " bytes");
        }
    }

    /** What tells a place from others of its volume: a byte, or a negative cluster. */
    private static long start(Place place) {
        if (place instanceof Place.Extents extents && !extents.runs().isEmpty()) {
            return extents.runs().getFirst().offset();
        }
        if (place instanceof Place.Chain chain) {
            return -chain.firstCluster();
        }
        return place instanceof Place.Relocated moved ? moved.offset() : 0;
    }

    private void add(Volume.Entry entry) {
        characters += entry.path().length();
        if (found.size() >= volume.limits.treeEntries()) {
            throw limit("there are more than " + volume.limits.treeEntries() + " entries");
        }
        if (characters > volume.limits.treeCharacters()) {
            throw limit("paths take more than " + volume.limits.treeCharacters() + " characters");
        }
        found.add(entry);
    }

    private MediaException limit(String problem) {
        return volume.source.failure(MediaException.Code.LIMIT, MediaException.NO_OFFSET, problem);
    }
}
