package org.cloudinit.datasource.nocloud;

import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/** A seed in the configuration: {@code datasource: {NoCloud: {meta-data: …, user-data: …}}}. */
final class ConfiguredSeed {
    private ConfiguredSeed() {}

    static Seed of(Mapping settings, ConfigTree userData, ConfigTree metadata, SeedReader reader) {
        ConfigTree network = settings.get(SeedReader.NETWORK_CONFIG);
        return new Seed(
                metadata instanceof Mapping mapping
                        ? mapping
                        : reader.yaml(
                                bytes(metadata),
                                metadata.origin().toString(),
                                SeedReader.META_DATA),
                Secret.of(bytes(userData)),
                settings.get(SeedReader.VENDOR_DATA),
                network == null ? null : network(network, reader));
    }

    private static @Nullable ConfigTree network(ConfigTree network, SeedReader reader) {
        return network instanceof Mapping mapping
                ? (mapping.isEmpty() ? null : mapping)
                : reader.network(bytes(network), network.origin().toString());
    }

    private static byte[] bytes(ConfigTree value) {
        return switch (value) {
            case Scalar.Binary binary -> binary.value();
            case Scalar.Null _ -> new byte[0];
            case Scalar scalar -> scalar.display().getBytes(StandardCharsets.UTF_8);
            default -> new byte[0];
        };
    }
}
