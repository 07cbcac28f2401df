package org.cloudinit.net.networkd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.LinkParameter;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/**
 * What is made of what, seen from below: networkd wants it stated by the device that carries the
 * VLAN and by the member.
 */
final class Topology {
    private final LossLedger ledger;
    private final Map<String, List<Device.Vlan>> vlans = new HashMap<>();
    private final Map<String, Device.Bridge> bridges = new HashMap<>();

    /** Ports whose values were written, by the parameter that holds the values of all. */
    private final Map<Parameter, Set<String>> written = new HashMap<>(0);

    Topology(NetworkState state, LossLedger ledger) {
        this.ledger = ledger;
        for (Device device : state.devices()) {
            switch (device) {
                case Device.Vlan vlan ->
                        vlans.computeIfAbsent(vlan.parent().text(), name -> new ArrayList<>())
                                .add(vlan);
                case Device.Bridge bridge -> {
                    for (Setting port : bridge.ports()) {
                        bridges.put(port.text(), bridge);
                    }
                }
                case Device.Physical _,
                        Device.Loopback _,
                        Device.Infiniband _,
                        Device.Bond _,
                        Device.Undescribed _ -> {}
            }
        }
    }

    void write(Device device, UnitFile file) {
        // By their names, as in the reference: a carrier or port that is renamed is not found.
        for (Device.Vlan vlan : vlans.getOrDefault(device.name(), List.of())) {
            ledger.take(vlan.parent());
            file.add("Network", "VLAN", vlan.name());
        }
        if (device.link().bond() != null) {
            ledger.take(device.link().bond().node());
            file.add("Network", "Bond", device.link().bond().bond());
        }
        Device.Bridge bridge = bridges.get(device.name());
        if (bridge != null) {
            port(device.name(), bridge, file);
        }
    }

    private void port(String name, Device.Bridge bridge, UnitFile file) {
        for (Setting port : bridge.ports()) {
            if (port.text().equals(name)) {
                ledger.take(port);
            }
        }
        file.add("Network", "Bridge", bridge.name());
        ofPort(name, bridge, LinkParameter.BRIDGE_PATH_COST, "Cost", file);
        ofPort(name, bridge, LinkParameter.BRIDGE_PORT_PRIORITY, "Priority", file);
    }

    private void ofPort(
            String port, Device.Bridge bridge, LinkParameter parameter, String key, UnitFile file) {
        Parameter ports = bridge.link().parameter(parameter);
        String value = ports == null ? null : valueOf(port, ports.value());
        if (ports != null && value != null) {
            ledger.take(ports);
            written.computeIfAbsent(ports, parameterOfAll -> new HashSet<>()).add(port);
            file.add("Bridge", key, value);
        }
    }

    /** Names the ports whose values stand in no file, once all files are written. */
    void close() {
        written.forEach(
                (parameter, ports) -> {
                    Set<String> rest = portsOf(parameter.value());
                    rest.removeAll(ports);
                    if (!rest.isEmpty()) {
                        ledger.lost(
                                parameter.node(), "not expressed for " + String.join(", ", rest));
                    }
                });
    }

    private static Set<String> portsOf(ConfigTree values) {
        var ports = new LinkedHashSet<String>();
        switch (values) {
            case Mapping mapping ->
                    mapping.entries().keySet().forEach(port -> ports.add(port.display()));
            case Sequence sequence -> {
                for (ConfigTree item : sequence) {
                    ports.addAll(portsOf(item));
                }
            }
            case Scalar scalar -> {
                String words = scalar.display().strip();
                int blank = words.indexOf(' ');
                ports.add(blank < 0 ? words : words.substring(0, blank));
            }
        }
        return ports;
    }

    /** The value of a port, which version 2 has as {@code eth3: 50} and version 1 as a text. */
    private static @Nullable String valueOf(String port, ConfigTree ports) {
        return switch (ports) {
            case Mapping mapping ->
                    mapping.get(port) instanceof Scalar value && value.truthy()
                            ? value.display()
                            : null;
            case Sequence sequence -> {
                for (ConfigTree item : sequence) {
                    String value = valueOf(port, item);
                    if (value != null) {
                        yield value;
                    }
                }
                yield null;
            }
            case Scalar scalar -> {
                String words = scalar.display().strip();
                int blank = words.indexOf(' ');
                yield blank > 0 && words.substring(0, blank).equals(port)
                        ? words.substring(blank + 1).strip()
                        : null;
            }
        };
    }
}
