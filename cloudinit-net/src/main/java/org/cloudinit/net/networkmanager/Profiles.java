package org.cloudinit.net.networkmanager;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Method;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** The profiles of a network, by the ids of their devices ({@code render_interface}). */
final class Profiles {
    private final NetworkState state;
    private final LossLedger ledger;
    private final Map<String, Profile> profiles = new LinkedHashMap<>();

    Profiles(NetworkState state, LossLedger ledger) {
        this.state = state;
        this.ledger = ledger;
    }

    /** All that NetworkManager would take. */
    Map<String, Profile> build() {
        for (Device device : state.devices()) {
            profiles.put(device.id(), new Profile(device.name()));
        }
        for (Device device : state.devices()) {
            Profile profile = profiles.get(device.id());
            String kind = kind(device);
            if (profile != null && kind != null) {
                write(device, kind, profile);
            } else {
                leaveOut(device.link());
            }
        }
        profiles.values().removeIf(profile -> !profile.isComplete());
        return profiles;
    }

    /** NetworkManager's word, or null for what it does by itself. */
    private static @Nullable String kind(Device device) {
        return switch (device) {
            case Device.Physical _, Device.Undescribed _ -> "ethernet";
            case Device.Infiniband _ -> "infiniband";
            case Device.Bond _ -> "bond";
            case Device.Bridge _ -> "bridge";
            case Device.Vlan _ -> "vlan";
            case Device.Loopback _ -> null;
        };
    }

    private void leaveOut(Link loopback) {
        ledger.take(loopback.node());
        for (Subnet subnet : loopback.subnets()) {
            if (subnet.method() == Method.LOOPBACK) {
                ledger.take(subnet.node());
                ledger.take(subnet.control());
            }
        }
    }

    private void write(Device device, String kind, Profile profile) {
        Link link = device.link();
        ledger.take(link.node());
        profile.set(Profile.CONNECTION, "type", kind);
        if (link.bond() != null) {
            ledger.take(link.bond().node());
            profile.set(Profile.CONNECTION, "slave-type", "bond");
            profile.set(Profile.CONNECTION, "master", reference(link.bond().bond()));
        }
        profile.section(kind);
        Setting mtu = new IpSettings(state, ledger, profile).write(device);
        var settings = new KindSettings(ledger, profile);
        switch (device) {
            case Device.Physical _, Device.Undescribed _ -> settings.ethernet(link, mtu);
            case Device.Infiniband _ -> settings.infiniband(link, mtu);
            case Device.Bond _ -> settings.bond(link, mtu);
            case Device.Bridge bridge -> {
                settings.bridge(link);
                ports(bridge, profile);
            }
            case Device.Vlan vlan -> {
                profile.set(kind, "id", ledger.text(vlan.vlanId()));
                profile.set(kind, "parent", reference(ledger.text(vlan.parent())));
            }
            case Device.Loopback _ -> {}
        }
        if (device instanceof Device.Bridge || profile.get(kind, "mac-address") == null) {
            profile.set(Profile.CONNECTION, "interface-name", link.name());
        }
        ledger.take(link.matching().setName());
    }

    /** The ports name their bridge; one that a bond has already stays with that. */
    private void ports(Device.Bridge bridge, Profile profile) {
        for (Setting port : bridge.ports()) {
            Profile ofPort = profiles.get(port.text());
            if (ofPort != null) {
                ledger.take(port);
                ofPort.setDefault(Profile.CONNECTION, "slave-type", "bridge");
                ofPort.setDefault(Profile.CONNECTION, "master", profile.uuid());
            }
        }
    }

    /** The profile of a device; its name where the configuration does not describe it. */
    private String reference(String id) {
        Profile profile = profiles.get(id);
        return profile == null ? id : profile.uuid();
    }
}
