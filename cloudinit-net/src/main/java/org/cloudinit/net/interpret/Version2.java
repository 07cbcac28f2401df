package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.LinkParameter;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.RoutingPolicy;
import org.cloudinit.api.network.Setting;
import org.jspecify.annotations.Nullable;

/** Reads version 2, netplan's form, for renderers whose own language it is not. */
final class Version2 {
    private static final String NO_SUCH_KEY = "not read for a device of this type";
    private static final String NETPLANS_OWN = "netplan alone chooses who does its work";
    private static final String SPELT = "gratuitous-arp";
    private static final String MISSPELT = "gratuitious-arp";

    private final Input input = new Input();
    private final Drafts drafts = new Drafts();
    private final NicInventory nics;

    private @Nullable Map<MacAddress, String> names;

    Version2(NicInventory nics) {
        this.nics = nics;
    }

    NetworkState read(Mapping document) {
        Node root = Input.group(null, "", document);
        Entry top = Entry.of(input, root, document);
        for (Scalar key : document.keys()) {
            section(key.display(), top);
        }
        top.close("version 2 has no such key");
        return new NetworkState(
                2,
                drafts.build(),
                List.of(),
                Dns.NONE,
                drafts.usesIpv6(),
                input.nodes(),
                input.ignored());
    }

    private void section(String key, Entry top) {
        ConfigTree section = top.raw(key);
        if (section == null) {
            return;
        }
        switch (key) {
            case "version" -> {}
            case "renderer" -> input.ignore(Input.group(top.node(), key, section), NETPLANS_OWN);
            case "ethernets" -> top.entry(key).named().forEach(this::ethernet);
            case "bonds" -> top.entry(key).named().forEach(this::bond);
            case "bridges" -> top.entry(key).named().forEach(this::bridge);
            case "vlans" -> top.entry(key).named().forEach(this::vlan);
            case "wifis" ->
                    input.ignore(
                            Input.group(top.node(), key, section),
                            "wireless devices are configured by netplan alone");
            default ->
                    throw Refusal.at(
                            section.origin(),
                            "unknown-section",
                            key + " is a section that only netplan can read",
                            "Use ethernets, bonds, bridges and vlans, or netplan");
        }
    }

    private void ethernet(Entry.Named named) {
        Entry entry = named.entry();
        Entry match = entry.entry("match");
        var matching =
                new Link.Matching(
                        match.mac("macaddress"),
                        match.setting("name"),
                        match.setting("driver"),
                        entry.setting("set-name"));
        match.close("a match has no such key");
        Draft draft =
                drafts.describe(
                        named.name(), Draft.Kind.PHYSICAL, nameOf(named.name(), matching), entry);
        draft.matching = matching;
        draft.mac = matching.mac();
        if (matching.driver() != null) {
            Setting driver = matching.driver();
            draft.parameter(new Parameter("driver", null, driver.value(), driver.node()));
        }
        draft.wakeOnLan = entry.flag("wakeonlan");
        draft.acceptRa = entry.flag("accept-ra");
        draft.optional = entry.flag("optional");
        common(draft, entry);
        entry.close(NO_SUCH_KEY);
    }

    /** {@code set-name}; else the name of the machine's NIC with that address; else the key. */
    private String nameOf(String key, Link.Matching matching) {
        if (matching.setName() != null && matching.setName().truthy()) {
            return matching.setName().text();
        }
        if (matching.mac() != null) {
            MacAddress wanted = MacAddress.parse(matching.mac().text());
            String name = wanted == null ? null : names().get(wanted);
            if (name != null) {
                return name;
            }
        }
        return key;
    }

    private Map<MacAddress, String> names() {
        if (names == null) {
            names = nics.namesByAddress();
        }
        return names;
    }

