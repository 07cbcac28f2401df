package org.cloudinit.net.source;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.NetworkRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which renderer writes the files: the first that is available, in the order of {@code
 * system_info.network.renderers}, else of the distribution, else of the reference ({@code
 * renderers.select}).
 */
final class RendererChoice {
    private static final String ACT = "choosing a network renderer";

    /** The reference's order where nobody prefers any. */
    private static final List<String> USUAL_ORDER =
            List.of("eni", "sysconfig", "netplan", "network-manager", "networkd");

    private RendererChoice() {}

    /**
     * Chooses, and tells the reporter why.
     *
     * @throws MalformedException if no renderer of the list is available
     */
    static NetworkRenderer select(NetworkRequest request) {
        List<Decision.Candidate> candidates = new ArrayList<>();
        for (String name : order(request)) {
            NetworkRenderer renderer = named(request.renderers(), name);
            if (renderer == null) {
                request.reporter().report(unknown(request, name));
                candidates.add(new Decision.Candidate(name, "there is no such renderer"));
                continue;
            }
            if (renderer.available(request.files())) {
                candidates.add(new Decision.Candidate(name, "available"));
                request.reporter()
                        .decided(
                                new Decision(
                                        "renderer", candidates, name, "first that is available"));
                return renderer;
            }
            candidates.add(new Decision.Candidate(name, "not available"));
        }
        request.reporter().decided(new Decision("renderer", candidates, null, "none is available"));
        throw new MalformedException(
                "network.no-renderer",
                ACT,
                origin(request),
                "none of these is installed: " + String.join(", ", order(request)),
                "Install one of them, or name another in system_info.network.renderers.");
    }

    private static Mapping settings(NetworkRequest request) {
        return request.config().mapping("system_info").mapping("network");
    }

    private static List<String> order(NetworkRequest request) {
        List<String> configured = settings(request).texts("renderers");
        if (!configured.isEmpty()) {
            return configured;
        }
        List<String> usual = request.distro().renderers();
        return usual.isEmpty() ? USUAL_ORDER : usual;
    }

    private static @Nullable NetworkRenderer named(List<NetworkRenderer> renderers, String name) {
        for (NetworkRenderer renderer : renderers) {
            if (renderer.name().equals(name)) {
                return renderer;
            }
        }
        return null;
    }

    private static Origin origin(NetworkRequest request) {
        ConfigTree list = settings(request).get("renderers");
        return list == null ? Origin.BUILT_IN : list.origin();
    }

    private static Problem unknown(NetworkRequest request, String name) {
        return Problem.warning(
                "network.unknown-renderer",
                ACT,
                origin(request),
                "there is no renderer " + name,
                "Name eni, netplan, networkd, network-manager or sysconfig.");
    }
}
