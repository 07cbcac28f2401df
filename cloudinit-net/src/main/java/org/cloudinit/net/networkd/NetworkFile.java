package org.cloudinit.net.networkd;

import java.util.List;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.RoutingPolicy;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.address.IpAddress;
import org.cloudinit.net.address.IpNetwork;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** The file that tells networkd what to do with a device. */
final class NetworkFile {
    private static final String NETWORK = "Network";
    private static final String ROUTE = "Route";

    private final NetworkState state;
    private final LossLedger ledger;
    private final Topology topology;

    NetworkFile(NetworkState state, LossLedger ledger) {
        this.state = state;
        this.ledger = ledger;
        this.topology = new Topology(state, ledger);
    }

    String write(Device device) {
        Link link = device.link();
        ledger.take(link.node());
        var file = new UnitFile();
        match(device, file);
        link(link, file);
        DhcpMode mode = subnets(link, file);
        file.add(NETWORK, "DHCP", mode.word());
        if (link.acceptRa() != null) {
            ledger.take(link.acceptRa());
            file.add(NETWORK, "IPv6AcceptRA", link.acceptRa().isTrue() ? "yes" : "no");
        }
        names(link.dns().isEmpty() ? state.dns() : link.dns(), file);
        int number = 0;
        for (Route route : state.routes()) {
            route(route, "c" + number++, file);
        }
        policies(link.policies(), file);
        topology.write(device, file);
        if (device instanceof Device.Physical) {
            new DhcpClient(ledger, link, mode).write(file);
        }
        return file.write();
    }

    /** Only a NIC is found by its address; any other device is given it. */
    private void match(Device device, UnitFile file) {
        file.add("Match", "Name", device.name());
        for (Parameter parameter : device.link().parameters()) {
            if (parameter.name().equals("driver")
                    && parameter.value() instanceof Scalar driver
                    && driver.truthy()) {
                ledger.take(parameter);
                file.add("Match", "Driver", driver.display());
            }
        }
        String section = device instanceof Device.Physical ? "Match" : "Link";
        add(file, section, "MACAddress", device.link().mac());
        ledger.take(device.link().matching().setName());
    }

    private void link(Link link, UnitFile file) {
        add(file, "Link", "MTUBytes", link.mtu());
        if (link.optional() != null) {
            ledger.take(link.optional());
            if (link.optional().isTrue()) {
                file.add("Link", "RequiredForOnline", "no");
            }
        }
    }

    private DhcpMode subnets(Link link, UnitFile file) {
        DhcpMode mode = DhcpMode.NO;
        int number = 0;
        for (Subnet subnet : link.subnets()) {
            mode = mode.with(subnet.method());
            account(subnet);
            for (Route route : subnet.routes()) {
                route(route, "r" + number++, file);
            }
            Address address = subnet.address();
            if (address == null) {
                continue;
            }
            ledger.take(address.node());
            ledger.take(address.netmaskNode());
            file.add("Address", address.cidr(), "Address", address.cidr());
            if (subnet.gateway() != null) {
                gateway(address, subnet.gateway(), "a" + number++, file);
            }
            names(subnet.dns(), file);
        }
        return mode;
    }

    private void account(Subnet subnet) {
        switch (subnet.method()) {
            case DHCP4, DHCP6, STATIC, STATIC6, MANUAL, LOOPBACK, SLAAC ->
                    ledger.take(subnet.node());
            case STATELESS, STATEFUL ->
                    ledger.lost(subnet.node(), "left to what router advertisements ask for");
            case OTHER -> ledger.lost(subnet.node(), "networkd has no such type of subnet");
        }
    }

    /** A gateway outside of its subnet is on link, or networkd could not reach it. */
    private void gateway(Address address, Setting gateway, String part, UnitFile file) {
        file.add(ROUTE, part, "Gateway", ledger.text(gateway));
        IpAddress hop = IpAddress.parse(gateway.text());
        IpNetwork network = IpNetwork.parse(address.cidr());
        if (hop != null && network != null && !network.contains(hop)) {
            file.add(ROUTE, part, "GatewayOnLink", "yes");
        }
    }

    private void route(Route route, String part, UnitFile file) {
        ledger.take(route.node());
        file.add(ROUTE, part, "Destination", route.cidr());
        put(file, ROUTE, part, "Gateway", route.gateway());
        put(file, ROUTE, part, "Metric", route.metric());
        put(file, ROUTE, part, "Table", route.table());
    }

    private void names(Dns dns, UnitFile file) {
        if (!dns.nameservers().isEmpty()) {
            file.add(NETWORK, "DNS", String.join(" ", ledger.texts(dns.nameservers())));
        }
        if (!dns.search().isEmpty()) {
            file.add(NETWORK, "Domains", String.join(" ", ledger.texts(dns.search())));
        }
    }

    private void policies(List<RoutingPolicy> policies, UnitFile file) {
        int number = 0;
        for (RoutingPolicy policy : policies) {
            ledger.take(policy.node());
            String part = ordinal(number++);
            String section = "RoutingPolicyRule";
            put(file, section, part, "From", policy.from());
            put(file, section, part, "To", policy.to());
            put(file, section, part, "Table", policy.table());
            put(file, section, part, "Priority", policy.priority());
            put(file, section, part, "FirewallMark", policy.mark());
            put(file, section, part, "TypeOfService", policy.typeOfService());
        }
    }

    /** To be called when all files are written. */
    void close() {
        topology.close();
    }

    /** A name whose order is that of the number. */
    private static String ordinal(int number) {
        String digits = Integer.toString(number);
        return digits.length() + ":" + digits;
    }

    private void put(
            UnitFile file, String section, String part, String key, @Nullable Setting setting) {
        if (setting != null) {
            file.add(section, part, key, ledger.text(setting));
        }
    }

    private void add(UnitFile file, String section, String key, @Nullable Setting setting) {
        if (setting != null && setting.truthy()) {
            file.add(section, key, ledger.text(setting));
        }
    }
}
