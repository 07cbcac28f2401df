package org.cloudinit.net.interpret;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Dns;
import org.cloudinit.api.network.LinkParameter;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Route;
import org.cloudinit.api.network.Setting;
import org.jspecify.annotations.Nullable;

/** Reads version 1: a list of devices, name servers and routes under {@code config}. */
final class Version1 {
    private final Input input = new Input();
    private final Drafts drafts = new Drafts();
    private final List<Route> routes = new ArrayList<>();
    private final List<Setting> nameservers = new ArrayList<>();
    private final List<Setting> search = new ArrayList<>();
    private final List<DeviceDns> deviceDns = new ArrayList<>(0);

    /** Name service of one device; whether the device exists is known at the end. */
    private record DeviceDns(Setting device, Dns dns) {}

    NetworkState read(Mapping document) {
        Node root = Input.group(null, "", document);
        Entry top = Entry.of(input, root, document);
        top.raw("version");
        ConfigTree config = top.raw("config");
        if (!(config instanceof Sequence commands)) {
            throw Refusal.at(
                    config == null ? document.origin() : config.origin(),
                    "no-config",
                    "version 1 needs a list under config",
                    "Write the devices as a list under config");
        }
        top.close("version 1 has no such key");
        for (Entry command :
                Entry.entries(input, Input.group(root, "config", commands), commands)) {
            command(command);
            command.close("a part of this type has no such key");
        }
        for (DeviceDns one : deviceDns) {
            assign(one);
        }
        return new NetworkState(
                1,
                drafts.build(),
                routes,
                new Dns(nameservers, search),
                drafts.usesIpv6(),
                input.nodes(),
                input.ignored());
    }

    private void command(Entry command) {
        String type = command.text("type");
        if (type == null) {
            throw Refusal.at(
                    command.node(),
                    "part-without-type",
                    "has no type",
                    "Add a type such as physical");
        }
        switch (type) {
            case "physical" -> device(command, Draft.Kind.PHYSICAL);
            case "loopback" -> device(command, Draft.Kind.LOOPBACK);
            case "infiniband" -> device(command, Draft.Kind.INFINIBAND);
            case "vlan" -> vlan(command);
            case "bond" -> bond(command);
            case "bridge" -> bridge(command);
            case "nameserver" -> nameserver(command);
            case "route" -> route(command);
            default ->
                    throw Refusal.at(
                            command.node(),
                            "unknown-type",
                            "is of a type that does not exist",
                            "See the types of version 1");
        }
    }

    private @Nullable Draft device(Entry command, Draft.Kind kind) {
        String name = command.text("name");
        if (name == null) {
            input.ignore(command.node(), "a device without a name is skipped");
            return null;
        }
        command.raw("id");
        Draft draft = drafts.describe(id(command, kind, name), kind, name, command);
        draft.mac = command.mac("mac_address");
        draft.mtu = command.mtu();
        draft.acceptRa = command.flag("accept-ra");
        draft.wakeOnLan = command.flag("wakeonlan");
        draft.optional = command.flag("optional");
        draft.keepConfiguration = command.setting("keep_configuration");
        drafts.subnets(draft, Subnets.of(command));
        if (kind != Draft.Kind.BOND && kind != Draft.Kind.BRIDGE) {
            draft.parameters(parameters(command));
        }
        return draft;
    }

    /** Another id than the name is understood for what is not made of other devices. */
    private static String id(Entry command, Draft.Kind kind, String name) {
        String id =
                switch (kind) {
                    case PHYSICAL, LOOPBACK, INFINIBAND -> command.text("config_id");
                    case BOND, BRIDGE, VLAN, NAMED_BY_BOND, NAMED_BY_BRIDGE -> null;
                };
        return id == null ? name : id;
    }

    private void vlan(Entry command) {
        Setting id = command.setting("vlan_id");
        Setting link = command.setting("vlan_link");
        if (id == null || link == null) {
            input.ignore(command.node(), "a vlan without vlan_id or vlan_link is skipped");
            return;
        }
        Draft draft = device(command, Draft.Kind.VLAN);
        if (draft != null) {
            draft.vlanId = id;
            draft.parent = link;
        }
    }

    private void bond(Entry command) {
        Draft draft = device(command, Draft.Kind.BOND);
        if (draft != null) {
            drafts.bond(
                    draft,
                    draft.name(),
                    command.settings("bond_interfaces", false),
                    parameters(command));
        }
    }

    private void bridge(Entry command) {
        List<Setting> ports = command.settings("bridge_interfaces", false);
        drafts.ports(ports);
        Draft draft = device(command, Draft.Kind.BRIDGE);
        if (draft != null) {
            drafts.bridge(draft, ports, parameters(command));
        }
    }

    /**
     * {@code params}: a key of the tables, or any other, which {@code ifupdown} is given as it is.
     */
    private static List<Parameter> parameters(Entry command) {
        List<Parameter> plain = command.entry("params").parameters();
        var keyed = new ArrayList<Parameter>(plain.size());
        for (Parameter parameter : plain) {
            LinkParameter key = LinkParameter.of1(parameter.name());
            keyed.add(new Parameter(parameter.name(), key, parameter.value(), parameter.node()));
        }
        return keyed;
    }

    private void nameserver(Entry command) {
        Setting device = command.setting("interface");
        List<Setting> addresses = command.settings("address", false);
        List<Setting> domains = command.settings("search", false);
        if (device != null) {
            deviceDns.add(new DeviceDns(device, new Dns(addresses, domains)));
        } else {
            nameservers.addAll(addresses);
            search.addAll(domains);
        }
    }

    private void route(Entry command) {
        routes.add(Routes.of1(command));
    }

    private void assign(DeviceDns one) {
        Draft draft = drafts.get(one.device().text());
        if (draft == null) {
            throw Refusal.at(
                    one.device().node(),
                    "nameserver-for-unknown-device",
                    "names a device that the configuration does not describe",
                    "Describe the device, or correct its name");
        }
        draft.dns = one.dns();
    }
}
