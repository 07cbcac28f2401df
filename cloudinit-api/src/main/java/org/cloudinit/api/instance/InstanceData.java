package org.cloudinit.api.instance;

import java.util.List;
import java.util.Locale;
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

    /**
     * Begins the record of an instance in local mode of which nothing else is known.
     *
     * @param dataSource name as in {@code datasource_list}
     * @param id who the instance is
     */
    public static Builder builder(String dataSource, InstanceId id) {
        return new Builder(dataSource, id);
    }

    /** Puts a record together. */
    public static final class Builder {
        private final String dataSource;
        private final InstanceId id;
        private String description;
        private Platform platform;
        private DsMode mode = DsMode.LOCAL;
        private Mapping metadata = Mapping.EMPTY;
        private Mapping config = Mapping.EMPTY;
        private List<String> publicKeys = List.of();
        private @Nullable NetworkStatement network;
        private List<InjectedFile> files = List.of();
        private @Nullable Secret userData;
        private @Nullable ConfigTree vendorData;

        private Builder(String dataSource, InstanceId id) {
            this.dataSource = dataSource;
            this.id = id;
            this.description = "DataSource" + dataSource + " [local]";
            String cloud = dataSource.toLowerCase(Locale.ROOT);
            this.platform = new Platform(cloud, cloud, "unknown");
        }

        /** The line that status and log show, in place of {@code DataSourceNAME [local]}. */
        public Builder description(String line) {
            this.description = line;
            return this;
        }

        /** The cloud around the instance, in place of the source's own name. */
        public Builder platform(Platform cloud) {
            this.platform = cloud;
            return this;
        }

        /** In which stage user-data is consumed, in place of the Local stage. */
        public Builder mode(DsMode stage) {
            this.mode = stage;
            return this;
        }

        /** Meta-data with the field's keys. */
        public Builder metadata(Mapping data) {
            this.metadata = data;
            return this;
        }

        /** Configuration that the source brings. */
        public Builder config(Mapping own) {
            this.config = own;
            return this;
        }

        /** SSH public keys, one line each. */
        public Builder publicKeys(List<String> keys) {
            this.publicKeys = List.copyOf(keys);
            return this;
        }

        /** What the source says about the network. */
        public Builder network(NetworkStatement statement) {
            this.network = statement;
            return this;
        }

        /** Files to be put into the root folder. */
        public Builder files(List<InjectedFile> injected) {
            this.files = List.copyOf(injected);
            return this;
        }

        /** Raw user-data. */
        public Builder userData(Secret data) {
            this.userData = data;
            return this;
        }

        /** Vendor-data as text or list of texts. */
        public Builder vendorData(ConfigTree data) {
            this.vendorData = data;
            return this;
        }

        /** The record. */
        public InstanceData build() {
            return new InstanceData(
                    dataSource,
                    description,
                    platform,
                    id,
                    mode,
                    metadata,
                    Mapping.EMPTY,
                    config,
                    publicKeys,
                    network,
                    files,
                    userData,
                    vendorData,
                    null);
        }
    }
}
