package org.cloudinit.net.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * The network as the initramfs has left it: one file {@code /run/net-LINK.conf} or {@code
 * /run/net6-LINK.conf} per link and family, written by klibc's {@code ipconfig}, and by dracut in
 * the same form ({@code cmdline.KlibcNetworkConfigSource}). Counts only if the command line asked
 * the initramfs for a network, or iSCSI firmware did. A file that cannot be read is reported and
 * left out.
 */
final class InitramfsConfig {
    private static final String FOLDER = "/run";
    private static final String ISCSI = "/run/initramfs/open-iscsi.interface";
    private static final String ACT = "reading the network of the initramfs";

    private InitramfsConfig() {}

    /** What the initramfs says, or null. */
    static NetworkConfig.@Nullable V1 read(
            HostFiles files, KernelCommandLine line, NicInventory links, Reporter reporter)
            throws IOException {
        List<String> paths = paths(files);
        boolean asked = !paths.isEmpty() && (line.asksForInitramfsNetwork() || files.exists(ISCSI));
        return asked ? read(files, paths, links, reporter) : null;
    }

    private static NetworkConfig.@Nullable V1 read(
            HostFiles files, List<String> paths, NicInventory links, Reporter reporter)
            throws IOException {
        Map<String, Link> found = new LinkedHashMap<>();
        for (String path : paths) {
            try {
                String text = new String(files.read(path), StandardCharsets.UTF_8);
                Link link = link(text, path);
                Link earlier = found.putIfAbsent(link.name, link);
                if (earlier != null) {
                    earlier.subnets.addAll(link.subnets);
                }
            } catch (MalformedException malformed) {
                reporter.report(malformed.problem());
            }
        }
        return found.isEmpty() ? null : document(found, links);
    }

    private static List<String> paths(HostFiles files) throws IOException {
        List<String> names = files.list(FOLDER);
        var paths = new ArrayList<String>();
        for (String prefix : List.of("net-", "net6-")) {
            for (String name : names) {
                if (name.startsWith(prefix) && name.endsWith(".conf")) {
                    paths.add(FOLDER + "/" + name);
                }
            }
        }
        return paths;
    }

    /** A link with what its files say; files of both families go into one. */
    record Link(String name, List<ConfigTree> subnets, Origin origin) {}

    /**
     * Reads one file.
     *
     * @throws MalformedException if it names no link or a protocol that does not exist
     */
    static Link link(String text, String path) {
        Origin origin = Origin.of(path);
        Map<String, String> values = ShellWords.assignments(text, path);
        String name = values.getOrDefault("DEVICE", values.getOrDefault("DEVICE6", ""));
        if (name.isEmpty()) {
            throw malformed(
                    "network.initramfs-no-link", origin, "neither DEVICE nor DEVICE6 is there");
        }
        String general = values.getOrDefault("PROTO", values.getOrDefault("IPV6PROTO", ""));
        if (general.isEmpty()) {
            general = values.containsKey("filename") ? "dhcp" : "none";
        }
        var subnets = new ArrayList<ConfigTree>(2);
        for (String family : List.of("IPV4", "IPV6")) {
            String protocol = protocol(values.getOrDefault(family + "PROTO", general), origin);
            if (values.containsKey(family + "ADDR")) {
                subnets.add(subnet(values, family, protocol, origin));
            }
        }
        return new Link(name, subnets, origin);
    }

    /** The type of the subnet for a protocol as the kernel and {@code ipconfig} call it. */
    private static String protocol(String word, Origin origin) {
        return switch (word) {
            case "none", "off", "static" -> "static";
            case "dhcp", "bootp", "rarp", "both", "any", "on" -> "dhcp";
            case "dhcp6" -> "dhcp6";
            default ->
                    throw malformed(
                            "network.initramfs-protocol",
                            origin,
                            "PROTO or IPV6PROTO is no protocol that an initramfs uses");
        };
    }

    private static Mapping subnet(
            Map<String, String> values, String family, String type, Origin origin) {
        var subnet = Mapping.builder(origin).put("type", type).put("control", "manual");
        // The address of a lease is the server's to give again.
        if (type.equals("static")) {
            subnet.put("address", values.getOrDefault(family + "ADDR", ""));
        }
        copy(values, family + "NETMASK", subnet, "netmask");
        copy(values, family + "BROADCAST", subnet, "broadcast");
        copy(values, family + "GATEWAY", subnet, "gateway");
        var servers = new ArrayList<String>(2);
        for (String key : List.of("DNS0", "DNS1")) {
            String server = values.getOrDefault(family + key, "");
            if (!isUnspecified(server)) {
                servers.add(server);
            }
        }
        if (!servers.isEmpty()) {
            subnet.put("dns_nameservers", Sequence.ofTexts(servers));
            List<String> domains = domains(values.getOrDefault("DOMAINSEARCH", ""));
            if (!domains.isEmpty()) {
                subnet.put("dns_search", Sequence.ofTexts(domains));
            }
        }
        return subnet.build();
    }

    private static void copy(
            Map<String, String> values, String from, Mapping.Builder subnet, String to) {
        String value = values.get(from);
        if (value != null) {
            subnet.put(to, value);
        }
    }

    /** {@code 0.0.0.0} and {@code ::} stand for a server that there is not. */
    private static boolean isUnspecified(String server) {
        for (int i = 0; i < server.length(); i++) {
            if (":.0".indexOf(server.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static List<String> domains(String text) {
        if (text.indexOf(',') >= 0) {
            return List.of(text.split(",", -1));
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", -1));
    }

    private static NetworkConfig.V1 document(Map<String, Link> found, NicInventory links) {
        var devices = new ArrayList<ConfigTree>(found.size());
        for (Link link : found.values()) {
            devices.add(device(link, links.named(link.name)));
        }
        return new NetworkConfig.V1(
                Mapping.builder()
                        .put("config", new Sequence(devices, Origin.BUILT_IN))
                        .put("version", 1)
                        .build());
    }

    /** The entry of a link, with the address that it has now. */
    static Mapping device(Link link, @Nullable Nic nic) {
        var device =
                Mapping.builder(link.origin)
                        .put("type", "physical")
                        .put("name", link.name)
                        .put("subnets", new Sequence(link.subnets, link.origin));
        if (nic != null && nic.mac() != null) {
            device.put("mac_address", nic.mac().value());
        }
        return device.build();
    }

    private static MalformedException malformed(String code, Origin origin, String message) {
        return new MalformedException(
                code,
                ACT,
                origin,
                message,
                "See what the initramfs wrote there; the file is left out.");
    }
}
