package org.cloudinit.api.instance;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a data source found. Complete in itself: the cache stores exactly this record, and a later
 * boot works from the record as the first one did from the drive.
 *
 * @param dataSource name as in {@code datasource_list}: {@code ConfigDrive}
 * @param description the line that {@code status.json} and the file {@code datasource} show: {@code
 *     DataSourceConfigDrive [net,ver=2][source=/dev/sr0]}
 * @param platform what the source belongs to, and how it was reached
 * @param id who the instance is
 * @param mode in which stage user-data is consumed
 * @param metadata meta-data with the field's keys ({@code instance-id}, {@code local-hostname}, …)
 * @param instanceDataExtras what the source adds under {@code ds} of {@code instance-data.json},
 *     beside {@code meta_data}
 * @param config configuration that the source itself brings, or the empty mapping
 * @param publicKeys SSH public keys, one line each
 * @param network what the source says about the network, or null
 * @param files files to be put into the root folder
 * @param userData raw user-data, or null
 * @param vendorData vendor-data as text or list of texts, or null
 * @param vendorData2 second vendor-data as text or list of texts, or null
 */
public record InstanceData(
        String dataSource,
        String description,
        Platform platform,
        InstanceId id,
        DsMode mode,
        Mapping metadata,
        Mapping instanceDataExtras,
        Mapping config,
        List<String> publicKeys,
        @Nullable NetworkStatement network,
        List<InjectedFile> files,
        @Nullable Secret userData,
        @Nullable ConfigTree vendorData,
        @Nullable ConfigTree vendorData2) {
    public InstanceData {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(platform, "platform");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(instanceDataExtras, "instanceDataExtras");
        Objects.requireNonNull(config, "config");
        publicKeys = List.copyOf(publicKeys);
        files = List.copyOf(files);
    }

    /**
     * The cloud around the instance, as {@code instance-data.json} names it.
     *
     * @param cloudName {@code openstack}, {@code configdrive}, …
     * @param platform {@code openstack}
     * @param subplatform how it was reached: {@code config-disk (/dev/sr0)}
     */
    public record Platform(String cloudName, String platform, String subplatform) {}

    /** Names the source and the instance only: the rest may be secret. */
    @Override
    public String toString() {
        return description + " " + id;
    }
}
