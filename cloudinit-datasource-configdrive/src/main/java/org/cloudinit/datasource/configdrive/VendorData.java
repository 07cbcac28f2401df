package org.cloudinit.datasource.configdrive;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * Vendor-data from JSON ({@code sources.convert_vendordata} of the original): a string or a list
 * stands for itself, of a mapping only the key {@code cloud-init} is meant for us. What is empty or
 * false is none.
 */
final class VendorData {
    private VendorData() {}

    /** What a vendor-data file holds for us, or null. */
    static @Nullable ConfigTree read(DriveParts parts, String path, String what) {
        ConfigTree tree = parts.json(path, what);
        ConfigTree ours = tree instanceof Mapping mapping ? mapping.get("cloud-init") : tree;
        return ours == null || !ours.truthy() ? null : usable(ours, parts, what);
    }

    private static @Nullable ConfigTree usable(ConfigTree value, DriveParts parts, String what) {
        return switch (value) {
            case Scalar.Text text -> text;
            case Sequence sequence -> sequence;
            case Scalar other -> refused(other, parts, what);
            case Mapping other -> refused(other, parts, what);
        };
    }

    private static @Nullable ConfigTree refused(ConfigTree value, DriveParts parts, String what) {
        parts.warn(
                "config-drive.bad-vendor-data",
                what,
                value,
                "the key cloud-init holds a " + value.kind() + ", not a string or a list");
        return null;
    }
}
