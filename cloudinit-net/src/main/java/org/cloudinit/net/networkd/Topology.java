package org.cloudinit.net.networkd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.LinkParameter;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.render.LossLedger;

/**
 * What is made of what, seen from below: networkd wants it stated by the device that carries the
 * VLAN and by the member.
 */
final class Topology {
    private final LossLedger ledger;
    private final Map<String, List<Device.Vlan>> vlans = new HashMap<>();
    private final Map<String, Port> ports = new HashMap<>();

    /** The values of all ports of a bridge, by the node of the parameter that holds them. */
    private final Map<Node, PortValues> values = new LinkedHashMap<>(0);

    /** A port of a bridge, which may name it more than once. */
    private record Port(Device.Bridge bridge, List<Setting> mentions) {}

    Topology(NetworkState state, LossLedger ledger) {
        this.ledger = ledger;
        for (Device device : state.devices()) {
            switch (device) {
                case Device.Vlan vlan ->
                        vlans.computeIfAbsent(vlan.parent().text(), name -> new ArrayList<>())
                                .add(vlan);
                case Device.Bridge bridge -> {
                    for (Setting port : bridge.ports()) {
                        mention(port, bridge);
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

    /** Of two bridges that name a port the last has it. */
    private void mention(Setting setting, Device.Bridge bridge) {
        Port port = ports.get(setting.text());
        if (port == null || port.bridge().link().node() != bridge.link().node()) {
            port = new Port(bridge, new ArrayList<>(1));
            ports.put(setting.text(), port);
        }
        port.mentions().add(setting);
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
        Port port = ports.get(device.name());
        if (port != null) {
            port.mentions().forEach(ledger::take);
            file.add("Network", "Bridge", port.bridge().name());
            ofPort(device.name(), port, LinkParameter.BRIDGE_PATH_COST, "Cost", file);
            ofPort(device.name(), port, LinkParameter.BRIDGE_PORT_PRIORITY, "Priority", file);
        }
    }

    private void ofPort(String name, Port port, LinkParameter key, String option, UnitFile file) {
        Parameter parameter = port.bridge().link().parameter(key);
        if (parameter == null) {
            return;
        }
        String value =
                values.computeIfAbsent(parameter.node(), node -> PortValues.of(parameter.value()))
                        .use(name);
        if (value != null) {
            ledger.take(parameter);
            file.add("Bridge", option, value);
        }
    }

    /** Names the ports whose values stand in no file, once all files are written. */
    void close() {
        values.forEach(
                (node, ofPorts) -> {
                    if (ofPorts.isUsed() && !ofPorts.unused().isEmpty()) {
                        String rest = String.join(", ", ofPorts.unused());
                        ledger.lost(node, "not expressed for " + rest);
                    }
                });
    }
}
