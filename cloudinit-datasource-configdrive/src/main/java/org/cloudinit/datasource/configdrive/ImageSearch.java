package org.cloudinit.datasource.configdrive;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.media.BlockSource;
import org.cloudinit.media.MediaException;
import org.cloudinit.media.Partition;
import org.cloudinit.media.PartitionTable;
import org.cloudinit.media.Probe;
import org.cloudinit.media.Volume;
import org.jspecify.annotations.Nullable;

/**
 * Finds the drive in an image of a disk. Of a machine's disks the kernel lists the partitions; of
 * an image nobody does.
 *
 * @param search takes the verdicts
 * @param image path of the image
 */
record ImageSearch(DriveSearch search, String image) {
    DriveSearch.@Nullable Hit run(BlockSource disk) {
        return switch (Probe.of(disk)) {
            case Probe.Supported _ -> volume(disk, image);
            case Probe.Other other ->
                    search.passOver(
                            image, "it holds " + other.type() + ", which only a mount can read");
            case Probe.Unknown _ -> inPartitions(disk);
        };
    }

    private DriveSearch.@Nullable Hit inPartitions(BlockSource disk) {
        List<BlockSource> labelled = new ArrayList<>();
        List<BlockSource> others = new ArrayList<>();
        for (Partition partition : PartitionTable.read(disk).partitions()) {
            try {
                BlockSource part = partition.on(disk);
                if (Probe.of(part) instanceof Probe.Supported found) {
                    (BlockDevices.isLabel(found.label()) ? labelled : others).add(part);
                }
            } catch (MediaException e) {
                search.passOver(
                        image + " (partition " + partition.number() + ")", DriveParts.reason(e));
            }
        }
        labelled.addAll(others);
        for (BlockSource part : labelled) {
            DriveSearch.Hit hit = volume(part, image);
            if (hit != null) {
                return hit;
            }
        }
        return search.passOver(image, "neither it nor a partition in it holds ISO 9660 or FAT");
    }

    private DriveSearch.@Nullable Hit volume(BlockSource source, String name) {
        return search.in(new VolumeFolder(Volume.open(source), name), true);
    }
}