    private void bond(Entry.Named named) {
        Entry entry = named.entry();
        Draft draft = drafts.describe(named.name(), Draft.Kind.BOND, named.name(), entry);
        draft.mac = entry.mac("macaddress");
        common(draft, entry);
        drafts.bond(
                draft, named.name(), entry.settings("interfaces", false), parameters(entry, true));
        entry.close(NO_SUCH_KEY);
    }

    private void bridge(Entry.Named named) {
        Entry entry = named.entry();
        List<Setting> ports = entry.settings("interfaces", false);
        drafts.ports(ports);
        Draft draft = drafts.describe(named.name(), Draft.Kind.BRIDGE, named.name(), entry);
        draft.mac = entry.mac("macaddress");
        common(draft, entry);
        drafts.bridge(draft, ports, parameters(entry, false));
        entry.close(NO_SUCH_KEY);
    }

    private void vlan(Entry.Named named) {
        Entry entry = named.entry();
        Draft draft = drafts.describe(named.name(), Draft.Kind.VLAN, named.name(), entry);
        draft.mac = entry.mac("macaddress");
        draft.vlanId = entry.setting("id");
        draft.parent = entry.setting("link");
        common(draft, entry);
        entry.close(NO_SUCH_KEY);
    }

    private static List<Parameter> parameters(Entry entry, boolean bond) {
        var keyed = new ArrayList<Parameter>();
        @Nullable Parameter misspelt = null;
        int spelt = -1;
        for (Parameter parameter : entry.entry("parameters").parameters()) {
            if (parameter.name().equals(MISSPELT)) {
                misspelt = parameter;
                continue;
            }
            if (parameter.name().equals(SPELT)) {
                spelt = keyed.size();
            }
            keyed.add(keyed(bond, parameter.name(), parameter));
        }
        // netplan takes both spellings too. Where both are set, the old one counts.
        if (misspelt != null && misspelt.value().truthy()) {
            Parameter parameter = keyed(bond, SPELT, misspelt);
            if (spelt < 0) {
                keyed.add(parameter);
            } else {
                keyed.set(spelt, parameter);
            }
        }
        return keyed;
    }

    private static Parameter keyed(boolean bond, String name, Parameter parameter) {
        LinkParameter key = LinkParameter.of2(bond, name);
        String name1 = key != null ? key.name1() : (bond ? "bond-" : "bridge_") + name;
        return new Parameter(name1, key, parameter.value(), parameter.node());
    }

    private void common(Draft draft, Entry entry) {
        draft.mtu = entry.mtu();
        ConfigTree renderer = entry.raw("renderer");
        if (renderer != null) {
            input.ignore(Input.group(entry.node(), "renderer", renderer), NETPLANS_OWN);
        }
        Entry names = entry.entry("nameservers");
        draft.dns = new Dns(names.settings("addresses", true), names.settings("search", true));
        names.close("name servers have no such key");
        draft.dhcp4 = overrides(entry, "dhcp4");
        draft.dhcp6 = overrides(entry, "dhcp6");
        var subnets = new Subnets2(entry, draft);
        drafts.subnets(draft, subnets.read());
        if (entry.truthy("dhcp6")) {
            drafts.usesIpv6Too();
        }
        draft.policies = policies(entry);
    }

    private static Link.DhcpOverrides overrides(Entry entry, String protocol) {
        List<Parameter> settings = entry.entry(protocol + "-overrides").parameters();
        return new Link.DhcpOverrides(settings, entry.setting(protocol + "domain"));
    }

    private static List<RoutingPolicy> policies(Entry entry) {
        var policies = new ArrayList<RoutingPolicy>(0);
        for (Entry rule : entry.entries("routing-policy")) {
            policies.add(
                    new RoutingPolicy(
                            rule.setting("from"),
                            rule.setting("to"),
                            rule.setting("table"),
                            rule.setting("priority"),
                            rule.setting("mark"),
                            rule.setting("type-of-service"),
                            rule.node()));
            rule.close("a routing policy has no such key");
        }
        return policies;
    }
}
