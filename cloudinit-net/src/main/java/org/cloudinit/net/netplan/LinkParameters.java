package org.cloudinit.net.netplan;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.LinkParameter;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.render.LossLedger;

/** {@code parameters} of a bond or bridge, in netplan's spelling. */
record LinkParameters(LossLedger ledger) {
    /** Those of a bond. Written with a dash, a parameter counts more than with an underscore. */
    Mapping ofBond(Link link) {
        var all = new ArrayList<>(link.parameters());
        if (link.bond() != null) {
            all.addAll(link.bond().parameters());
        }
        var entry = Mapping.builder();
        for (String prefix : List.of("bond_", "bond-")) {
            for (Parameter parameter : all) {
                LinkParameter key = parameter.key();
                if (key != null && key.name2() != null && parameter.name().startsWith(prefix)) {
                    ledger.take(parameter);
                    entry.put(key.name2(), parameter.value());
                }
            }
        }
        return entry.build();
    }

    /** Those of a bridge. */
    Mapping ofBridge(Link link) {
        var entry = Mapping.builder();
        for (Parameter parameter : link.parameters()) {
            LinkParameter key = parameter.key();
            if (key == null || key.name2() == null || key.ofBond()) {
                continue;
            }
            ledger.take(parameter);
            boolean perPort =
                    key == LinkParameter.BRIDGE_PATH_COST
                            || key == LinkParameter.BRIDGE_PORT_PRIORITY;
            entry.put(key.name2(), perPort ? perPort(parameter) : parameter.value());
        }
        return entry.build();
    }

    /** {@code [eth0 50, eth1 75]} of version 1 is a mapping here. */
    private static ConfigTree perPort(Parameter parameter) {
        return switch (parameter.value()) {
            case Mapping mapping -> mapping;
            case Scalar _ -> throw bad(parameter);
            case Sequence sequence -> {
                var ports = Mapping.builder();
                for (ConfigTree item : sequence) {
                    String words = item instanceof Scalar scalar ? scalar.display().strip() : "";
                    int blank = words.indexOf(' ');
                    if (blank < 0) {
                        throw bad(parameter);
                    }
                    ports.put(
                            words.substring(0, blank),
                            number(words.substring(blank + 1).strip(), parameter));
                }
                yield ports.build();
            }
        };
    }

    private static long number(String text, Parameter parameter) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw bad(parameter);
        }
    }

    private static MalformedException bad(Parameter parameter) {
        return new MalformedException(
                "network.bad-port-cost",
                "writing the netplan configuration",
                origin(parameter),
                parameter.node().path() + " is no list of ports with numbers",
                "Write a list of items such as eth0 50");
    }

    private static Origin origin(Parameter parameter) {
        return parameter.node().origin();
    }
}
