package org.cloudinit.net.eni;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Route;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** The text of the interfaces file: {@code lo}, the devices, the routes of the machine. */
final class InterfacesFile {
    private static final String LOOPBACK = "lo";

    private final NetworkState state;
    private final LossLedger ledger;
    private final RouteCommands commands;

    InterfacesFile(NetworkState state, LossLedger ledger, RouteCommands commands) {
        this.state = state;
        this.ledger = ledger;
        this.commands = commands;
    }

    String write() {
        var stanzas = new DeviceStanzas(state, ledger, commands);
        var sections = new ArrayList<String>();
        sections.addAll(stanzas.loopback(loopback()));
        for (Device device : inOrder()) {
            if (!device.name().equals(LOOPBACK)) {
                sections.addAll(stanzas.of(device));
            }
        }
        for (Route route : state.routes()) {
            String lines = String.join("\n", commands.of(route, null, "", ledger));
            if (!lines.isEmpty()) {
                sections.add(lines);
            }
        }
        return String.join("\n\n", sections) + "\n";
    }

    /** The device of that name, if the configuration has one; the last counts. */
    private @Nullable Device loopback() {
        Device loopback = null;
        for (Device device : state.devices()) {
            if (device.name().equals(LOOPBACK)) {
                loopback = device;
            }
        }
        return loopback;
    }

    /** What carries others comes before them, as ifupdown wants it; then by name. */
    private List<Device> inOrder() {
        var devices = new ArrayList<>(state.devices());
        devices.sort(Comparator.comparingInt(InterfacesFile::rank).thenComparing(Device::name));
        return devices;
    }

    private static int rank(Device device) {
        return switch (device) {
            case Device.Loopback _ -> 0;
            case Device.Physical _ -> 1;
            case Device.Infiniband _ -> 2;
            case Device.Bond _ -> 3;
            case Device.Bridge _ -> 4;
            case Device.Vlan _ -> 5;
            case Device.Undescribed member -> member.ofBond() ? 3 : 1;
        };
    }
}
