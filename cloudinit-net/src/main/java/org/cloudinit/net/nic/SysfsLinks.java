package org.cloudinit.net.nic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the links of a machine from {@code /sys/class/net}: one listing and a handful of small
 * files per link, each at most once.
 */
public final class SysfsLinks {
    private static final String FOLDER = "/sys/class/net";

    /** A file of sysfs is one page at most. */
    private static final int PAGE = 4096;

    /** Position of VIRTIO_NET_F_STANDBY in the text of a virtio device's features. */
    private static final int STANDBY_BIT = 62;

    private static final String HYPERV_DRIVER = "hv_netvsc";
    private static final String VIRTIO_DRIVER = "virtio_net";

    private final HostFiles files;

    private SysfsLinks(HostFiles files) {
        this.files = files;
    }

    /**
     * The links as sysfs shows them now; none where there is no sysfs.
     *
     * @throws IOException if the folder of the links cannot be listed
     */
    public static NicInventory read(HostFiles files) throws IOException {
        var reader = new SysfsLinks(files);
        var links = new ArrayList<Found>();
        for (String name : files.list(FOLDER)) {
            String folder = FOLDER + "/" + name;
            // The bonding driver keeps a file of its own among the folders of the links.
            if (files.isDirectory(folder)) {
                links.add(reader.link(name, folder));
            }
        }
        return new NicInventory(withRoles(links));
    }

    /** A link by itself, before its role beside others is known. */
    private record Found(Nic nic, boolean standby, boolean switchPort) {}

    private Found link(String name, String folder) throws IOException {
        List<String> entries = files.list(folder);
        boolean physical = entries.contains("device");
        String driver = physical ? base(files.readLink(folder + "/device/driver")) : null;
        String deviceId = physical ? attribute(folder + "/device/device") : "";
        MacAddress mac = MacAddress.parse(shown(entries, folder, "address"));
        String carrier = shown(entries, folder, "carrier");
        var state =
                new Nic.State(
                        !carrier.isEmpty(),
                        number(carrier, 0) != 0,
                        number(shown(entries, folder, "dormant"), 0) != 0,
                        shown(entries, folder, "operstate"),
                        number(shown(entries, folder, "name_assign_type"), -1),
                        number(shown(entries, folder, "addr_assign_type"), -1));
        var nic =
                new Nic(
                        name,
                        mac,
                        permanent(entries, folder, mac, state),
                        driver,
                        deviceId.isEmpty() ? null : deviceId,
                        physical,
                        kind(name, entries, folder, physical),
                        Nic.Role.NONE,
                        entries.contains("master")
                                ? base(files.readLink(folder + "/master"))
                                : null,
                        state);
        boolean standby =
                VIRTIO_DRIVER.equals(driver) && hasStandby(attribute(folder + "/device/features"));
        return new Found(nic, standby, entries.contains("upper_ovs-system"));
    }

    /** A member of a bond shows the bond's address as its own; the bonding driver knows better. */
    private @Nullable MacAddress permanent(
            List<String> entries, String folder, @Nullable MacAddress mac, Nic.State state) {
        if (entries.contains("bonding_slave")) {
            return MacAddress.parse(attribute(folder + "/bonding_slave/perm_hwaddr"));
        }
        return state.addressAssignType() == 0 ? mac : null;
    }

    private Nic.Kind kind(String name, List<String> entries, String folder, boolean physical) {
        if (entries.contains("bridge")) {
            return Nic.Kind.BRIDGE;
        }
        if (entries.contains("bonding")) {
            return Nic.Kind.BOND;
        }
        if (!physical && isVlan(shown(entries, folder, "uevent"))) {
            return Nic.Kind.VLAN;
        }
        if (name.equals("lo")) {
            return Nic.Kind.LOOPBACK;
        }
        if (name.startsWith("veth")) {
            return Nic.Kind.VETH;
        }
        return switch (shown(entries, folder, "type")) {
            case "", "1" -> Nic.Kind.ETHERNET;
            case "32" -> Nic.Kind.INFINIBAND;
            default -> Nic.Kind.OTHER;
        };
    }

    private static boolean isVlan(String uevent) {
        for (String line : uevent.split("\n", -1)) {
            if (line.strip().equals("DEVTYPE=vlan")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasStandby(String features) {
        return features.length() >= 64 && features.charAt(STANDBY_BIT) == '1';
    }

    /** Second pass: what a link is to the others. A master that is not there is none. */
    private static List<Nic> withRoles(List<Found> links) {
        Map<String, Found> byName = HashMap.newHashMap(links.size());
        Map<MacAddress, Boolean> synthetic = new HashMap<>();
        for (Found link : links) {
            byName.put(link.nic.name(), link);
            MacAddress address = link.nic.address();
            if (HYPERV_DRIVER.equals(link.nic.driver()) && address != null) {
                synthetic.put(address, Boolean.TRUE);
            }
        }
        var nics = new ArrayList<Nic>(links.size());
        for (Found link : links) {
            Found master = link.nic.master() == null ? null : byName.get(link.nic.master());
            Nic nic = master == null ? link.nic.withoutMaster() : link.nic;
            nics.add(nic.as(role(link, master, synthetic)));
        }
        return nics;
    }

    private static Nic.Role role(
            Found link, @Nullable Found master, Map<MacAddress, Boolean> synthetic) {
        String driver = link.nic.driver();
        boolean beneath = master != null && master.standby && !VIRTIO_DRIVER.equals(driver);
        if (beneath || (master != null && link.standby)) {
            return Nic.Role.FAILOVER_MEMBER;
        }
        MacAddress address = link.nic.address();
        if (address != null && synthetic.containsKey(address) && !HYPERV_DRIVER.equals(driver)) {
            return Nic.Role.HYPERV_VF;
        }
        if (link.standby) {
            return Nic.Role.FAILOVER_MASTER;
        }
        return master != null && link.switchPort ? Nic.Role.OPEN_VSWITCH_PORT : Nic.Role.NONE;
    }

    private String shown(List<String> entries, String folder, String name) {
        return entries.contains(name) ? attribute(folder + "/" + name) : "";
    }

    /**
     * The text of an attribute, stripped; empty where the kernel does not show it. It refuses the
     * carrier of a link that is down, and any attribute of a link that has just gone: neither is an
     * error of the machine, and sysfs has no other.
     */
    private String attribute(String path) {
        try {
            return new String(files.read(path, PAGE), StandardCharsets.UTF_8).strip();
        } catch (IOException notShown) {
            return "";
        }
    }

    private static @Nullable String base(@Nullable String target) {
        return target == null ? null : target.substring(target.lastIndexOf('/') + 1);
    }

    /** A number in decimal; the default where the text is none. */
    private static int number(String text, int otherwise) {
        if (text.isEmpty() || text.length() > 9) {
            return otherwise;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return otherwise;
            }
        }
        return Integer.parseInt(text);
    }
}
