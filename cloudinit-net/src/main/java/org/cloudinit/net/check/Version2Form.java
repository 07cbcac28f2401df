package org.cloudinit.net.check;

import static org.cloudinit.net.check.Shape.ANY;
import static org.cloudinit.net.check.Shape.FLAG;
import static org.cloudinit.net.check.Shape.TEXT;
import static org.cloudinit.net.check.Shape.TEXTS;
import static org.cloudinit.net.check.Shape.WHOLE;
import static org.cloudinit.net.check.Shape.either;
import static org.cloudinit.net.check.Shape.words;

/**
 * Version 2, as its schema has it, and beyond that what netplan has: other kinds of devices, all
 * keys of a route, times with a unit, and costs by port. Of a device, keys that are not here are
 * netplan's business.
 */
final class Version2Form {
    private static final Shape MTU = either(WHOLE, new Shape.Nothing());
    private static final Shape SWITCH = either(FLAG, words("yes", "no"));
    private static final Shape RENDERER = words("networkd", "NetworkManager");

    /** Milliseconds, or a text with a unit. */
    private static final Shape TIME = either(TEXT, WHOLE);

    /** One for all ports, or one for each. */
    private static final Shape BY_PORT = either(WHOLE, new Shape.Named(WHOLE));

    private static final Shape.Table DHCP =
            new Tables()
                    .may("hostname", TEXT)
                    .may("route-metric", WHOLE)
                    .may("send-hostname", FLAG)
                    .may("use-dns", FLAG)
                    .may("use-domains", either(TEXT, FLAG))
                    .may("use-hostname", FLAG)
                    .may("use-mtu", FLAG)
                    .may("use-ntp", FLAG)
                    .may("use-routes", FLAG)
                    .closed();

    private static final Shape.Table ROUTE =
            new Tables()
                    .must("to", TEXT)
                    .may("via", TEXT)
                    .may("metric", WHOLE)
                    .may("mtu", MTU)
                    .may("from", TEXT)
                    .may("on-link", FLAG)
                    .may("type", TEXT)
                    .may("scope", TEXT)
                    .may("table", WHOLE)
                    .may("congestion-window", WHOLE)
                    .may("advertised-receive-window", WHOLE)
                    .may("advertised-mss", WHOLE)
                    .closed();

    private static final Shape.Table NAMESERVERS =
            new Tables()
                    .may("search", either(TEXTS, TEXT))
                    .may("addresses", either(TEXTS, TEXT))
                    .closed();

    /** An address, or an address with its label and lifetime. */
    private static final Shape ADDRESS = either(TEXT, new Shape.Named(ANY));

    private static final Shape.Table DEVICE =
            new Tables()
                    .may("renderer", RENDERER)
                    .may("dhcp4", SWITCH)
                    .may("dhcp6", SWITCH)
                    .may("dhcp4-overrides", DHCP)
                    .may("dhcp6-overrides", DHCP)
                    .may("addresses", new Shape.Items(ADDRESS))
                    .may("gateway4", TEXT)
                    .may("gateway6", TEXT)
                    .may("optional", FLAG)
                    .may("mtu", MTU)
                    .may("nameservers", NAMESERVERS)
                    .may("routes", new Shape.Items(ROUTE))
                    .open();

    private static final Shape.Table ETHERNET =
            new Tables()
                    .with(DEVICE)
                    .may(
                            "match",
                            new Tables()
                                    .may("name", TEXT)
                                    .may("macaddress", TEXT)
                                    .may("driver", either(TEXT, TEXTS))
                                    .closed())
                    .may("set-name", TEXT)
                    .may("wakeonlan", FLAG)
                    .open();

    private static final Shape.Table BOND =
            new Tables()
                    .with(DEVICE)
                    .may("interfaces", TEXTS)
                    .may("parameters", bondParameters())
                    .open();

    private static final Shape.Table BRIDGE =
            new Tables()
                    .with(DEVICE)
                    .may("interfaces", TEXTS)
                    .may("parameters", bridgeParameters())
                    .open();

    private static final Shape.Table VLAN =
            new Tables().with(DEVICE).may("id", WHOLE).may("link", TEXT).open();

    private Version2Form() {}

    /** The document, without the outer {@code network}. */
    static Shape shape() {
        return new Tables()
                .must("version", WHOLE)
                .may("renderer", RENDERER)
                .may("ethernets", new Shape.Named(ETHERNET))
                .may("bonds", new Shape.Named(BOND))
                .may("bridges", new Shape.Named(BRIDGE))
                .may("vlans", new Shape.Named(VLAN))
                .may("dummy-devices", new Shape.Named(DEVICE))
                .may("modems", new Shape.Named(DEVICE))
                .may("nm-devices", new Shape.Named(ANY))
                .may("openvswitch", ANY)
                .may("tunnels", new Shape.Named(DEVICE))
                .may("virtual-ethernets", new Shape.Named(DEVICE))
                .may("vrfs", new Shape.Named(DEVICE))
                .may("wifis", new Shape.Named(ETHERNET))
                .closed();
    }

    private static Shape.Table bondParameters() {
        return new Tables()
                .may(
                        "mode",
                        words(
                                "balance-rr",
                                "active-backup",
                                "balance-xor",
                                "broadcast",
                                "802.3ad",
                                "balance-tlb",
                                "balance-alb",
                                "balance-tcp",
                                "balance-slb"))
                .may("lacp-rate", words("fast", "slow"))
                .may("mii-monitor-interval", TIME)
                .may("min-links", WHOLE)
                .may(
                        "transmit-hash-policy",
                        words("layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4"))
                .may("ad-select", words("stable", "bandwidth", "count"))
                .may("all-slaves-active", FLAG)
                .may("arp-interval", TIME)
                .may("arp-ip-targets", TEXTS)
                .may("arp-validate", words("none", "active", "backup", "all"))
                .may("arp-all-targets", words("any", "all"))
                .may("up-delay", TIME)
                .may("down-delay", TIME)
                .may("fail-over-mac-policy", words("none", "active", "follow"))
                .may("gratuitous-arp", WHOLE)
                .may("packets-per-slave", WHOLE)
                .may("primary-reselect-policy", words("always", "better", "failure"))
                .may("learn-packet-interval", TIME)
                .open();
    }

    private static Shape.Table bridgeParameters() {
        return new Tables()
                .may("ageing-time", TIME)
                .may("priority", WHOLE)
                .may("forward-delay", TIME)
                .may("hello-time", TIME)
                .may("max-age", TIME)
                .may("path-cost", BY_PORT)
                .may("port-priority", BY_PORT)
                .may("stp", FLAG)
                .open();
    }
}
