package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a document while it is read, by id, in the order in which they are first named.
 */
final class Drafts {
    private final Map<String, Draft> byId = new LinkedHashMap<>();
    private boolean usesIpv6;

    /** Begins the description of a device, which another part may have named before. */
    Draft describe(String id, Draft.Kind kind, String name, Entry entry) {
        Draft draft = byId.get(id);
        if (draft == null) {
            draft = new Draft(id, kind, entry.node());
            byId.put(id, draft);
        }
        draft.describe(kind, name, entry.node());
        return draft;
    }

    /** Gives a device its subnets, and notes whether IPv6 is in use. */
    void subnets(Draft draft, List<Subnet> subnets) {
        draft.subnets = subnets;
        for (Subnet subnet : subnets) {
            boolean address6 =
                    subnet.address() != null && IpAddress.isIpv6(subnet.address().text());
            usesIpv6 |= subnet.type().endsWith("6") || address6;
        }
    }

    /** Makes a device a bond of its members; a member that nobody described is named. */
    void bond(Draft bond, String id, List<Setting> members, List<Parameter> parameters) {
        bond.members = members;
        bond.parameters(parameters);
        for (Setting member : members) {
            named(member, Draft.Kind.NAMED_BY_BOND).join(id, parameters, member.node());
        }
    }

    /** Names the ports of a bridge, which has to come after them. */
    void ports(List<Setting> ports) {
        for (Setting port : ports) {
            named(port, Draft.Kind.NAMED_BY_BRIDGE);
        }
    }

    /** Makes a device a bridge. Its {@code bridge_stp} becomes a truth value. */
    void bridge(Draft bridge, List<Setting> ports, List<Parameter> parameters) {
        bridge.members = ports;
        bridge.parameters(parameters);
        Parameter stp = bridge.parameter("bridge_stp");
        if (stp != null) {
            bridge.parameter(new Parameter(stp.name(), stp.key(), truth(stp), stp.node()));
        }
    }

    private static Scalar truth(Parameter stp) {
        return switch (stp.value()) {
            case Scalar.Bool bool -> bool;
            case Scalar scalar -> new Scalar.Bool(truth(scalar, stp), scalar.origin());
            case Mapping _, Sequence _ -> throw badStp(stp);
        };
    }

    private static boolean truth(Scalar scalar, Parameter stp) {
        return switch (scalar.display()) {
            case "on", "1" -> true;
            case "off", "0" -> false;
            default -> throw badStp(stp);
        };
    }

    private static RuntimeException badStp(Parameter stp) {
        return Refusal.at(stp.node(), "bad-bridge-stp", "is neither on nor off", "Write on or off");
    }

    private Draft named(Setting member, Draft.Kind kind) {
        return byId.computeIfAbsent(member.text(), id -> new Draft(id, kind, member.node()));
    }

    @Nullable Draft get(String id) {
        return byId.get(id);
    }

    void usesIpv6Too() {
        usesIpv6 = true;
    }

    boolean usesIpv6() {
        return usesIpv6;
    }

    List<Device> build() {
        var devices = new ArrayList<Device>(byId.size());
        for (Draft draft : byId.values()) {
            devices.add(draft.build());
        }
        return devices;
    }
}
