package org.cloudinit.core.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.NetworkRenderer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings links up whose files the network stage wrote, for their service has started without them
 * ({@code net.activators}).
 *
 * @param services the network services that the program knows, each with whether it is here
 * @param config the configuration, with {@code system_info.network.activators}
 * @param host the machine
 * @param reporter takes what goes wrong: the files are written all the same
 */
record NetworkActivation(
        List<NetworkRenderer> services, Mapping config, Host host, Reporter reporter) {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkActivation.class);
    private static final List<String> ORDER =
            List.of("eni", "netplan", "network-manager", "networkd", "ifconfig");
    private static final long LIMIT_MILLIS = 300_000;

    NetworkActivation {
        services = List.copyOf(services);
    }

    /** Brings up what a rendering describes. */
    void run(Rendering rendering) {
        String service = service();
        if (service == null) {
            LOG.warn("No program is here that brings links up; they stay as they are");
            return;
        }
        LOG.debug("Bringing links up by {}", service);
        for (List<String> command : commands(service, rendering)) {
            run(command);
        }
    }

    /** The first of those that the configuration names, or of all, that is here. */
    private @Nullable String service() {
        List<String> stated =
                config.find("system_info", "network") instanceof Mapping network
                        ? network.texts("activators")
                        : List.of();
        for (String name : stated.isEmpty() ? ORDER : stated) {
            if (!ORDER.contains(name)) {
                report("network.activator", "it names a program that is not known");
            } else if (isHere(name)) {
                return name;
            }
        }
        return null;
    }

    private boolean isHere(String name) {
        if (name.equals("ifconfig")) {
            return host.root().isExecutable("/sbin/ifconfig");
        }
        for (NetworkRenderer service : services) {
            if (service.name().equals(name)) {
                return service.available(host.root());
            }
        }
        return false;
    }

    private static List<List<String>> commands(String service, Rendering rendering) {
        return switch (service) {
            case "netplan" -> List.of(List.of("netplan", "apply"));
            case "networkd" ->
                    List.of(
                            List.of(
                                    "systemctl",
                                    "restart",
                                    "systemd-networkd",
                                    "systemd-resolved"));
            case "network-manager" -> ofNetworkManager(rendering);
            case "ifconfig" -> each(List.of("ifconfig"), links(rendering), List.of("up"));
            default -> each(List.of("ifup"), links(rendering), List.of());
        };
    }

    private static List<List<String>> each(
            List<String> before, List<String> links, List<String> behind) {
        var commands = new ArrayList<List<String>>();
        for (String link : links) {
            var words = new ArrayList<>(before);
            words.add(link);
            words.addAll(behind);
            commands.add(words);
        }
        return commands;
    }

    private static List<List<String>> ofNetworkManager(Rendering rendering) {
        var commands = new ArrayList<List<String>>();
        commands.add(List.of("systemctl", "try-reload-or-restart", "NetworkManager.service"));
        for (RenderedFile file : rendering.files()) {
            if (file.path().endsWith(".nmconnection")) {
                commands.add(List.of("nmcli", "connection", "load", file.path()));
                commands.add(List.of("nmcli", "connection", "up", "filename", file.path()));
            }
        }
        return commands;
    }

    /** The links that ifupdown's file describes, in its order; the loopback is up. */
    private static List<String> links(Rendering rendering) {
        var links = new LinkedHashSet<String>();
        for (RenderedFile file : rendering.files()) {
            String text = new String(file.content(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length > 2 && words[0].equals("iface") && !words[1].equals("lo")) {
                    links.add(words[1]);
                }
            }
        }
        return List.copyOf(links);
    }

    private void run(List<String> words) {
        try {
            Result result =
                    host.processes()
                            .run(
                                    new Command(
                                            words,
                                            Map.of(),
                                            new byte[0],
                                            LIMIT_MILLIS,
                                            Output.CAPTURED));
            if (!result.success()) {
                report("network.activation", words.getFirst() + " ended with " + result.exitCode());
            }
        } catch (IOException failure) {
            report("network.activation", String.valueOf(failure.getMessage()));
        }
    }

    private void report(String code, String message) {
        reporter.report(
                Problem.warning(
                        code,
                        "bringing links up",
                        Origin.BUILT_IN,
                        message,
                        "The files are written; bring the links up by hand, or boot anew."));
    }
}
