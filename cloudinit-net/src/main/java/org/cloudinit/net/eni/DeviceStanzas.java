package org.cloudinit.net.eni;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** The stanzas of a device: one for each of its subnets ({@code _render_iface}). */
final class DeviceStanzas {
    private final NetworkState state;
    private final LossLedger ledger;
    private final RouteCommands commands;

    DeviceStanzas(NetworkState state, LossLedger ledger, RouteCommands commands) {
        this.state = state;
        this.ledger = ledger;
        this.commands = commands;
    }

    /** Those of a device other than {@code lo}. */
    List<String> of(Device device) {
        ledger.take(device.link().node());
        List<Placement> placements = Placement.of(device.link(), Dns.NONE);
        return placements.isEmpty() ? List.of(withoutSubnets(device)) : stanzas(device, placements);
    }

    /**
     * Those of {@code lo}, which holds the machine's name servers, as it is the one device that is
     * always up.
     *
     * @param described the device, if the configuration has one
     */
    List<String> loopback(@Nullable Device described) {
        if (described != null) {
            ledger.take(described.link().node());
            List<Placement> placements = Placement.of(described.link(), state.dns());
            if (!placements.isEmpty()) {
                return stanzas(described, placements);
            }
            if (state.dns().isEmpty()) {
                return List.of(withoutSubnets(described));
            }
        }
        var lines = new ArrayList<String>();
        lines.add("auto lo");
        lines.add("iface lo inet loopback");
        lines.addAll(
                new SubnetOptions(ledger).lines(Placement.of(null, false, state.dns(), List.of())));
        return List.of(String.join("\n", lines));
    }

    private List<String> stanzas(Device device, List<Placement> placements) {
        var sections = new ArrayList<String>(placements.size());
        boolean brought = false;
        for (Placement placement : placements) {
            String control = brought ? "alias" : control(placement.subnet());
            brought |= control.equals("auto");
            sections.add(stanza(device, placement, control, sections.isEmpty()));
        }
        return sections;
    }

    private String control(@Nullable Subnet subnet) {
        return subnet == null || subnet.control() == null ? "auto" : subnet.control().text();
    }

    private String stanza(Device device, Placement placement, String control, boolean first) {
        Subnet subnet = placement.subnet();
        var lines = new ArrayList<String>();
        lines.add(verb(control) + " " + device.name());
        lines.add(
                "iface "
                        + device.name()
                        + (placement.ipv6() ? " inet6 " : " inet ")
                        + (subnet == null ? "manual" : mode(subnet)));
        lines.addAll(new SubnetOptions(ledger).lines(placement));
        if (first) {
            lines.addAll(new DeviceOptions(ledger).lines(device, subnet));
        }
        if (subnet != null && subnet.control() != null) {
            control(subnet.control(), control);
        }
        for (Route route : placement.routes()) {
            lines.addAll(commands.of(route, device.name(), OptionLines.INDENT, ledger));
        }
        return String.join("\n", lines);
    }

    /** ifupdown brings up a device with all its stanzas: a later one has no say of its own. */
    private void control(Setting stated, String written) {
        if (written.equals("alias") && !stated.text().equals("auto")) {
            ledger.lost(stated.node(), "the device is brought up by an earlier subnet");
        } else {
            ledger.take(stated);
        }
    }

    /** {@code auto} twice for one device is an error to old versions, so it becomes a comment. */
    private static String verb(String control) {
        return switch (control) {
            case "auto" -> "auto";
            case "hotplug" -> "allow-hotplug";
            default -> "# control-" + control;
        };
    }

    private static String mode(Subnet subnet) {
        return switch (subnet.method()) {
            case DHCP4, DHCP6, STATEFUL -> "dhcp";
            case STATELESS, SLAAC -> "auto";
            case STATIC, STATIC6 -> "static";
            case MANUAL -> "manual";
            case LOOPBACK -> "loopback";
            case OTHER -> subnet.isIpv6() ? "static" : subnet.type();
        };
    }

    /** A member of a bond has to be brought up all the same. */
    private String withoutSubnets(Device device) {
        var lines = new ArrayList<String>();
        if (device.link().bond() != null || device instanceof Device.Bond) {
            lines.add("auto " + device.name());
        }
        lines.add("iface " + device.name() + " inet manual");
        lines.addAll(new DeviceOptions(ledger).lines(device, null));
        return String.join("\n", lines);
    }
}
