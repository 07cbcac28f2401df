package org.cloudinit.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file system on a source, read in place.
 *
 * <p>Symbolic links are followed within the volume only. Names are compared as Linux compares them:
 * exactly on ISO 9660 with or without Rock Ridge, without regard to case on Joliet and FAT. The
 * source belongs to the caller, who closes it.
 *
 * <p>Every method that reads throws {@link MediaException} when the drive is damaged there, exceeds
 * the limits, or cannot be read.
 */
public abstract sealed class Volume permits IsoVolume, FatVolume {

    final BlockSource source;
    final Limits limits;
    private final Probe.Supported identity;

    Volume(BlockSource source, Limits limits, Probe.Supported identity) {
        this.source = source;
        this.limits = limits;
        this.identity = identity;
    }

    /**
     * The volume on this source, with {@link Limits#DEFAULT}; see {@link #open(BlockSource,
     * Limits)}.
     */
    public static Volume open(BlockSource source) {
        return open(source, Limits.DEFAULT);
    }

    /**
     * The volume on this source.
     *
     * @throws MediaException with code {@code FORMAT} if the source holds neither ISO 9660 nor FAT
     */
    public static Volume open(BlockSource source, Limits limits) {
        FatBoot fat = FatBoot.on(source);
        if (fat != null) {
            return new FatVolume(source, limits, fat);
        }
        IsoDescriptors iso = IsoDescriptors.on(source);
        if (iso != null) {
            return new IsoVolume(source, limits, iso);
        }
        throw source.failure(
                MediaException.Code.FORMAT,
                MediaException.NO_OFFSET,
                "it holds neither ISO 9660 nor FAT");
    }

    /** Format, label and UUID. */
    public final Probe.Supported identity() {
        return identity;
    }

    /** The volume label, as {@code blkid} reports it; empty if there is none. */
    public final String label() {
        return identity.label();
    }

    /** The root directory. */
    public abstract Node.Directory root();

    /** All entries of a directory, in the order of the drive. */
    public final List<Node> list(Node.Directory directory) {
        DirectoryCursor cursor = cursor(directory);
        List<Node> nodes = new ArrayList<>();
        for (Node node = cursor.next(); node != null; node = cursor.next()) {
            nodes.add(node);
        }
        return List.copyOf(nodes);
    }

    /**
     * The file or directory that a path names, relative to the root; links on the way and at the
     * end are followed. Empty if there is no such thing, also if a link dangles or a file stands
     * where the path needs a directory.
     *
     * @param path names separated by slashes; {@code .}, {@code ..} and empty names mean what they
     *     mean to Linux
     * @throws MediaException with code {@code LINK} if the path or a link leads out of the volume,
     *     or links never end
     */
    public final Optional<Node> find(String path) {
        return Optional.ofNullable(new PathWalk(this).walk(path));
    }

    /** A file's content, up to {@link Limits#fileBytes()}; see {@link #read(Node.File, long)}. */
    public final byte[] read(Node.File file) {
        return read(file, limits.fileBytes());
    }

    /**
     * A file's content.
     *
     * @param maxBytes largest size that is accepted, in bytes
     * @throws MediaException with code {@code LIMIT} if the file is larger; nothing of it is read
     *     then
     */
    public final byte[] read(Node.File file, long maxBytes) {
        if (file.size() > Math.min(maxBytes, Integer.MAX_VALUE - 8)) {
            throw source.failure(
                    MediaException.Code.LIMIT,
                    MediaException.NO_OFFSET,
                    "file "
                            + file.name()
                            + " has "
                            + file.size()
                            + " bytes, "
                            + maxBytes
                            + " are accepted");
        }
        if (file.size() > source.size()) {
            throw source.failure(
                    MediaException.Code.TRUNCATED,
                    MediaException.NO_OFFSET,
                    "file "
                            + file.name()
                            + " claims "
                            + file.size()
                            + " bytes, more than the whole source has");
        }
        List<Place.Extent> runs = runs(file);
        byte[] content = new byte[(int) file.size()];
        int done = 0;
        for (Place.Extent run : runs) {
            int part = (int) Math.min(run.length(), content.length - done);
            source.read(run.offset(), content, done, part);
            done += part;
        }
        return content;
    }

    /**
     * Everything on the volume, each directory before its entries; links are listed, not followed.
     *
     * @throws MediaException with code {@code LIMIT} beyond {@link Limits#treeEntries()}, {@code
     *     DAMAGED} if a directory contains itself
     */
    public final List<Entry> tree() {
        return new TreeWalk(this).walk();
    }

    /**
     * A node and how to get there.
     *
     * @param path names from the root on, separated by slashes
     * @param node what is there
     */
    public record Entry(String path, Node node) {}

    /** Starts reading a directory, if it does not lie too deep. */
    final DirectoryCursor cursor(Node.Directory directory) {
        if (directory.depth() > limits.depth()) {
            throw source.failure(
                    MediaException.Code.LIMIT,
                    MediaException.NO_OFFSET,
                    "directory "
                            + directory.name()
                            + " lies more than "
                            + limits.depth()
                            + " levels deep");
        }
        return entries(directory);
    }

    abstract DirectoryCursor entries(Node.Directory directory);

    /** The runs of a file's bytes, together at least as long as the file. */
    abstract List<Place.Extent> runs(Node.File file);

    abstract boolean sameName(String asked, String stored);

    final IllegalArgumentException foreign(Node node) {
        return new IllegalArgumentException(
                node.name() + " does not belong to the volume on " + source.name());
    }
}
