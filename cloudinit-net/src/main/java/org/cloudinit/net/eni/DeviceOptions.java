package org.cloudinit.net.eni;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Method;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a device as a whole, sorted; they stand in its first stanza ({@code
 * _iface_add_attrs}).
 */
record DeviceOptions(LossLedger ledger) {
    /** Names of parameters that are no options of ifupdown. */
    private static final Set<String> NO_OPTIONS =
            Set.of(
                    "control",
                    "device_id",
                    "driver",
                    "index",
                    "inet",
                    "mode",
                    "name",
                    "subnets",
                    "type");

    /** Options that are written once for each value. */
    private static final Set<String> REPEATED =
            Set.of("bridge_pathcost", "bridge_portprio", "bridge_waitport");

    List<String> lines(Device device, @Nullable Subnet first) {
        Link link = device.link();
        var lines = new OptionLines(ledger);
        parameters(link, lines);
        if (link.bond() != null) {
            ledger.take(link.bond().node());
            lines.add("bond-master", link.bond().bond());
        }
        ofKind(device, lines);
        mtu(link, first, lines);
        wakeOnLan(link, lines);
        // ifupdown hands options that it does not know to its scripts.
        flag("optional", link.optional(), lines);
        raw("keep-configuration", link.keepConfiguration(), lines);
        ipv6(link, first, lines);
        return lines.sorted();
    }

    private void ofKind(Device device, OptionLines lines) {
        Setting mac = device.link().mac();
        switch (device) {
            // Their addresses are matched by the udev rules, not set.
            case Device.Physical _, Device.Loopback _, Device.Undescribed _ -> {}
            case Device.Infiniband _ -> lines.add("hwaddress", mac);
            case Device.Bond bond -> {
                lines.add("hwaddress", mac);
                // The members name their bond, which expresses the membership.
                bond.members().forEach(ledger::take);
                lines.add("bond-slaves", "none");
            }
            case Device.Bridge bridge -> {
                lines.add("hwaddress", mac);
                references("bridge-ports", bridge.ports(), lines);
            }
            case Device.Vlan vlan -> {
                lines.add("hwaddress", mac);
                lines.add("vlan-id", vlan.vlanId());
                references("vlan-raw-device", List.of(vlan.parent()), lines);
            }
        }
    }

    private void references(String option, List<Setting> devices, OptionLines lines) {
        String text = String.join(" ", ledger.references(devices));
        if (!text.isEmpty()) {
            lines.add(option, text);
        }
    }

    /** Those of the device, and those of the bond that it is a member of, which count more. */
    private void parameters(Link link, OptionLines lines) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Parameter parameter : link.parameters()) {
            parameters.put(parameter.name(), parameter);
        }
        if (link.bond() != null) {
            for (Parameter parameter : link.bond().parameters()) {
                parameters.put(parameter.name(), parameter);
            }
        }
        parameters.remove("bond-slaves");
        for (Parameter parameter : parameters.values()) {
            if (!NO_OPTIONS.contains(parameter.name()) && write(parameter, lines)) {
                ledger.take(parameter);
            }
        }
    }

    /** Whether there was anything to write: what Python takes for untrue is left out. */
    private static boolean write(Parameter parameter, OptionLines lines) {
        String option = parameter.name();
        return switch (parameter.value()) {
            case Scalar.Bool bool -> {
                lines.add(option, bool.value() ? "on" : "off");
                yield true;
            }
            case Scalar scalar -> {
                if (scalar.truthy()) {
                    lines.add(option, scalar.display());
                }
                yield scalar.truthy();
            }
            case Sequence sequence -> write(option, sequence, lines);
            case Mapping ports -> REPEATED.contains(option) && write(option, ports, lines);
        };
    }

    private static boolean write(String option, Sequence values, OptionLines lines) {
        var line = new StringBuilder();
        for (ConfigTree value : values) {
            if (!(value instanceof Scalar scalar)) {
                return false;
            }
            if (REPEATED.contains(option)) {
                lines.add(option, scalar.display());
            } else {
                line.append(line.isEmpty() ? "" : " ").append(scalar.display());
            }
        }
        if (!line.isEmpty()) {
            lines.add(option, line.toString());
        }
        return !values.isEmpty();
    }

    /** {@code eth3: 50} of version 2. */
    private static boolean write(String option, Mapping ports, OptionLines lines) {
        ports.entries()
                .forEach(
                        (port, value) -> {
                            if (value instanceof Scalar scalar) {
                                lines.add(option, port.display() + " " + scalar.display());
                            }
                        });
        return !ports.isEmpty();
    }

    /** The MTU of the IPv4 subnet that comes first counts more than the device's. */
    private void mtu(Link link, @Nullable Subnet first, OptionLines lines) {
        Setting mtu = link.mtu();
        if (mtu == null) {
            return;
        }
        Setting ofSubnet = first == null || first.isIpv6() ? null : first.mtu();
        if (ofSubnet == null) {
            raw("mtu", mtu, lines);
        } else if (ofSubnet.value().equals(mtu.value())) {
            ledger.take(mtu);
        } else {
            ledger.lost(mtu.node(), "the MTU of an IPv4 subnet counts more");
        }
    }

    private void wakeOnLan(Link link, OptionLines lines) {
        if (link.wakeOnLan() != null) {
            ledger.take(link.wakeOnLan());
            if (link.wakeOnLan().isTrue()) {
                // g: by a magic packet.
                lines.add("ethernet-wol", "g");
            }
        }
    }

    private void flag(String option, @Nullable Setting setting, OptionLines lines) {
        if (setting != null) {
            ledger.take(setting);
            lines.add(option, setting.isTrue() ? "on" : "off");
        }
    }

    private void raw(String option, @Nullable Setting setting, OptionLines lines) {
        if (setting != null && setting.value() instanceof Scalar.Bool) {
            flag(option, setting, lines);
        } else {
            lines.add(option, setting);
        }
    }

    /**
     * Router advertisements, and whether DHCPv6 runs beside them, are options of a first stanza.
     */
    private void ipv6(Link link, @Nullable Subnet first, OptionLines lines) {
        if (first == null) {
            return;
        }
        if (first.method() == Method.STATELESS) {
            lines.add("dhcp", "1");
        } else if (first.method() == Method.SLAAC) {
            lines.add("dhcp", "0");
        } else if (link.acceptRa() != null && (first.isIpv6() || first.type().equals("dhcp4"))) {
            ledger.take(link.acceptRa());
            lines.add("accept-ra", link.acceptRa().isTrue() ? "1" : "0");
        }
    }
}
