package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.address.IpAddress;
import org.jspecify.annotations.Nullable;

/** Reads a route ({@code _normalize_route}). */
final class Routes {
    private Routes() {}

    /**
     * A route as version 1 writes it: {@code network} or {@code destination}, {@code netmask}, …
     */
    static Route of1(Entry entry) {
        Setting destination = entry.part("destination");
        Setting network = entry.part("network");
        Setting to = destination != null ? destination : network;
        Setting gateway = entry.setting("gateway");
        Setting netmask = entry.part("netmask");
        Setting prefix = entry.part("prefix");
        entry.raw("type");
        entry.raw("id");
        Networks.Place place = place(entry.node(), to, gateway, netmask, prefix);
        List<String> further = List.of("scope", "from", "advertised-mss");
        return route(entry, place, gateway, place.netmaskOf(netmask), further);
    }

    /** A route as version 2 writes it: {@code to}, {@code via}. */
    static Route of2(Entry entry) {
        Setting to = entry.part("to");
        Setting via = entry.setting("via");
        Networks.Place place = place(entry.node(), to, via, null, null);
        List<String> further = List.of("scope", "from", "type", "advertised-mss");
        return route(entry, place, via, place.netmaskOf(null), further);
    }

    private static Route route(
            Entry entry,
            Networks.Place place,
            @Nullable Setting gateway,
            @Nullable String netmask,
            List<String> furtherKeys) {
        Setting metric = metric(entry.setting("metric"));
        Setting table = entry.setting("table");
        Setting mtu = entry.setting("mtu");
        Setting onLink = entry.flag("on-link");
        var further = new ArrayList<Parameter>(0);
        for (String key : furtherKeys) {
            Parameter parameter = entry.parameter(key);
            if (parameter != null) {
                further.add(parameter);
            }
        }
        entry.close("a route has no such key");
        return new Route(
                place.address(),
                place.prefix(),
                netmask,
                gateway,
                metric,
                table,
                mtu,
                onLink,
                further,
                entry.node());
    }

    private static Networks.Place place(
            Node node,
            @Nullable Setting to,
            @Nullable Setting gateway,
            @Nullable Setting netmask,
            @Nullable Setting prefix) {
        if (to == null) {
            throw Refusal.at(
                    node, "route-without-destination", "names no destination", "Add a destination");
        }
        if (to.text().equals("default")) {
            boolean six = gateway != null && IpAddress.isIpv6(gateway.text());
            if (gateway != null && !six && !IpAddress.isIpv4(gateway.text())) {
                throw Refusal.at(
                        gateway.node(),
                        "bad-gateway",
                        "is no IP address, so the family of the default route is not known",
                        "Write the address of the gateway");
            }
            return new Networks.Place(six ? "::" : "0.0.0.0", 0, six);
        }
        return Networks.place(to, netmask, prefix);
    }

    /** A metric must be a whole number, and may be one that is written as text. */
    private static @Nullable Setting metric(@Nullable Setting metric) {
        if (metric == null) {
            return null;
        }
        Node node = metric.node();
        return switch (metric.value()) {
            case Scalar.Int _, Scalar.BigInt _ -> metric;
            case Scalar.Text text ->
                    new Setting(
                            new Scalar.Int(
                                    Networks.number(text.value(), node, "bad-metric"),
                                    text.origin()),
                            node);
            case Scalar.Bool bool ->
                    bool.value() ? new Setting(new Scalar.Int(1, bool.origin()), node) : metric;
            case Scalar.Real real ->
                    new Setting(new Scalar.Int((long) real.value(), real.origin()), node);
            case Scalar.Null _, Scalar.Date _, Scalar.Timestamp _, Scalar.Binary _ ->
                    throw Refusal.at(
                            node, "bad-metric", "is no whole number", "Write a whole number");
        };
    }
}
