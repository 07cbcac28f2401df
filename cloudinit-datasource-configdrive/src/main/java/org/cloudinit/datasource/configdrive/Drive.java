package org.cloudinit.datasource.configdrive;

import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a config drive holds, whatever its layout.
 *
 * @param version 1 or 2
 * @param id who the instance is
 * @param metadata meta-data, with the field's keys added
 * @param ec2Metadata what lies under {@code ec2/}, or null where the layout has no such thing
 * @param networkJson {@code network_data.json} as it stands, or null
 * @param network what is said about the network, or null
 * @param mode the drive's own {@code dsmode}, unchecked, or null
 * @param publicKeys SSH public keys
 * @param files files for the root folder
 * @param userData user-data, or null
 * @param vendorData vendor-data, or null
 * @param vendorData2 second vendor-data, or null
 */
record Drive(
        int version,
        InstanceId id,
        Mapping metadata,
        @Nullable Mapping ec2Metadata,
        @Nullable ConfigTree networkJson,
        @Nullable NetworkStatement network,
        @Nullable ConfigTree mode,
        List<String> publicKeys,
        List<InjectedFile> files,
        @Nullable Secret userData,
        @Nullable ConfigTree vendorData,
        @Nullable ConfigTree vendorData2) {
    Drive {
        publicKeys = List.copyOf(publicKeys);
        files = List.copyOf(files);
    }

    /** Version and instance only: the rest may be secret. */
    @Override
    public String toString() {
        return "config drive version " + version + " of " + id;
    }
}
