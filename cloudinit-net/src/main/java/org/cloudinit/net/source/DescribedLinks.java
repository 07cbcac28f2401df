package org.cloudinit.net.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.jspecify.annotations.Nullable;

/**
 * Which of the NICs that a configuration describes are on the machine.
 *
 * @param missing addresses that it names and no link has, each once
 * @param reachable whether one of the NICs is here, or may be: a NIC without an address is named by
 *     other marks, which may come true later
 */
record DescribedLinks(List<MacAddress> missing, boolean reachable) {
    DescribedLinks {
        missing = List.copyOf(missing);
    }

    /** Looks for every NIC of a configuration. */
    static DescribedLinks of(NetworkConfig config, NicInventory nics) {
        Map<MacAddress, String> present = nics.namesByAddress();
        List<ConfigTree> addresses = addresses(config);
        var missing = new ArrayList<MacAddress>();
        boolean reachable = addresses.isEmpty();
        for (ConfigTree address : addresses) {
            MacAddress mac =
                    address instanceof Scalar.Text text ? MacAddress.parse(text.value()) : null;
            if (!address.truthy() || (mac != null && present.containsKey(mac))) {
                reachable = true;
            } else if (mac != null && !missing.contains(mac)) {
                missing.add(mac);
            }
        }
        return new DescribedLinks(missing, reachable);
    }

    /** The address of every described NIC, a null scalar for one that has none. */
    private static List<ConfigTree> addresses(NetworkConfig config) {
        var addresses = new ArrayList<ConfigTree>();
        switch (config) {
            case NetworkConfig.V1 v1 -> {
                for (ConfigTree item : v1.document().sequence("config")) {
                    if (item instanceof Mapping device && isNic(device.text("type", ""))) {
                        addresses.add(orNothing(device.get("mac_address")));
                    }
                }
            }
            case NetworkConfig.V2 v2 -> {
                for (ConfigTree item : v2.document().mapping("ethernets").entries().values()) {
                    Mapping nic = item instanceof Mapping mapping ? mapping : Mapping.EMPTY;
                    addresses.add(orNothing(nic.mapping("match").get("macaddress")));
                }
            }
            case NetworkConfig.Eni _, NetworkConfig.NetworkData _, NetworkConfig.Disabled _ -> {}
        }
        return addresses;
    }

    private static boolean isNic(String type) {
        return type.equals("physical") || type.equals("infiniband");
    }

    private static ConfigTree orNothing(@Nullable ConfigTree value) {
        return value == null ? Scalar.nothing() : value;
    }
}
