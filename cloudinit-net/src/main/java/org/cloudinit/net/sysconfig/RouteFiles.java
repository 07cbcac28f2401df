package org.cloudinit.net.sysconfig;

import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.network.Route;
import org.cloudinit.net.render.LossLedger;

/** {@code route-NAME} and {@code route6-NAME} of one device. */
final class RouteFiles {
    private final String device;
    private final LossLedger ledger;

    /** By their number as text: from the tenth route on, the reference's order is that of text. */
    private final Map<String, Route> routes = new TreeMap<>();

    RouteFiles(String device, LossLedger ledger) {
        this.device = device;
        this.ledger = ledger;
    }

    void add(Route route) {
        routes.put(Integer.toString(routes.size() + 1), route);
    }

    boolean isEmpty() {
        return routes.isEmpty();
    }

    String ipv4() {
        var text = new StringBuilder(Ifcfg.HEADER);
        int number = 0;
        for (Route route : routes.values()) {
            if (!route.isIpv6()) {
                ledger.take(route.node());
                line(text, "ADDRESS", number, route.network());
                if (route.gateway() != null) {
                    line(text, "GATEWAY", number, ledger.text(route.gateway()));
                }
                line(text, "NETMASK", number, route.netmask() == null ? "" : route.netmask());
                if (route.metric() != null) {
                    line(text, "METRIC", number, ledger.text(route.metric()));
                }
                number++;
            }
        }
        return text.toString();
    }

    String ipv6() {
        var text = new StringBuilder(Ifcfg.HEADER);
        for (Route route : routes.values()) {
            if (route.isIpv6()) {
                ledger.take(route.node());
                text.append(route.cidr());
                if (route.gateway() != null) {
                    text.append(" via ").append(ledger.text(route.gateway()));
                }
                text.append(' ');
                if (route.metric() != null) {
                    text.append("metric ").append(ledger.text(route.metric()));
                }
                text.append(" dev ").append(device).append('\n');
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String key, int number, String value) {
        text.append(key).append(number).append('=').append(Ifcfg.quoted(value)).append('\n');
    }
}
