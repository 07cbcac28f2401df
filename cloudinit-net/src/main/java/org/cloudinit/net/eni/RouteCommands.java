package org.cloudinit.net.eni;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.Route;
import org.cloudinit.net.render.LossLedger;
import org.cloudinit.net.render.Paths;
import org.jspecify.annotations.Nullable;

/**
 * Routes as commands, in the language of one of two programs. A command may fail without harm: the
 * reference ends each with {@code || true}, since a route may be there already.
 */
enum RouteCommands {
    /** {@code ip route}. */
    IP {
        @Override
        String command(Route route, String verb) {
            String family = route.isIpv6() ? "ip -family inet6 route " : "ip route ";
            return family + verb + " " + (route.isDefault() ? "default" : route.cidr());
        }

        @Override
        String via() {
            return " via ";
        }
    },
    /** {@code route} of net-tools. */
    ROUTE {
        @Override
        String command(Route route, String verb) {
            String family = route.isIpv6() ? " -A inet6" : "";
            if (route.isDefault()) {
                return "route " + verb + family + " default";
            }
            String kind = route.prefix() == 32 ? " -host" : " -net";
            return "route " + verb + (route.isIpv6() ? family : kind) + " " + route.cidr();
        }

        @Override
        String via() {
            return " gw ";
        }
    };

    /** {@code ip} where the machine has it. */
    static RouteCommands of(HostFiles files) {
        String ip =
                Paths.program(
                        files,
                        "ip",
                        "/usr/local/sbin",
                        "/usr/local/bin",
                        "/usr/sbin",
                        "/usr/bin",
                        "/sbin",
                        "/bin");
        return ip == null ? ROUTE : IP;
    }

    /** The command with its destination, without a next hop. */
    abstract String command(Route route, String verb);

    /** The word before the next hop. */
    abstract String via();

    /**
     * The two lines of a route, or none where it cannot be set.
     *
     * @param device the link that it leaves by where it has no next hop; null where none is known
     */
    List<String> of(Route route, @Nullable String device, String indent, LossLedger ledger) {
        if (route.gateway() == null && device == null) {
            ledger.lost(route.node(), "a route of the machine needs a gateway with ifupdown");
            return List.of();
        }
        ledger.take(route.node());
        String hop =
                route.gateway() == null ? " dev " + device : via() + ledger.text(route.gateway());
        if (route.metric() != null) {
            hop += " metric " + ledger.text(route.metric());
        }
        var lines = new ArrayList<String>(2);
        lines.add(indent + "post-up " + command(route, "add") + hop + " || true");
        lines.add(indent + "pre-down " + command(route, "del") + hop + " || true");
        return lines;
    }
}
