package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.Method;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.jspecify.annotations.Nullable;

/**
 * The subnets of a version 2 device ({@code _v2_to_v1_ipcfg}): one for each DHCP, one for each
 * address. What version 2 states for the whole device goes with the first that fits, as version 1
 * has no other place for it: a gateway with the first address of its family, name servers with the
 * first address, routes with the first subnet.
 */
final class Subnets2 {
    private final Entry entry;
    private final Draft draft;
    private @Nullable Setting gateway4;
    private @Nullable Setting gateway6;
    private Dns dns;

    Subnets2(Entry entry, Draft draft) {
        this.entry = entry;
        this.draft = draft;
        this.gateway4 = entry.setting("gateway4");
        this.gateway6 = entry.setting("gateway6");
        this.dns = draft.dns;
    }

    List<Subnet> read() {
        List<Route> routes = routes();
        var subnets = new ArrayList<Subnet>();
        dhcp(subnets, "dhcp4", Method.DHCP4, routes);
        dhcp(subnets, "dhcp6", Method.DHCP6, routes);
        for (Setting address : entry.settings("addresses", false)) {
            subnets.add(fixed(address, subnets.isEmpty() ? routes : List.of()));
        }
        return subnets;
    }

    private List<Route> routes() {
        var routes = new ArrayList<Route>(0);
        for (Entry route : entry.entries("routes")) {
            routes.add(Routes.of2(route));
        }
        return routes;
    }

    private void dhcp(List<Subnet> subnets, String key, Method method, List<Route> routes) {
        ConfigTree wanted = entry.raw(key);
        if (wanted == null || !wanted.truthy()) {
            return;
        }
        Node place = entry.input().node(entry.node(), key, wanted.origin());
        var overrides = method == Method.DHCP4 ? draft.dhcp4 : draft.dhcp6;
        Parameter metric = overrides.get("route-metric");
        Setting setting =
                metric != null && metric.value() instanceof Scalar scalar && scalar.truthy()
                        ? new Setting(scalar, metric.node())
                        : null;
        List<Route> first = subnets.isEmpty() ? routes : List.of();
        subnets.add(subnet(method, key, null, null, setting, Dns.NONE, first, place));
    }

    private Subnet fixed(Setting address, List<Route> routes) {
        Networks.Place place = Networks.place(address, null, null);
        var fixed =
                new Address(
                        place.address(),
                        place.prefix(),
                        place.netmaskOf(null),
                        address.node(),
                        null);
        Setting gateway = place.ipv6() ? gateway6 : gateway4;
        if (place.ipv6()) {
            gateway6 = null;
        } else {
            gateway4 = null;
        }
        Dns names = dns;
        dns = Dns.NONE;
        return subnet(Method.STATIC, "static", fixed, gateway, null, names, routes, address.node());
    }

    private static Subnet subnet(
            Method method,
            String type,
            @Nullable Address address,
            @Nullable Setting gateway,
            @Nullable Setting metric,
            Dns dns,
            List<Route> routes,
            Node node) {
        return new Subnet(
                method, type, address, gateway, null, metric, null, null, dns, routes, false, false,
                List.of(), node);
    }
}
