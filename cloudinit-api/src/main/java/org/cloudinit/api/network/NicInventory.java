package org.cloudinit.api.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The links of the machine, read once.
 *
 * @param nics in the order of their names
 */
public record NicInventory(List<Nic> nics) {
    private static final String HYPERV_DRIVER = "hv_netvsc";

    public NicInventory {
        nics = List.copyOf(nics);
    }

    /** The link of that name, or null. */
    public @Nullable Nic named(String name) {
        for (Nic nic : nics) {
            if (nic.name().equals(name)) {
                return nic;
            }
        }
        return null;
    }

    /**
     * The links that a configuration can mean when it gives an address ({@code
     * net.get_interfaces}): no bridge, bond or VLAN, none with an address taken over from another
     * link, and no silent half of a pair.
     */
    public List<Nic> addressable() {
        Map<String, Nic> byName = LinkedHashMap.newLinkedHashMap(nics.size());
        for (Nic nic : nics) {
            byName.put(nic.name(), nic);
        }
        var found = new ArrayList<Nic>(nics.size());
        for (Nic nic : nics) {
            if (isAddressable(nic, byName)) {
                found.add(nic);
            }
        }
        Set<MacAddress> synthetic = new HashSet<>();
        for (Nic nic : found) {
            MacAddress address = nic.address();
            if (address != null && HYPERV_DRIVER.equals(nic.driver())) {
                synthetic.add(address);
            }
        }
        found.removeIf(
                nic -> nic.role() == Nic.Role.HYPERV_VF && synthetic.contains(nic.address()));
        return List.copyOf(found);
    }

    /** By itself: a virtual function of Hyper-V is left out only beside the link that it serves. */
    private static boolean isAddressable(Nic nic, Map<String, Nic> byName) {
        boolean kindFits =
                switch (nic.kind()) {
                    case BRIDGE, BOND, VLAN -> false;
                    case LOOPBACK, ETHERNET, INFINIBAND, VETH, OTHER -> true;
                };
        boolean roleFits =
                switch (nic.role()) {
                    case FAILOVER_MEMBER -> false;
                    case NONE, FAILOVER_MASTER, HYPERV_VF, OPEN_VSWITCH_PORT -> true;
                };
        MacAddress address = nic.address();
        return kindFits
                && roleFits
                && nic.state().ownAddress()
                && address != null
                && (!address.isZero() || nic.kind() == Nic.Kind.LOOPBACK)
                && masterFits(nic, byName);
    }

    /**
     * Members of bridges, bonds and Open vSwitches are configured; of other masters they are not.
     */
    private static boolean masterFits(Nic nic, Map<String, Nic> byName) {
        String name = nic.master();
        if (name == null || nic.role() == Nic.Role.OPEN_VSWITCH_PORT) {
            return true;
        }
        Nic master = byName.get(name);
        return master != null
                && (master.kind() == Nic.Kind.BRIDGE || master.kind() == Nic.Kind.BOND);
    }

    /**
     * The names of the {@linkplain #addressable addressable} links by address, as configuration
     * sources that know addresses only need them ({@code net.get_interfaces_by_mac}). A link of
     * InfiniBand is also found by the Ethernet form of its address, unless an Ethernet link has
     * that. Where several links have one address, the first with a device is meant, else the first;
     * see {@link #sharedAddresses}.
     */
    public Map<MacAddress, String> namesByAddress() {
        List<Nic> links = addressable();
        Map<MacAddress, String> names = LinkedHashMap.newLinkedHashMap(links.size());
        Set<MacAddress> ofDevices = HashSet.newHashSet(links.size());
        for (Nic nic : links) {
            MacAddress address = nic.address();
            if (address == null) {
                continue;
            }
            if (nic.physical() && ofDevices.add(address)) {
                names.put(address, nic.name());
            } else {
                names.putIfAbsent(address, nic.name());
            }
        }
        for (Nic nic : links) {
            MacAddress address = nic.address();
            if (nic.kind() == Nic.Kind.INFINIBAND && address != null) {
                names.putIfAbsent(address.ethernetForm(), nic.name());
            }
        }
        return names;
    }

    /**
     * Addresses that more than one addressable link has: the cause of many a wrong guess. Among
     * them is the Ethernet form of an InfiniBand link's address, if another link has that, too. A
     * link of a driver that shares addresses by design may have one that was there before.
     */
    public List<MacAddress> sharedAddresses() {
        Set<MacAddress> seen = new HashSet<>();
        Set<MacAddress> shared = new LinkedHashSet<>();
        List<Nic> links = addressable();
        for (Nic nic : links) {
            MacAddress address = nic.address();
            if (address != null && !seen.add(address) && !sharesByDesign(nic.driver())) {
                shared.add(address);
            }
        }
        for (Nic nic : links) {
            MacAddress address = nic.address();
            if (address != null
                    && nic.kind() == Nic.Kind.INFINIBAND
                    && !address.equals(address.ethernetForm())
                    && !seen.add(address.ethernetForm())) {
                shared.add(address.ethernetForm());
            }
        }
        return List.copyOf(shared);
    }

    /** Switch ports and modems, which take an address over without saying so. */
    private static boolean sharesByDesign(@Nullable String driver) {
        return switch (driver) {
            case "fsl_enetc", "mscc_felix", "qmi_wwan" -> true;
            case null, default -> false;
        };
    }

    /** Links that user space has not named yet: their names may still change. */
    public List<String> unsettled() {
        var names = new ArrayList<String>();
        for (Nic nic : nics) {
            if (nic.kind() != Nic.Kind.LOOPBACK && !nic.state().named()) {
                names.add(nic.name());
            }
        }
        return List.copyOf(names);
    }
}
