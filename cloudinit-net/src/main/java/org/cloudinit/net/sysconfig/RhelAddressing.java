package org.cloudinit.net.sysconfig;

import java.util.List;
import java.util.StringJoiner;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.address.IpAddress;
import org.cloudinit.net.render.LossLedger;

/**
 * Subnets and routes in the words of the Red Hat family.
 *
 * @param ledger takes account
 * @param hasDefaultRoute whether the configuration states a default route anywhere: DHCP must not
 *     bring another then
 */
record RhelAddressing(LossLedger ledger, boolean hasDefaultRoute) implements Addressing {
    /** The most name servers that {@code resolv.conf} takes. */
    private static final int MOST_NAMESERVERS = 3;

    @Override
    public void subnets(Ifcfg file) {
        file.set("BOOTPROTO", "none");
        for (Subnet subnet : file.device().link().subnets()) {
            method(file, subnet);
            if (subnet.control() != null && subnet.control().text().equals("manual")) {
                ledger.take(subnet.control());
                file.set("ONBOOT", false);
            }
        }
        int count4 = 0;
        int count6 = 0;
        for (Subnet subnet : file.device().link().subnets()) {
            if (subnet.metric() != null) {
                file.set(
                        subnet.isIpv6() ? "IPV6_ROUTE_METRIC" : "IPV4_ROUTE_METRIC",
                        subnet.metric());
            }
            switch (subnet.method()) {
                case DHCP4 -> {
                    if (hasDefaultRoute && !file.is("BOOTPROTO", "none")) {
                        file.set("DHCLIENT_SET_DEFAULT_ROUTE", false);
                    }
                }
                case STATIC, STATIC6 -> {
                    if (subnet.isIpv6()) {
                        address6(file, Addressing.address(subnet), count6++);
                    } else {
                        address4(file, Addressing.address(subnet), count4++);
                    }
                    belongings(file, subnet);
                }
                case DHCP6, SLAAC, STATELESS, STATEFUL, MANUAL, LOOPBACK, OTHER -> {}
            }
        }
    }

    private void method(Ifcfg file, Subnet subnet) {
        ledger.take(subnet.node());
        switch (subnet.method()) {
            case DHCP4 -> file.set("BOOTPROTO", "dhcp");
            case DHCP6 -> {
                file.set("IPV6INIT", true);
                file.set("DHCPV6C", true);
            }
            case STATEFUL -> {
                file.set("DHCPV6C", true);
                file.set("IPV6INIT", true);
                file.set("IPV6_AUTOCONF", false);
                file.set("IPV6_FAILURE_FATAL", true);
            }
            case STATELESS -> {
                file.set("IPV6INIT", true);
                file.set("IPV6_AUTOCONF", true);
                file.set("DHCPV6C", true);
                // Asks for the rest of the configuration only, not for an address.
                file.set("DHCPV6C_OPTIONS", "-S");
            }
            case SLAAC -> {
                file.set("IPV6INIT", true);
                file.set("IPV6_AUTOCONF", true);
            }
            case STATIC, STATIC6 -> fixed(file, subnet);
            // A link without addresses is brought up for the sake of its MTU alone.
            case MANUAL -> file.set("ONBOOT", file.has("MTU"));
            case LOOPBACK, OTHER -> throw Addressing.unknown(subnet);
        }
    }

    private static void fixed(Ifcfg file, Subnet subnet) {
        if (subnet.isIpv6()) {
            file.set("IPV6INIT", true);
        }
        if (subnet.mtu() != null) {
            file.set(subnet.isIpv6() ? "IPV6_MTU" : "MTU", subnet.mtu());
        }
        if (subnet.isIpv6()) {
            file.set("IPV6_FORCE_ACCEPT_RA", false);
            file.set("IPV6_AUTOCONF", false);
        }
    }

    private void address4(Ifcfg file, Address address, int count) {
        take(address);
        String suffix = count == 0 ? "" : Integer.toString(count);
        file.set("IPADDR" + suffix, address.text());
        file.set("NETMASK" + suffix, address.netmask() == null ? "" : address.netmask());
    }

    private void address6(Ifcfg file, Address address, int count) {
        take(address);
        if (count == 0) {
            file.set("IPV6ADDR", address.cidr());
        } else {
            String before = file.get("IPV6ADDR_SECONDARIES");
            file.set(
                    "IPV6ADDR_SECONDARIES",
                    before == null ? address.cidr() : before + " " + address.cidr());
        }
    }

    private void take(Address address) {
        ledger.take(address.node());
        ledger.take(address.netmaskNode());
    }

    private void belongings(Ifcfg file, Subnet subnet) {
        if (subnet.gateway() != null) {
            file.set("DEFROUTE", true);
            file.set(
                    IpAddress.isIpv6(subnet.gateway().text()) ? "IPV6_DEFAULTGW" : "GATEWAY",
                    subnet.gateway());
        }
        List<Setting> search = subnet.dns().search();
        if (!search.isEmpty()) {
            var words = new StringJoiner(" ");
            ledger.texts(search).forEach(words::add);
            file.set("DOMAIN", words.toString());
        }
        List<Setting> servers = subnet.dns().nameservers();
        for (int i = 0; i < Math.min(servers.size(), MOST_NAMESERVERS); i++) {
            file.set("DNS" + (i + 1), ledger.text(servers.get(i)));
        }
    }

    @Override
    public void routes(Ifcfg file) {
        boolean default4 = false;
        boolean default6 = false;
        for (Subnet subnet : file.device().link().subnets()) {
            for (Route route : subnet.routes()) {
                if (!route.isDefault() || subnet.method().dynamic6()) {
                    file.routes().add(route);
                    continue;
                }
                if ((subnet.ipv4() && default4) || (subnet.ipv6() && default6)) {
                    throw twice(route);
                }
                boolean six =
                        subnet.ipv6()
                                || (route.gateway() != null
                                        && IpAddress.isIpv6(route.gateway().text()));
                defaultRoute(file, subnet, route, six);
                default4 |= route.gateway() != null && !six;
                default6 |= route.gateway() != null && six;
            }
        }
    }

    /** The default route belongs to the device's own file; its metric is that of the subnet. */
    private void defaultRoute(Ifcfg file, Subnet subnet, Route route, boolean six) {
        ledger.take(route.node());
        file.set("DEFROUTE", true);
        if (file.is("BOOTPROTO", "dhcp")) {
            file.set("DHCLIENT_SET_DEFAULT_ROUTE", true);
        }
        if (route.gateway() != null) {
            file.set(six ? "IPV6_DEFAULTGW" : "GATEWAY", route.gateway());
        }
        if (route.metric() != null) {
            String family = subnet.isIpv6() ? "IPV6" : "IPV4";
            file.set(family + "_ROUTE_METRIC", route.metric());
        }
    }

    private static MalformedException twice(Route route) {
        return new MalformedException(
                "network.default-route-twice",
                "writing the sysconfig files",
                route.node().origin(),
                route.node().path() + " is a second default route of the device",
                "Keep one default route for each family");
    }
}
