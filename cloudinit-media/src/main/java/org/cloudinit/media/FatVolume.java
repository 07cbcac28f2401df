package org.cloudinit.media;

import java.util.ArrayList;
import java.util.List;

/** FAT12, FAT16 or FAT32 with long names. */
final class FatVolume extends Volume {

    private static final int ROOT_MODE = 0755;

    private final FatBoot boot;
    private final Node.Directory root;

    FatVolume(BlockSource source, Limits limits, FatBoot boot) {
        super(source, limits, boot.identity(source));
        this.boot = boot;
        this.root = new Node.Directory("", ROOT_MODE, 0, boot.rootPlace());
    }

    @Override
    public Node.Directory root() {
        return root;
    }

    @Override
    DirectoryCursor entries(Node.Directory directory) {
        if (directory.place() instanceof Place.Chain || isFixedRoot(directory.place())) {
            return new FatCursor(this, boot, directory);
        }
        throw foreign(directory);
    }

    /** Not by equals: the first comparison of two records costs more than reading the drive. */
    private boolean isFixedRoot(Place place) {
        return place instanceof Place.Extents extents
                && !extents.runs().isEmpty()
                && extents.runs().getFirst().offset() == boot.rootStart();
    }

    @Override
    List<Place.Extent> runs(Node.File file) {
        if (!(file.place() instanceof Place.Chain start)) {
            throw foreign(file);
        }
        List<Place.Extent> runs = new ArrayList<>();
        FatChain chain = new FatChain(source, boot, start.firstCluster());
        long left = file.size();
        long runStart = 0;
        long runLength = 0;
        while (left > 0) {
            long cluster = chain.next();
            if (cluster == FatChain.END) {
                throw source.damaged(
                        MediaException.NO_OFFSET,
                        "file " + file.name() + " ends " + left + " bytes before its size says");
            }
            long at = boot.clusterStart(cluster);
            // Clusters that lie together are read together.
            if (at != runStart + runLength) {
                if (runLength > 0) {
                    runs.add(new Place.Extent(runStart, runLength));
                }
                runStart = at;
                runLength = 0;
            }
            runLength += boot.clusterBytes();
            left -= boot.clusterBytes();
        }
        runs.add(new Place.Extent(runStart, runLength));
        return runs;
    }

    @Override
    boolean sameName(String asked, String stored) {
        return asked.equalsIgnoreCase(stored);
    }
}
