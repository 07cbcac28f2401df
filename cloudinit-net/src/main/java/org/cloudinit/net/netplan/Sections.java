package org.cloudinit.net.netplan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Setting;
import org.cloudinit.config.YamlStyle;
import org.cloudinit.config.YamlWriter;
import org.cloudinit.net.render.LossLedger;

/** The sections of netplan's file: one a kind of device, in netplan's usual order. */
final class Sections {
    private final NetworkState state;
    private final LossLedger ledger;
    private final boolean ipv6Mtu;
    private final Map<String, List<Device>> members;
    private final Map<String, Mapping.Builder> ethernets = new LinkedHashMap<>();
    private final Map<String, Mapping.Builder> bonds = new LinkedHashMap<>();
    private final Map<String, Mapping.Builder> bridges = new LinkedHashMap<>();
    private final Map<String, Mapping.Builder> vlans = new LinkedHashMap<>();

    Sections(NetworkState state, LossLedger ledger, boolean ipv6Mtu) {
        this.state = state;
        this.ledger = ledger;
        this.ipv6Mtu = ipv6Mtu;
        this.members = state.bondMembers();
    }

    String write() {
        for (Device device : state.devices()) {
            device(device);
        }
        globalDns();
        var text = new StringBuilder("network:\n    version: 2\n");
        section(text, "ethernets", ethernets);
        section(text, "bonds", bonds);
        section(text, "bridges", bridges);
        section(text, "vlans", vlans);
        return text.toString();
    }

    private void device(Device device) {
        switch (device) {
            case Device.Physical physical -> ethernet(physical.link());
            case Device.Bond bond -> bond(bond.link(), members(bond.link()));
            case Device.Bridge bridge -> bridge(bridge);
            case Device.Vlan vlan -> vlan(vlan);
            // As the reference does: a member that nobody describes is taken for a bond.
            case Device.Undescribed member when member.ofBond() -> bond(member.link(), List.of());
            case Device.Undescribed port -> ledger.take(port.link().node());
            case Device.Loopback loopback ->
                    ledger.lost(loopback.link().node(), "netplan is not given the loopback device");
            case Device.Infiniband infiniband ->
                    ledger.lost(
                            infiniband.link().node(), "netplan is not given InfiniBand devices");
        }
    }

    private void ethernet(Link link) {
        var entry = Mapping.builder();
        if (link.mac() != null) {
            entry.put("match", Mapping.builder().put("macaddress", mac(link.mac())).build());
            entry.put("set-name", link.name());
        }
        if (link.keepConfiguration() != null) {
            entry.put("critical", value(link.keepConfiguration()));
        }
        // The bond or bridge lists its members, so that the membership is expressed there.
        finish(ethernets, link, entry);
    }

    private void bond(Link link, List<ConfigTree> members) {
        var entry = Mapping.builder();
        Mapping parameters = new LinkParameters(ledger).ofBond(link);
        if (!parameters.isEmpty()) {
            entry.put("parameters", parameters);
        }
        if (!members.isEmpty()) {
            entry.put("interfaces", new Sequence(members, link.node().origin()));
        }
        macToSet(entry, link);
        finish(bonds, link, entry);
    }

    private void bridge(Device.Bridge bridge) {
        var entry = Mapping.builder();
        List<String> ports = new ArrayList<>(ledger.texts(bridge.ports()));
        Collections.sort(ports);
        entry.put("interfaces", Sequence.ofTexts(ports));
        Mapping parameters = new LinkParameters(ledger).ofBridge(bridge.link());
        if (!parameters.isEmpty()) {
            entry.put("parameters", parameters);
        }
        macToSet(entry, bridge.link());
        finish(bridges, bridge.link(), entry);
    }

    private void vlan(Device.Vlan vlan) {
        var entry = Mapping.builder();
        entry.put("id", value(vlan.vlanId()));
        entry.put("link", value(vlan.parent()));
        macToSet(entry, vlan.link());
        finish(vlans, vlan.link(), entry);
    }

    private void finish(Map<String, Mapping.Builder> section, Link link, Mapping.Builder entry) {
        ledger.take(link.node());
        new Addressing(ledger, ipv6Mtu).write(link, entry);
        section.put(link.name(), entry);
    }

    /** Those that point to the bond, sorted. */
    private List<ConfigTree> members(Link bond) {
        var ids = new ArrayList<String>();
        for (Device member : members.getOrDefault(bond.id(), List.of())) {
            Link.Membership membership = member.link().bond();
            ledger.take(membership);
            ids.add(member.id());
        }
        Collections.sort(ids);
        return Sequence.ofTexts(ids).items();
    }

    private void macToSet(Mapping.Builder entry, Link link) {
        if (link.mac() != null && link.mac().truthy()) {
            entry.put("macaddress", mac(link.mac()));
        }
    }

    private String mac(Setting mac) {
        return ledger.text(mac).toLowerCase(Locale.ROOT);
    }

    private Scalar value(Setting setting) {
        ledger.take(setting);
        return setting.value();
    }

    /**
     * netplan has no name service of the machine: each device with addresses and none of its own
     * gets it.
     */
    private void globalDns() {
        if (state.dns().isEmpty()) {
            return;
        }
        var names =
                Mapping.builder()
                        .put("addresses", Addressing.values(state.dns().nameservers()))
                        .put("search", Addressing.values(state.dns().search()))
                        .build();
        boolean used = false;
        for (var section : List.of(ethernets, bonds, bridges, vlans)) {
            for (Mapping.Builder entry : section.values()) {
                if (entry.has("addresses") && !entry.has("nameservers")) {
                    entry.put("nameservers", names);
                    used = true;
                }
            }
        }
        if (used) {
            state.dns().nameservers().forEach(ledger::take);
            state.dns().search().forEach(ledger::take);
        }
    }

    private static void section(
            StringBuilder text, String name, Map<String, Mapping.Builder> devices) {
        if (devices.isEmpty()) {
            return;
        }
        var section = Mapping.builder();
        devices.forEach((id, entry) -> section.put(id, entry.build()));
        String yaml =
                YamlWriter.write(
                        Mapping.builder().put(name, section.build()).build(), YamlStyle.BARE);
        for (int start = 0; start < yaml.length(); ) {
            int end = yaml.indexOf('\n', start) + 1;
            end = end == 0 ? yaml.length() : end;
            if (!yaml.substring(start, end).isBlank()) {
                text.append("    ");
            }
            text.append(yaml, start, end);
            start = end;
        }
    }
}
