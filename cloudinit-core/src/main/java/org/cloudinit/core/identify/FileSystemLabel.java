package org.cloudinit.core.identify;

import java.util.Objects;

/**
 * A file system on a block device, as far as detection wants to know it.
 *
 * @param device its path
 * @param label its label; empty where it has none
 * @param uuid its identity; empty where it has none
 */
public record FileSystemLabel(String device, String label, String uuid) {
    public FileSystemLabel {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(uuid, "uuid");
    }
}
