package org.cloudinit.net.check;

import static org.cloudinit.net.check.Shape.ANY;
import static org.cloudinit.net.check.Shape.FLAG;
import static org.cloudinit.net.check.Shape.TEXT;
import static org.cloudinit.net.check.Shape.TEXTS;
import static org.cloudinit.net.check.Shape.WHOLE;
import static org.cloudinit.net.check.Shape.either;
import static org.cloudinit.net.check.Shape.words;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Version 1, as its schema has it, and beyond that: {@code infiniband} and {@code loopback}, {@code
 * wakeonlan} and {@code optional}, lists that are written as one text, and flags that are written
 * as {@code 'yes'} — all of which the reference reads.
 */
final class Version1Form {
    /** Longest name of a link that the kernel takes. */
    private static final int NAME = 15;

    private static final Shape MTU = either(WHOLE, new Shape.Nothing());
    private static final Shape LIST = either(TEXTS, TEXT);
    private static final Shape SWITCH =
            either(FLAG, words("yes", "no", "true", "false", "on", "off"));

    /** A parameter of bonds and bridges goes to the kernel as it is written. */
    private static final Shape PARAMETER = either(TEXT, WHOLE, FLAG, new Shape.Items(ANY));

    private static final Shape.Table ROUTE =
            new Tables()
                    .may("type", TEXT)
                    .may("id", TEXT)
                    .may("network", TEXT)
                    .may("destination", TEXT)
                    .may("netmask", either(TEXT, WHOLE))
                    .may("prefix", either(TEXT, WHOLE))
                    .may("gateway", TEXT)
                    .may("metric", WHOLE)
                    .may("mtu", MTU)
                    .one("network", "destination")
                    .closed();

    private static final Shape.Table SUBNET =
            new Tables()
                    .may(
                            "type",
                            words(
                                    "dhcp4",
                                    "dhcp",
                                    "dhcp6",
                                    "static",
                                    "static6",
                                    "ipv6_dhcpv6-stateful",
                                    "ipv6_dhcpv6-stateless",
                                    "ipv6_slaac",
                                    "manual"))
                    .may("control", words("manual", "auto", "hotplug"))
                    .may("address", TEXT)
                    .may("netmask", either(TEXT, WHOLE))
                    .may("prefix", either(TEXT, WHOLE))
                    .may("broadcast", TEXT)
                    .may("gateway", TEXT)
                    .may("pointopoint", TEXT)
                    .may("scope", TEXT)
                    .may("dns_nameservers", LIST)
                    .may("dns_search", LIST)
                    .may("routes", new Shape.Items(ROUTE))
                    .may("ipv4", FLAG)
                    .may("ipv6", FLAG)
                    .may("metric", WHOLE)
                    .may("mtu", MTU)
                    .closed();

    private static final Shape.Table DEVICE =
            new Tables()
                    .must("type", TEXT)
                    .must("name", TEXT)
                    .may("id", TEXT)
                    .may("mac_address", TEXT)
                    .may("mtu", MTU)
                    .may("subnets", new Shape.Items(SUBNET))
                    .may("accept-ra", SWITCH)
                    .may("wakeonlan", SWITCH)
                    .may("optional", SWITCH)
                    .may("keep_configuration", SWITCH)
                    .closed();

    private static final Shape.Table PHYSICAL =
            new Tables()
                    .with(DEVICE)
                    .may("name", new Shape.Text(Set.of(), NAME))
                    .may("params", new Shape.Named(ANY))
                    .closed();

    private static final Shape.Table BOND =
            new Tables()
                    .with(DEVICE)
                    .may("bond_interfaces", LIST)
                    .may("params", new Shape.Named(PARAMETER))
                    .closed();

    private static final Shape.Table BRIDGE =
            new Tables()
                    .with(DEVICE)
                    .must("bridge_interfaces", LIST)
                    .may("params", new Shape.Named(PARAMETER))
                    .closed();

    private static final Shape.Table VLAN =
            new Tables()
                    .with(DEVICE)
                    .must("vlan_link", TEXT)
                    .must("vlan_id", WHOLE)
                    .may("params", new Shape.Named(ANY))
                    .closed();

    private static final Shape.Table NAMESERVER =
            new Tables()
                    .must("type", TEXT)
                    .must("address", LIST)
                    .may("search", LIST)
                    .may("interface", TEXT)
                    .may("id", TEXT)
                    .closed();

    private Version1Form() {}

    /** The document, without the outer {@code network}. */
    static Shape shape() {
        var parts =
                new Shape.ByType(
                        Map.of(
                                "physical", PHYSICAL,
                                "loopback", DEVICE,
                                "infiniband", PHYSICAL,
                                "bond", BOND,
                                "bridge", BRIDGE,
                                "vlan", VLAN,
                                "nameserver", NAMESERVER,
                                "route", route()));
        return new Tables().must("version", WHOLE).must("config", new Shape.Items(parts)).closed();
    }

    /** A route of its own needs a gateway; one of a subnet may lead to the link itself. */
    private static Shape.Table route() {
        return new Shape.Table(
                ROUTE.keys(),
                List.of(List.of("network", "destination"), List.of("gateway")),
                false);
    }
}
