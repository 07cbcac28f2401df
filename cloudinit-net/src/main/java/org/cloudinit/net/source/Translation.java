package org.cloudinit.net.source;

import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.net.eni.EniDocument;
import org.cloudinit.net.eni.EniReader;
import org.cloudinit.net.openstack.NetworkDataConverter;
import org.jspecify.annotations.Nullable;

/** Older and foreign forms of a network configuration, in the form that all the rest works on. */
public final class Translation {
    private Translation() {}

    /**
     * The same configuration in version 1 or 2, its links named as on the machine.
     *
     * @param reporter takes what of network data cannot be used and is left out
     * @return null where nothing is stated, or nothing that can be used with these links
     * @throws org.cloudinit.api.report.MalformedException if it cannot be understood
     */
    public static @Nullable NetworkConfig of(
            NetworkConfig config, NicInventory nics, Reporter reporter) {
        return switch (config) {
            case NetworkConfig.NetworkData said -> {
                Mapping converted = NetworkDataConverter.convert(said.document(), nics, reporter);
                yield converted == null ? null : new NetworkConfig.V1(converted);
            }
            case NetworkConfig.Eni said -> {
                EniDocument read = EniReader.read(said);
                read.ignored().forEach(loss -> reporter.report(ignored(loss)));
                yield read.config();
            }
            case NetworkConfig.V1 _, NetworkConfig.V2 _, NetworkConfig.Disabled _ -> config;
        };
    }

    private static Problem ignored(Loss loss) {
        return Problem.warning(
                "network.eni-line-ignored",
                "reading the interfaces file",
                loss.origin(),
                loss.path() + ": " + loss.reason(),
                "Describe the network in network_data.json, or configure this by other means.");
    }
}
