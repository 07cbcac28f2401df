package org.cloudinit.media;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a directory of ISO 9660 sector by sector. */
final class IsoCursor extends DirectoryCursor implements RockRidge.Areas {

    private static final int TYPE_MASK = 0170000;
    private static final int TYPE_REGULAR = 0100000;
    private static final int TYPE_DIRECTORY = 0040000;
    private static final int TYPE_LINK = 0120000;
    private static final int PERMISSIONS = 07777;
    private static final int MOST_EXTENTS = 4096;

    private final IsoVolume volume;
    private final BlockSource source;
    private final Node.Directory directory;
    private final List<Place.Extent> runs;

    private int run;
    private long position;
    private byte[] sector = new byte[0];
    private long sectorOffset;
    private int at;

    IsoCursor(IsoVolume volume, Node.Directory directory, Place.Extents extents) {
        super(volume.source, volume.limits);
        this.volume = volume;
        this.source = volume.source;
        this.directory = directory;
        this.runs = extents.runs();
    }

    @Override
    @Nullable Node advance() {
        while (true) {
            IsoRecord record = record();
            if (record == null) {
                return null;
            }
            Node node = record.isDotName() || record.isAssociated() ? null : node(record);
            if (node != null) {
                return node;
            }
        }
    }

    /**
     * The next record, or null after the last. A record never leaves its sector; a length of 0 ends
     * the sector.
     */
    private @Nullable IsoRecord record() {
        while (at >= sector.length || sector[at] == 0) {
            if (!nextSector()) {
                return null;
            }
        }
        IsoRecord record = IsoRecord.at(sector, at, sector.length);
        if (record == null) {
            throw source.damaged(
                    sectorOffset + at, "a directory record is too short or leaves its sector");
        }
        at = record.end();
        return record;
    }

    private boolean nextSector() {
        while (run < runs.size() && position >= runs.get(run).length()) {
            run++;
            position = 0;
        }
        if (run == runs.size()) {
            return false;
        }
        Place.Extent extent = runs.get(run);
        sectorOffset = extent.offset() + position;
        int length = (int) Math.min(IsoDescriptors.SECTOR, extent.length() - position);
        spend(length, sectorOffset);
        // A new array each time: a record of the sector before may still be in use as a first
        // extent.
        sector = source.read(sectorOffset, length);
        position += length;
        at = 0;
        return true;
    }

    @Override
    public byte[] continuation(long block, long start, int length) {
        spend(length, sectorOffset);
        return volume.continuation(block, start, length);
    }

    /** The entry that begins with this record, or null if Linux would not show it. */
    private @Nullable Node node(IsoRecord record) {
        long offset = sectorOffset + record.at();
        if (volume.naming() != IsoVolume.Naming.ROCK_RIDGE) {
            return plainNode(record, name(record, offset), offset);
        }
        RockRidge fields = volume.rockRidge(record, volume.systemUseSkip(), offset, this);
        if (fields.isMoved()) {
            contentOf(record, offset);
            return null;
        }
        String given = fields.name();
        String name = given == null ? name(record, offset) : checkedName(given, offset);
        return rockRidgeNode(record, fields, name, offset);
    }

    private @Nullable Node rockRidgeNode(
            IsoRecord record, RockRidge fields, String name, long offset) {
        int mode = fields.mode();
        String target = fields.target();
        if (fields.childBlock() >= 0) {
            Place place = new Place.Relocated(fields.childBlock() * volume.blockSize());
            return directory(name, mode < 0 ? IsoVolume.DIRECTORY_MODE : mode & PERMISSIONS, place);
        }
        if (mode < 0) {
            return target == null
                    ? plainNode(record, name, offset)
                    : new Node.Symlink(name, target);
        }
        Place.Extents content = contentOf(record, offset);
        return switch (mode & TYPE_MASK) {
            case TYPE_LINK -> new Node.Symlink(name, target == null ? "" : target);
            case TYPE_DIRECTORY -> directory(name, mode & PERMISSIONS, content);
            case TYPE_REGULAR ->
                    file(record, name, mode & PERMISSIONS, content, fields.isCompressed());
            default -> null;
        };
    }

    /**
     * A node by the rules without Rock Ridge: everybody may read everything (kernel: {@code
     * isofs_read_inode}).
     */
    private Node plainNode(IsoRecord record, String name, long offset) {
        Place.Extents content = contentOf(record, offset);
        return record.isDirectory()
                ? directory(name, IsoVolume.DIRECTORY_MODE, content)
                : file(record, name, IsoVolume.FILE_MODE, content, false);
    }

    private Node directory(String name, int mode, Place place) {
        return new Node.Directory(name, mode, directory.depth() + 1, place);
    }

    private static Node file(
            IsoRecord record, String name, int mode, Place.Extents content, boolean compressed) {
        long size = content.length();
        if (compressed) {
            return new Node.File(name, mode, size, new Place.Unreadable("compressed (zisofs)"));
        }
        if (record.isInterleaved()) {
            return new Node.File(name, mode, size, new Place.Unreadable("interleaved"));
        }
        return new Node.File(name, mode, size, content);
    }

    /** The record's extent, and those of the records after it that continue the file. */
    private Place.Extents contentOf(IsoRecord first, long offset) {
        Place.Extent extent = first.extent(volume.blockSize());
        if (!first.hasMoreExtents()) {
            return new Place.Extents(extent.length() == 0 ? List.of() : List.of(extent));
        }
        List<Place.Extent> extents = new ArrayList<>();
        extents.add(extent);
        IsoRecord record = first;
        while (record.hasMoreExtents()) {
            record = record();
            if (record == null || !record.hasNameOf(first) || extents.size() == MOST_EXTENTS) {
                throw source.damaged(
                        offset, "a file of several extents is not continued as it should be");
            }
            extents.add(record.extent(volume.blockSize()));
        }
        return new Place.Extents(extents);
    }

    private String name(IsoRecord record, long offset) {
        String name =
                volume.naming() == IsoVolume.Naming.JOLIET
                        ? IsoNames.joliet(record.bytes(), record.nameFrom(), record.nameLength())
                        : IsoNames.plain(record.bytes(), record.nameFrom(), record.nameLength());
        return checkedName(name, offset);
    }
}
