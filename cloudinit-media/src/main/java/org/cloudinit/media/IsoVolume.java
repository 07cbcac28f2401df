package org.cloudinit.media;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** ISO 9660 with the best names it has: Rock Ridge's, else Joliet's, else its own. */
final class IsoVolume extends Volume implements RockRidge.Areas {

    /** Which names a volume shows. */
    enum Naming {
        ROCK_RIDGE,
        JOLIET,
        PLAIN
    }

    /** Modes without Rock Ridge: everybody may read everything. */
    static final int DIRECTORY_MODE = 0555;

    static final int FILE_MODE = 0444;

    /** Bytes of a CD-ROM XA field, which may stand before the fields of SUSP. */
    private static final int XA_LENGTH = 14;

    private final int blockSize;
    private final Naming naming;
    private final int systemUseSkip;
    private final Node.Directory root;

    IsoVolume(BlockSource source, Limits limits, IsoDescriptors descriptors) {
        super(source, limits, descriptors.identity());
        blockSize = descriptors.blockSize();
        RockRidge own = ownFields(descriptors.root());
        systemUseSkip = own == null ? 0 : Math.max(own.skip(), 0);
        Place.Extent start = descriptors.root();
        int mode = DIRECTORY_MODE;
        Place.Extent joliet = descriptors.jolietRoot();
        if (own != null && own.announcesRockRidge()) {
            naming = Naming.ROCK_RIDGE;
            mode = own.mode() < 0 ? mode : own.mode() & 07777;
        } else if (joliet != null) {
            naming = Naming.JOLIET;
            start = joliet;
        } else {
            naming = Naming.PLAIN;
        }
        root = new Node.Directory("", mode, 0, new Place.Extents(List.of(start)));
    }

    /**
     * The fields of the root's record of itself, where SUSP announces itself with SP as the first;
     * null without SUSP.
     */
    private @Nullable RockRidge ownFields(Place.Extent directory) {
        byte[] sector = source.read(directory.offset(), IsoDescriptors.SECTOR);
        IsoRecord self = IsoRecord.at(sector, 0, sector.length);
        if (self == null || !self.isDotName()) {
            throw source.damaged(
                    directory.offset(), "the root directory does not begin with its own record");
        }
        if (Bytes.matches(sector, self.systemUseFrom(), "SP")) {
            return rockRidge(self, 0, directory.offset(), this);
        }
        boolean afterXa = Bytes.matches(sector, self.systemUseFrom() + XA_LENGTH, "SP");
        return afterXa ? rockRidge(self, XA_LENGTH, directory.offset(), this) : null;
    }

    RockRidge rockRidge(IsoRecord record, int skip, long offset, RockRidge.Areas areas) {
        int from = Math.min(record.systemUseFrom() + skip, record.end());
        try {
            return RockRidge.read(record.bytes(), from, record.end(), areas);
        } catch (RockRidge.Malformed e) {
            throw source.damaged(offset, e.problem());
        }
    }

    @Override
    public byte[] continuation(long block, long offset, int length) {
        return source.read(block * blockSize + offset, length);
    }

    int blockSize() {
        return blockSize;
    }

    Naming naming() {
        return naming;
    }

    int systemUseSkip() {
        return systemUseSkip;
    }

    @Override
    public Node.Directory root() {
        return root;
    }

    @Override
    DirectoryCursor entries(Node.Directory directory) {
        return new IsoCursor(this, directory, extents(directory));
    }

    private Place.Extents extents(Node.Directory directory) {
        if (directory.place() instanceof Place.Extents extents) {
            return extents;
        }
        if (directory.place() instanceof Place.Relocated moved) {
            byte[] sector = source.read(moved.offset(), IsoDescriptors.SECTOR);
            IsoRecord self = IsoRecord.at(sector, 0, sector.length);
            if (self == null || !self.isDotName()) {
                throw source.damaged(
                        moved.offset(),
                        "no directory begins where " + directory.name() + " was moved to");
            }
            return new Place.Extents(List.of(self.extent(blockSize)));
        }
        throw foreign(directory);
    }

    @Override
    List<Place.Extent> runs(Node.File file) {
        if (file.place() instanceof Place.Extents extents) {
            return extents.runs();
        }
        if (file.place() instanceof Place.Unreadable form) {
            throw source.failure(
                    MediaException.Code.UNSUPPORTED,
                    MediaException.NO_OFFSET,
                    "file " + file.name() + " is " + form.why());
        }
        throw foreign(file);
    }

    @Override
    boolean sameName(String asked, String stored) {
        return naming == Naming.JOLIET ? asked.equalsIgnoreCase(stored) : asked.equals(stored);
    }
}
