package org.cloudinit.media;

import java.nio.file.Path;

/**
 * Reads one file of each image, as a boot does; a process of its own, so that its classes can be
 * counted.
 */
final class OneFileReader {

    private OneFileReader() {}

    public static void main(String[] images) {
        for (String image : images) {
            try (BlockSource source = BlockSource.open(Path.of(image))) {
                Probe.of(source);
                Volume volume = Volume.open(source);
                Node node = volume.find("openstack/latest/meta_data.json").orElseThrow();
                volume.read((Node.File) node);
            }
        }
    }
}
