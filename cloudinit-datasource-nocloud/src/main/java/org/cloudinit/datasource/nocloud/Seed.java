package org.cloudinit.datasource.nocloud;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What one place says.
 *
 * @param metadata meta-data
 * @param userData user-data, or null where the place has none
 * @param vendorData vendor-data, or null where the place has none
 * @param network network configuration, YAML's null where it says nothing, or null where the place
 *     has none
 */
record Seed(
        Mapping metadata,
        @Nullable Secret userData,
        @Nullable ConfigTree vendorData,
        @Nullable ConfigTree network) {
    /** Meta-data alone. */
    static Seed of(Mapping metadata) {
        return new Seed(metadata, null, null, null);
    }

    /** The shape only: all of it may be secret. */
    @Override
    public String toString() {
        return "seed with " + metadata.size() + " keys of meta-data";
    }
}
