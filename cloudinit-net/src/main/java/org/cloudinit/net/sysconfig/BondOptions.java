package org.cloudinit.net.sysconfig;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** The options of the bonding driver, in one value. */
final class BondOptions {
    /** The driver's names, in the order in which the reference writes them. */
    private static final List<String> NAMES =
            List.of(
                    "mode",
                    "xmit_hash_policy",
                    "miimon",
                    "min_links",
                    "arp_interval",
                    "arp_ip_target",
                    "arp_validate",
                    "ad_select",
                    "num_grat_arp",
                    "downdelay",
                    "updelay",
                    "lacp_rate",
                    "fail_over_mac",
                    "primary",
                    "primary_reselect");

    private BondOptions() {}

    /** {@code mode=1 miimon=100}; empty where the bond states none. */
    static String of(Link link, LossLedger ledger) {
        var all = new ArrayList<>(link.parameters());
        if (link.bond() != null) {
            all.addAll(link.bond().parameters());
        }
        var options = new StringJoiner(" ");
        for (String name : NAMES) {
            // All underscores or all dashes: the reference reads no mixture of both.
            Parameter parameter = named(all, "bond_" + name);
            if (parameter == null) {
                parameter = named(all, "bond-" + name.replace('_', '-'));
            }
            if (parameter != null) {
                ledger.take(parameter);
                options.add(name + "=" + text(parameter.value()));
            }
        }
        return options.toString();
    }

    private static @Nullable Parameter named(List<Parameter> all, String name) {
        Parameter found = null;
        for (Parameter parameter : all) {
            if (parameter.name().equals(name)) {
                found = parameter;
            }
        }
        return found;
    }

    private static String text(ConfigTree value) {
        return switch (value) {
            case Scalar scalar -> scalar.display();
            case Sequence sequence -> {
                var words = new StringJoiner(" ");
                for (ConfigTree item : sequence) {
                    words.add(text(item));
                }
                yield words.toString();
            }
            case Mapping mapping -> mapping.kind();
        };
    }
}
