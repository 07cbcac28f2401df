package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.RoutingPolicy;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.jspecify.annotations.Nullable;

/**
 * A device while the document is read. Several parts of it may speak of one device: a bond of its
 * members, a name server of its device, a second description of the first.
 */
final class Draft {
    private final String id;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Parameter> bondParameters = new LinkedHashMap<>();
    private Kind kind;
    private String name;
    private Node node;
    private @Nullable String bond;
    private @Nullable Node bondNode;

    @Nullable Setting mac;
    @Nullable Setting mtu;
    @Nullable Setting acceptRa;
    @Nullable Setting wakeOnLan;
    @Nullable Setting optional;
    @Nullable Setting keepConfiguration;
    @Nullable Setting vlanId;
    @Nullable Setting parent;
    List<Subnet> subnets = List.of();
    List<Setting> members = List.of();
    Dns dns = Dns.NONE;
    Link.Matching matching = Link.Matching.NONE;
    Link.DhcpOverrides dhcp4 = Link.DhcpOverrides.NONE;
    Link.DhcpOverrides dhcp6 = Link.DhcpOverrides.NONE;
    List<RoutingPolicy> policies = List.of();

    /** What the draft becomes. */
    enum Kind {
        PHYSICAL,
        LOOPBACK,
        INFINIBAND,
        BOND,
        BRIDGE,
        VLAN,
        /** Only named so far, by a bond. */
        NAMED_BY_BOND,
        /** Only named so far, by a bridge. */
        NAMED_BY_BRIDGE
    }

    Draft(String id, Kind kind, Node node) {
        this.id = checked(id, node);
        this.kind = kind;
        this.name = id;
        this.node = node;
    }

    /**
     * Begins a description: what an earlier one said is gone, but for parameters and membership.
     */
    void describe(Kind newKind, String newName, Node place) {
        kind = newKind;
        name = checked(newName, place);
        node = place;
        mac = null;
        mtu = null;
        acceptRa = null;
        wakeOnLan = null;
        optional = null;
        keepConfiguration = null;
        subnets = List.of();
    }

    /** Files are named after devices, and lines begin with their names. */
    private static String checked(String name, Node place) {
        boolean good = !name.isEmpty() && !name.equals(".") && !name.equals("..");
        for (int i = 0; i < name.length(); i++) {
            good &= name.charAt(i) != '/' && !Character.isISOControl(name.charAt(i));
        }
        if (!good) {
            throw Refusal.at(
                    place, "bad-name", "is called what no link can be", "Write the link's name");
        }
        return name;
    }

    String name() {
        return name;
    }

    void parameter(Parameter parameter) {
        parameters.put(parameter.name(), parameter);
    }

    void parameters(List<Parameter> all) {
        all.forEach(this::parameter);
    }

    @Nullable Parameter parameter(String key) {
        return parameters.get(key);
    }

    /** Makes it a member of a bond, whose parameters it is given too. */
    void join(String bondId, List<Parameter> ofBond, Node place) {
        bond = bondId;
        bondNode = place;
        for (Parameter parameter : ofBond) {
            bondParameters.put(parameter.name(), parameter);
        }
    }

    Device build() {
        return switch (kind) {
            case PHYSICAL -> new Device.Physical(link());
            case LOOPBACK -> new Device.Loopback(link());
            case INFINIBAND -> new Device.Infiniband(link());
            case BOND -> new Device.Bond(link(), members);
            case BRIDGE -> new Device.Bridge(link(), members);
            case VLAN -> new Device.Vlan(link(), required(vlanId), required(parent));
            case NAMED_BY_BOND -> new Device.Undescribed(link(), true);
            case NAMED_BY_BRIDGE -> new Device.Undescribed(link(), false);
        };
    }

    private Setting required(@Nullable Setting setting) {
        if (setting == null) {
            throw Refusal.at(node, "vlan-incomplete", "lacks its number or its link", "State both");
        }
        return setting;
    }

    private Link link() {
        Link.Membership membership =
                bond == null || bondNode == null
                        ? null
                        : new Link.Membership(
                                bond, new ArrayList<>(bondParameters.values()), bondNode);
        return new Link(
                id,
                name,
                mac,
                mtu,
                acceptRa,
                wakeOnLan,
                optional,
                keepConfiguration,
                subnets,
                dns,
                new ArrayList<>(parameters.values()),
                membership,
                matching,
                dhcp4,
                dhcp6,
                policies,
                node);
    }
}
