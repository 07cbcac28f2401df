package org.cloudinit.net.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkChoice;
import org.cloudinit.api.network.NetworkChoice.Source;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.NetworkRequest;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.nic.FallbackLink;
import org.cloudinit.net.nic.RenamePlan;
import org.cloudinit.net.nic.SysfsLinks;
import org.cloudinit.net.nic.WantedLink;
import org.jspecify.annotations.Nullable;

/**
 * Plans the network of this machine: who speaks, which links that means, which of them are to be
 * renamed, which renderer writes it down ({@code Init._find_networking_config}, {@code
 * apply_network_config} of the reference). Reads only.
 */
public final class HostNetworkPlanner implements NetworkPlanner {
    private static final String ACT = "planning the network";

    /** Needs nothing: every answer follows from the request. */
    public HostNetworkPlanner() {}

    @Override
    public NicInventory inventory(NetworkRequest request) throws IOException {
        return SysfsLinks.read(request.files());
    }

    @Override
    public NetworkChoice choose(NetworkRequest request, NicInventory nics) throws IOException {
        List<Decision.Candidate> candidates = new ArrayList<>();
        for (Source source : Source.values()) {
            NetworkConfig config = statement(source, request, nics);
            if (config != null) {
                candidates.add(new Decision.Candidate(source.spelling(), "speaks"));
                String reason =
                        config instanceof NetworkConfig.Disabled
                                ? "first that speaks; it disables the network configuration"
                                : "first that speaks";
                decide(request, candidates, source, reason);
                return choice(source, config, request, nics);
            }
            if (source != Source.FALLBACK) {
                candidates.add(new Decision.Candidate(source.spelling(), "says nothing"));
            }
        }
        warnOfEmptyConfig(request);
        decide(request, candidates, Source.FALLBACK, "nobody else speaks");
        return fallback(request, nics);
    }

    private static @Nullable NetworkConfig statement(
            Source source, NetworkRequest request, NicInventory nics) throws IOException {
        var line = new KernelCommandLine(request.kernelCommandLine());
        return switch (source) {
            case CMDLINE -> CommandLineConfig.read(line, request.documents(), request.reporter());
            case INITRAMFS -> InitramfsConfig.read(request.files(), line, nics, request.reporter());
            case SYSTEM_CONFIG -> NetworkDocument.of(request.config().get("network"));
            case DATA_SOURCE -> dataSource(request, nics);
            case FALLBACK -> null;
        };
    }

    /**
     * A data source speaks in any form; what is chosen, and kept, is version 1 or 2. Which of the
     * two a document is, it says itself: the source passes it on as written.
     */
    private static @Nullable NetworkConfig dataSource(NetworkRequest request, NicInventory nics) {
        NetworkRequest.DataSourceNetwork source = request.dataSource();
        return switch (source == null ? null : source.config(nics)) {
            case null -> null;
            case NetworkConfig.V1 said -> NetworkDocument.of(said.document());
            case NetworkConfig.V2 said -> NetworkDocument.of(said.document());
            case NetworkConfig said -> Translation.of(said, nics, request.reporter());
        };
    }

    @Override
    public NetworkChoice fallback(NetworkRequest request, NicInventory nics) throws IOException {
        return choice(Source.FALLBACK, fallbackConfig(request, nics), request, nics);
    }

    private static NetworkConfig fallbackConfig(NetworkRequest request, NicInventory nics) {
        var line = new KernelCommandLine(request.kernelCommandLine());
        FallbackLink link = FallbackLink.choose(nics, line.bootLink());
        request.reporter().decided(link.decision());
        return link.config(false);
    }

    private static NetworkChoice choice(
            Source source, NetworkConfig config, NetworkRequest request, NicInventory nics)
            throws IOException {
        List<WantedLink> wanted = WantedLink.of(config, request.reporter());
        return new NetworkChoice(
                source,
                config,
                RenamePlan.of(wanted, nics, request.files(), request.reporter()),
                missing(wanted, nics));
    }

    private static List<MacAddress> missing(List<WantedLink> wanted, NicInventory nics) {
        Map<MacAddress, String> present = nics.namesByAddress();
        var missing = new ArrayList<MacAddress>();
        for (WantedLink link : wanted) {
            if (!present.containsKey(link.mac()) && !missing.contains(link.mac())) {
                missing.add(link.mac());
            }
        }
        return missing;
    }

    @Override
    public Rendering render(NetworkRequest request, NetworkChoice choice, NicInventory nics)
            throws IOException {
        warnOfSharedAddresses(request, nics);
        NetworkConfig config = withWayIn(request, choice, nics);
        NetworkRenderer renderer = RendererChoice.select(request);
        return renderer.render(
                NetworkConversion.interpret(config, renderer.name(), nics),
                new RenderContext(
                        request.files(),
                        request.distro(),
                        request.distro().optionsOf(renderer.name()),
                        nics));
    }

    /**
     * The configuration, unless none of its links is here: then DHCP on the likeliest link that is,
     * for a machine without any network cannot be mended from afar.
     */
    private static NetworkConfig withWayIn(
            NetworkRequest request, NetworkChoice choice, NicInventory nics) {
        DescribedLinks described = DescribedLinks.of(choice.config(), nics);
        for (MacAddress mac : described.missing()) {
            request.reporter().report(missing(mac));
        }
        if (described.reachable()) {
            return choice.config();
        }
        NetworkConfig fallback = fallbackConfig(request, nics);
        if (fallback instanceof NetworkConfig.Disabled) {
            return choice.config();
        }
        request.reporter()
                .decided(
                        new Decision(
                                "network source",
                                List.of(
                                        new Decision.Candidate(
                                                choice.source().spelling(),
                                                "none of its links is on this machine")),
                                Source.FALLBACK.spelling(),
                                "keeps a way in"));
        return fallback;
    }

    private static void decide(
            NetworkRequest request,
            List<Decision.Candidate> candidates,
            Source winner,
            String reason) {
        request.reporter()
                .decided(new Decision("network source", candidates, winner.spelling(), reason));
    }

    private static void warnOfEmptyConfig(NetworkRequest request) {
        ConfigTree network = request.config().get("network");
        if (network != null && !network.truthy()) {
            request.reporter()
                    .report(
                            Problem.warning(
                                    "network.empty-config",
                                    ACT,
                                    network.origin(),
                                    "network is there, but empty",
                                    "Check the indentation below it, or remove the key."));
        }
    }

    /** A shared address is no error: it only makes a name by address ambiguous. */
    private static void warnOfSharedAddresses(NetworkRequest request, NicInventory nics) {
        for (MacAddress mac : nics.sharedAddresses()) {
            request.reporter()
                    .report(
                            Problem.warning(
                                    "network.shared-address",
                                    ACT,
                                    Origin.of("/sys/class/net"),
                                    "more than one link has the address " + mac,
                                    "Give each its own, or name them by driver and device id."));
        }
    }

    private static Problem missing(MacAddress mac) {
        return Problem.warning(
                "network.missing-link",
                ACT,
                Origin.of("/sys/class/net"),
                "no link has the address " + mac + " that the configuration names",
                "Attach it, or correct the address; all other links are configured.");
    }
}
