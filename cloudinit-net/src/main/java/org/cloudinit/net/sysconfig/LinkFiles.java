package org.cloudinit.net.sysconfig;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.LinkParameter;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.render.LossLedger;

/** The {@code ifcfg} files of all devices: NICs first, then what is made of them. */
final class LinkFiles {
    private final NetworkState state;
    private final LossLedger ledger;
    private final Flavor flavor;
    private final Addressing addressing;
    private final Map<String, List<Device>> bondMembers;
    private final Map<String, Ifcfg> files = new LinkedHashMap<>();

    LinkFiles(NetworkState state, LossLedger ledger, Flavor flavor) {
        this.state = state;
        this.ledger = ledger;
        this.flavor = flavor;
        this.bondMembers = state.bondMembers();
        this.addressing =
                switch (flavor) {
                    case RHEL -> new RhelAddressing(ledger, state.hasDefaultRoute());
                    case SUSE -> new SuseAddressing(ledger);
                };
    }

    Collection<Ifcfg> build() {
        for (Device device : state.devices()) {
            if (device instanceof Device.Loopback) {
                ledger.lost(device.link().node(), "the loopback device needs no file");
            } else {
                files.put(device.id(), begin(device));
            }
        }
        // The order counts: a later kind may change what an earlier one wrote.
        for (Class<? extends Device> kind :
                List.of(
                        Device.Physical.class,
                        Device.Bond.class,
                        Device.Vlan.class,
                        Device.Bridge.class,
                        Device.Infiniband.class)) {
            for (Ifcfg file : files.values()) {
                if (kind.isInstance(bondsTaken(file.device()))) {
                    finish(file);
                }
            }
        }
        return files.values();
    }

    /** As the reference does: a member of a bond that nobody describes is taken for a bond. */
    private static Device bondsTaken(Device device) {
        return device instanceof Device.Undescribed member && member.ofBond()
                ? new Device.Bond(member.link(), List.of())
                : device;
    }

    private Ifcfg begin(Device device) {
        var file = new Ifcfg(device, ledger);
        Link link = device.link();
        ledger.take(link.node());
        switch (flavor) {
            case RHEL -> {
                file.set("DEVICE", device.name());
                file.set("TYPE", "Ethernet");
                file.set("ONBOOT", true);
                file.set("USERCTL", false);
                file.set("BOOTPROTO", "none");
            }
            case SUSE -> {
                file.set("BOOTPROTO", "static");
                file.set("STARTMODE", "auto");
            }
        }
        if (link.mac() != null
                && (device instanceof Device.Physical || device instanceof Device.Infiniband)) {
            file.set(flavor == Flavor.RHEL ? "HWADDR" : "LLADDR", link.mac());
        }
        if (link.mtu() != null) {
            file.set("MTU", link.mtu());
        }
        if (link.acceptRa() != null && flavor == Flavor.RHEL) {
            file.set("IPV6_FORCE_ACCEPT_RA", link.acceptRa());
        }
        if (link.wakeOnLan() != null && device instanceof Device.Physical) {
            ledger.take(link.wakeOnLan());
            if (link.wakeOnLan().isTrue()) {
                file.set("ETHTOOL_OPTS", "wol g");
            }
        }
        return file;
    }

    private void finish(Ifcfg file) {
        switch (file.device()) {
            case Device.Physical _ -> {}
            case Device.Infiniband _ -> file.set("TYPE", "InfiniBand");
            case Device.Bond bond -> bond(file, bond.link());
            case Device.Undescribed member -> bond(file, member.link());
            case Device.Vlan vlan -> vlan(file, vlan);
            case Device.Bridge bridge -> bridge(file, bridge);
            case Device.Loopback _ ->
                    throw new IllegalStateException("no file for the loopback device");
        }
        addressing.subnets(file);
        addressing.routes(file);
        if (file.device() instanceof Device.Bond bond) {
            members(file, bond.link());
        }
    }

    private void bond(Ifcfg file, Link link) {
        String options = BondOptions.of(link, ledger);
        if (!options.isEmpty()) {
            file.set(flavor == Flavor.RHEL ? "BONDING_OPTS" : "BONDING_MODULE_OPTS", options);
        }
        file.set("BONDING_MASTER", true);
        if (flavor == Flavor.RHEL) {
            file.set("TYPE", "Bond");
        }
        mac(file, link, flavor == Flavor.RHEL ? "MACADDR" : "LLADDR");
    }

