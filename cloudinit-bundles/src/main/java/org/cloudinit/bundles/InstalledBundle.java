package org.cloudinit.bundles;

import java.util.List;

/**
 * A bundle as it is in the runtime.
 *
 * @param name symbolic name
 * @param version version as text
 * @param fromImage whether it is a module of the image, not a jar of the machine
 * @param active whether it takes part
 * @param provides what it brings: {@code data source ConfigDrive}, sorted
 */
public record InstalledBundle(
        String name, String version, boolean fromImage, boolean active, List<String> provides) {
    public InstalledBundle {
        provides = List.copyOf(provides);
    }
}
