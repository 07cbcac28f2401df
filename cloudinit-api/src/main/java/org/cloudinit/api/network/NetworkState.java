package org.cloudinit.api.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The network that a configuration describes, interpreted: the same for version 1 and version 2.
 *
 * @param version version of the document, 1 or 2; some services treat them differently
 * @param devices every device, in the order in which the document first names them
 * @param routes routes of the whole machine
 * @param dns name service of the whole machine
 * @param usesIpv6 whether any subnet is of family IPv6
 * @param nodes everything in the document that means something, in no particular order: what a
 *     renderer must either express or name as lost. Node {@code i} has index {@code i}
 * @param ignored nodes that the interpretation itself could not make sense of: lost for every
 *     renderer
 */
public record NetworkState(
        int version,
        List<Device> devices,
        List<Route> routes,
        Dns dns,
        boolean usesIpv6,
        List<Node> nodes,
        List<Loss> ignored) {
    public NetworkState {
        if (version != 1 && version != 2) {
            throw new IllegalArgumentException("no such version: " + version);
        }
        devices = List.copyOf(devices);
        routes = List.copyOf(routes);
        Objects.requireNonNull(dns, "dns");
        nodes = List.copyOf(nodes);
        ignored = List.copyOf(ignored);
    }

    /**
     * The device of an id, or null. Looks at all of them: for one question, not for one per device.
     */
    public @Nullable Device device(String id) {
        for (Device device : devices) {
            if (device.id().equals(id)) {
                return device;
            }
        }
        return null;
    }

    /** The members of every bond by the bond's id, in the order of the document. */
    public Map<String, List<Device>> bondMembers() {
        Map<String, List<Device>> members = new HashMap<>();
        for (Device device : devices) {
            Link.Membership membership = device.link().bond();
            if (membership != null) {
                members.computeIfAbsent(membership.bond(), bond -> new ArrayList<>()).add(device);
            }
        }
        return members;
    }

    /** Whether a default route is stated as a route; a subnet's gateway is none in this sense. */
    public boolean hasDefaultRoute() {
        for (Route route : routes) {
            if (route.isDefault()) {
                return true;
            }
        }
        for (Device device : devices) {
            for (Subnet subnet : device.link().subnets()) {
                for (Route route : subnet.routes()) {
                    if (route.isDefault()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