    /** Members are numbered in the order of their names. */
    private void members(Ifcfg file, Link bond) {
        List<Ifcfg> members = new ArrayList<>();
        for (Device device : bondMembers.getOrDefault(bond.id(), List.of())) {
            Ifcfg member = files.get(device.id());
            if (member != null) {
                ledger.take(device.link().bond());
                members.add(member);
            }
        }
        members.sort(Comparator.comparing(member -> member.device().name()));
        int number = 0;
        for (Ifcfg member : members) {
            switch (flavor) {
                case RHEL -> {
                    file.set("BONDING_SLAVE" + number, member.device().name());
                    member.set("MASTER", bond.name());
                    member.set("SLAVE", true);
                }
                case SUSE -> {
                    file.set("BONDING_SLAVE_" + number, member.device().name());
                    member.set("BOOTPROTO", "none");
                    member.set("STARTMODE", "hotplug");
                }
            }
            number++;
        }
    }

    private void vlan(Ifcfg file, Device.Vlan vlan) {
        switch (flavor) {
            case RHEL -> {
                file.set("VLAN", true);
                file.drop("TYPE");
                number(vlan);
                file.set("PHYSDEV", ledger.reference(vlan.parent()));
            }
            case SUSE -> {
                file.set("VLAN_ID", vlan.vlanId());
                ledger.take(vlan.parent());
                file.set("ETHERDEVICE", carrierByName(vlan));
            }
        }
    }

    /** The number is in no key: the scripts take it from the digits that end the name. */
    private void number(Device.Vlan vlan) {
        String name = vlan.name();
        String number = vlan.vlanId().text();
        int start = name.length();
        while (start > 0 && Character.isDigit(name.charAt(start - 1))) {
            start--;
        }
        while (start < name.length() && name.charAt(start) == '0') {
            start++;
        }
        if (name.substring(start).equals(number) || name.equals(vlan.parent().text() + number)) {
            ledger.take(vlan.vlanId());
        } else {
            ledger.lost(vlan.vlanId().node(), "the name of the device says another number");
        }
    }

    /**
     * For SUSE the reference takes the carrier from the name, {@code eth0.101}, not from the link.
     */
    private static String carrierByName(Device.Vlan vlan) {
        int dot = vlan.name().lastIndexOf('.');
        return dot >= 0
                ? vlan.name().substring(0, dot)
                : vlan.name().substring(0, vlan.name().length() - 1);
    }

    private void bridge(Ifcfg file, Device.Bridge bridge) {
        if (flavor == Flavor.RHEL) {
            file.set("TYPE", "Bridge");
        }
        for (Parameter parameter : bridge.link().parameters()) {
            parameter(file, parameter);
        }
        mac(file, bridge.link(), flavor == Flavor.RHEL ? "MACADDR" : "LLADDRESS");
        if (flavor == Flavor.SUSE && !bridge.ports().isEmpty()) {
            file.set("BRIDGE_PORTS", String.join(" ", ledger.references(bridge.ports())));
        }
        for (Setting port : bridge.ports()) {
            Ifcfg portFile = files.get(port.text());
            if (portFile != null) {
                ledger.take(port);
                portFile.set("BRIDGE", flavor == Flavor.RHEL ? bridge.name() : "yes");
            }
        }
    }

    private void parameter(Ifcfg file, Parameter parameter) {
        LinkParameter key = parameter.key();
        if (key == null || !(parameter.value() instanceof org.cloudinit.api.config.Scalar value)) {
            return;
        }
        boolean rhel = flavor == Flavor.RHEL;
        var setting = new Setting(value, parameter.node());
        switch (key) {
            case BRIDGE_STP -> {
                if (rhel) {
                    file.set("STP", setting);
                } else {
                    ledger.take(setting);
                    file.set("BRIDGE_STP", setting.isTrue() ? "on" : "off");
                }
            }
            case BRIDGE_AGEING -> file.set(rhel ? "AGEING" : "BRIDGE_AGEINGTIME", setting);
            case BRIDGE_PRIORITY -> file.set(rhel ? "PRIO" : "BRIDGE_PRIORITY", setting);
            default -> {}
        }
    }

    private static void mac(Ifcfg file, Link link, String key) {
        if (link.mac() != null && link.mac().truthy()) {
            file.set(key, link.mac());
        }
    }
}
