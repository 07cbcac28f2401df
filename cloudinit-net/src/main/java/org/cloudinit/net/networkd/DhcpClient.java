package org.cloudinit.net.networkd;

import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Link.DhcpOverrides;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/**
 * What version 2 says of the DHCP clients of a NIC: overrides, and the keys of VMware for what
 * becomes of a domain.
 */
record DhcpClient(LossLedger ledger, Link link, DhcpMode mode) {
    private static final String USE_DOMAINS = "use-domains";

    /** A row: name in version 2, key in the file, whether DHCPv6 has it too. */
    private record Row(String name, String key, boolean both) {}

    private static final List<Row> OVERRIDES =
            List.of(
                    new Row("hostname", "Hostname", false),
                    new Row("route-metric", "RouteMetric", false),
                    new Row("send-hostname", "SendHostname", false),
                    new Row("use-dns", "UseDNS", true),
                    new Row(USE_DOMAINS, "UseDomains", true),
                    new Row("use-hostname", "UseHostname", true),
                    new Row("use-mtu", "UseMTU", false),
                    new Row("use-ntp", "UseNTP", true),
                    new Row("use-routes", "UseRoutes", false));

    void write(UnitFile file) {
        client(file, "DHCPv4", link.dhcp4(), mode.ipv4());
        client(file, "DHCPv6", link.dhcp6(), mode.ipv6());
    }

    private void client(UnitFile file, String section, DhcpOverrides overrides, boolean runs) {
        domain(file, section, overrides);
        for (Row row : OVERRIDES) {
            Parameter parameter = overrides.get(row.name());
            if (!runs || parameter == null || !(row.both() || section.equals("DHCPv4"))) {
                continue;
            }
            if (parameter.value() instanceof Scalar value) {
                ledger.take(parameter);
                file.add(section, row.key(), value.display());
            }
        }
    }

    private void domain(UnitFile file, String section, DhcpOverrides overrides) {
        Setting domain = overrides.domain();
        if (domain == null) {
            return;
        }
        Parameter twice = overrides.get(USE_DOMAINS);
        if (twice != null) {
            throw new MalformedException(
                    "network.dhcp-domain-twice",
                    "writing the files of networkd",
                    twice.node().origin(),
                    twice.node().path() + " and " + domain.node().path() + " say the same thing",
                    "Use one of them");
        }
        String word = word(domain.value());
        if (word == null) {
            ledger.lost(domain.node(), "is neither a truth value nor route");
        } else {
            ledger.take(domain);
        }
        file.add(section, "UseDomains", word == null ? "no" : word);
    }

    private static @Nullable String word(Scalar value) {
        String text = value.display().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "route" -> "route";
            case "false", "no", "off", "0", "" -> "no";
            default -> Mapping.isTrue(value) ? "yes" : null;
        };
    }
}
