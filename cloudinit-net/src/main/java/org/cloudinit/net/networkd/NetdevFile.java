package org.cloudinit.net.networkd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/**
 * The file that has networkd make a device.
 *
 * @param ledger takes account
 * @param members members of every bond, by the bond's id
 */
record NetdevFile(LossLedger ledger, Map<String, List<Device>> members) {
    /**
     * The text, or null for a device that is there without it. A bond without members and a bridge
     * without ports are not made, as in the reference.
     */
    @Nullable String write(Device device) {
        var file = new UnitFile();
        switch (device) {
            case Device.Physical _,
                    Device.Loopback _,
                    Device.Infiniband _,
                    Device.Undescribed _ -> {
                return null;
            }
            case Device.Vlan vlan -> {
                begin(file, "vlan", vlan.link());
                file.add("VLAN", "Id", ledger.text(vlan.vlanId()));
            }
            case Device.Bond bond when !members.containsKey(bond.id()) -> {
                ledger.lost(bond.link().node(), "networkd is not told to make an empty bond");
                return null;
            }
            case Device.Bridge bridge when bridge.ports().isEmpty() -> {
                ledger.lost(bridge.link().node(), "networkd is not told to make an empty bridge");
                return null;
            }
            case Device.Bond bond -> {
                begin(file, "bond", bond.link());
                bond.link().parameters().forEach(parameter -> ofBond(file, parameter));
            }
            case Device.Bridge bridge -> {
                begin(file, "bridge", bridge.link());
                bridge.link().parameters().forEach(parameter -> ofBridge(file, parameter));
            }
        }
        return file.write();
    }

    private void begin(UnitFile file, String kind, Link link) {
        file.add("NetDev", "Kind", kind);
        file.add("NetDev", "Name", link.name());
        add(file, "MTUBytes", link.mtu());
        add(file, "MACAddress", link.mac());
    }

    private void add(UnitFile file, String key, @Nullable Setting setting) {
        if (setting != null && setting.truthy()) {
            file.add("NetDev", key, ledger.text(setting));
        }
    }

    /** A parameter that version 1 spells with an underscore is not known, as in the reference. */
    private void ofBond(UnitFile file, Parameter parameter) {
        BondKey row = BondKey.of(parameter.key());
        if (row != null
                && parameter.key() != null
                && parameter.name().equals(parameter.key().name1())
                && parameter.value() instanceof Scalar value) {
            ledger.take(parameter);
            String text = value.display();
            file.add(
                    "Bond",
                    row.key(),
                    row == BondKey.ALL_SLAVES_ACTIVE
                            ? text.toLowerCase(Locale.ROOT)
                            : text + row.unit());
        }
    }

    private void ofBridge(UnitFile file, Parameter parameter) {
        BridgeKey row = BridgeKey.of(parameter.key());
        if (row == null) {
            return;
        }
        ledger.take(parameter);
        String text = text(parameter.value());
        if (!text.isEmpty()) {
            file.add("Bridge", row.key(), row == BridgeKey.STP ? "yes" : text);
        }
    }

    /** The value as networkd reads it; empty for what Python takes for untrue: the default. */
    private static String text(ConfigTree value) {
        if (!value.truthy()) {
            return "";
        }
        return switch (value) {
            case Scalar.Bool _ -> "true";
            case Scalar scalar -> scalar.display();
            case Sequence sequence -> {
                var words = new ArrayList<String>(sequence.size());
                for (ConfigTree item : sequence) {
                    words.add(text(item));
                }
                yield String.join(" ", words);
            }
            case Mapping _ -> "";
        };
    }
}
