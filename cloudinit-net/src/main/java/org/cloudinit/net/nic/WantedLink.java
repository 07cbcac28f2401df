package org.cloudinit.net.nic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * A link that a configuration names by its address, and the name that it is to have ({@code
 * net.extract_physdevs}).
 *
 * @param mac the address
 * @param name the name, or null where the link keeps the one that it has
 * @param driver driver that the configuration demands, or null
 * @param deviceId device id that the configuration demands, or null
 * @param origin where the configuration says so
 */
public record WantedLink(
        MacAddress mac,
        @Nullable String name,
        @Nullable String driver,
        @Nullable String deviceId,
        Origin origin) {
    private static final String ACT = "reading the links of the network configuration";

    public WantedLink {
        Objects.requireNonNull(mac, "mac");
        Objects.requireNonNull(origin, "origin");
    }

    /**
     * The links that a configuration names by address: of version 1 every physical one with {@code
     * mac_address}, of version 2 every one that is to be renamed.
     *
     * @param reporter gets a problem for each address that is none
     */
    public static List<WantedLink> of(NetworkConfig config, Reporter reporter) {
        return switch (config) {
            case NetworkConfig.V1 v1 -> version1(v1.document(), reporter);
            case NetworkConfig.V2 v2 -> version2(v2.document(), reporter);
            case NetworkConfig.Eni _, NetworkConfig.NetworkData _, NetworkConfig.Disabled _ ->
                    List.of();
        };
    }

    private static List<WantedLink> version1(Mapping document, Reporter reporter) {
        var wanted = new ArrayList<WantedLink>();
        int index = 0;
        for (ConfigTree item : document.sequence("config")) {
            ConfigPath path = ConfigPath.ROOT.key("config").index(index++);
            if (item instanceof Mapping device && "physical".equals(device.text("type"))) {
                Mapping params = device.mapping("params");
                add(wanted, device, "mac_address", device.text("name"), params, path, reporter);
            }
        }
        return List.copyOf(wanted);
    }

    private static List<WantedLink> version2(Mapping document, Reporter reporter) {
        var wanted = new ArrayList<WantedLink>();
        ConfigPath path = ConfigPath.ROOT.key("ethernets");
        for (Map.Entry<Scalar, ConfigTree> entry :
                document.mapping("ethernets").entries().entrySet()) {
            if (entry.getValue() instanceof Mapping device && set(device, "set-name") != null) {
                Mapping match = device.mapping("match");
                ConfigPath place = path.key(entry.getKey().display()).key("match");
                add(wanted, match, "macaddress", set(device, "set-name"), match, place, reporter);
            }
        }
        return List.copyOf(wanted);
    }

    private static void add(
            List<WantedLink> wanted,
            Mapping holder,
            String key,
            @Nullable String name,
            Mapping demands,
            ConfigPath path,
            Reporter reporter) {
        ConfigTree address = holder.get(key);
        if (address == null || !address.truthy()) {
            return;
        }
        MacAddress mac =
                address instanceof Scalar.Text text ? MacAddress.parse(text.value()) : null;
        if (mac == null) {
            reporter.report(badAddress(address, path.key(key)));
            return;
        }
        wanted.add(
                new WantedLink(
                        mac,
                        name,
                        set(demands, "driver"),
                        set(demands, "device_id"),
                        address.origin()));
    }

    private static Problem badAddress(ConfigTree address, ConfigPath path) {
        boolean text = address instanceof Scalar.Text;
        return Problem.error(
                "network.bad-address",
                ACT,
                address.origin(),
                path + " is no link-layer address" + (text ? "" : ", but a " + address.kind()),
                text
                        ? "Write six bytes in hexadecimal with colons between them."
                        : "Put quotes around it: YAML reads some addresses as numbers.");
    }

    private static @Nullable String set(Mapping mapping, String key) {
        String text = mapping.text(key, "");
        return text.isEmpty() ? null : text;
    }

    /**
     * The same link with the driver and device id that the holder of its name has, where the
     * configuration does not state them: among links that share an address, the one that already
     * has the name is meant.
     */
    WantedLink likely(NicInventory links) {
        Nic holder = name == null ? null : links.named(name);
        if (holder == null) {
            return this;
        }
        return new WantedLink(
                mac,
                name,
                driver == null ? holder.driver() : driver,
                deviceId == null ? holder.deviceId() : deviceId,
                origin);
    }

    /** Whether a link is this one; a device id counts only together with a driver. */
    boolean matches(Nic nic) {
        MacAddress address = nic.address();
        return address != null
                && (mac.equals(address)
                        || (nic.kind() == Nic.Kind.INFINIBAND
                                && mac.equals(address.ethernetForm())))
                && (driver == null || driver.equals(nic.driver()))
                && (driver == null || deviceId == null || deviceId.equals(nic.deviceId()));
    }
}
