package org.cloudinit.dist.network;

import java.util.ArrayList;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/** Links of a machine as someone states them who does not ask the machine. */
final class StatedNics {
    private static final int INFINIBAND_LENGTH = 59;

    private StatedNics() {}

    /**
     * Reads {@code {NAME: MAC}} or {@code {NAME: {"mac", "driver", "device"}}}; other facts of a
     * link are of no use to a conversion.
     *
     * @throws MalformedException if an address is none
     */
    static NicInventory read(Mapping table) {
        var nics = new ArrayList<Nic>(table.size());
        for (Map.Entry<Scalar, ConfigTree> entry : table.entries().entrySet()) {
            ConfigTree said = entry.getValue();
            Mapping facts =
                    said instanceof Mapping mapping
                            ? mapping
                            : Mapping.builder().put("mac", said).build();
            MacAddress mac = MacAddress.parse(facts.text("mac"));
            if (mac == null) {
                throw new MalformedException(
                        "batch.bad-address",
                        BatchConversion.ACT,
                        said.origin(),
                        "nics." + entry.getKey().display() + " has no link-layer address",
                        "Write six bytes, or twenty, with colons between them.");
            }
            nics.add(
                    nic(entry.getKey().display(), mac, facts.text("driver"), facts.text("device")));
        }
        return new NicInventory(nics);
    }

    /** A link with a device behind it; the length of its address tells InfiniBand from Ethernet. */
    static Nic nic(
            String name, MacAddress mac, @Nullable String driver, @Nullable String deviceId) {
        Nic.Kind kind =
                mac.value().length() == INFINIBAND_LENGTH ? Nic.Kind.INFINIBAND : Nic.Kind.ETHERNET;
        return new Nic(
                name,
                mac,
                mac,
                driver,
                deviceId,
                true,
                kind,
                Nic.Role.NONE,
                null,
                Nic.State.UNKNOWN);
    }
}
