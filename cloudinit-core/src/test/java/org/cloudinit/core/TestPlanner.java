package org.cloudinit.core;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkChoice;
import org.cloudinit.api.network.NetworkChoice.LinkStep;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRequest;

/**
 * A planner that takes the data source's word, or that of {@code network}, and renders it as one
 * file {@code /etc/net}: the name of the source and the {@code name} in the document.
 */
public final class TestPlanner implements NetworkPlanner {
    private final List<LinkStep> renames = new ArrayList<>();
    private final List<MacAddress> missing = new ArrayList<>();
    private final List<List<String>> commands = new ArrayList<>();
    private int rendered;

    public TestPlanner() {}

    public TestPlanner rename(String from, String to) {
        renames.add(new LinkStep.Rename(from, to));
        return this;
    }

    public TestPlanner missing(String mac) {
        missing.add(new MacAddress(mac));
        return this;
    }

    public TestPlanner command(String... words) {
        commands.add(List.of(words));
        return this;
    }

    public int rendered() {
        return rendered;
    }

    @Override
    public NicInventory inventory(NetworkRequest request) {
        return new NicInventory(List.of());
    }

    @Override
    public NetworkChoice choose(NetworkRequest request, NicInventory nics) {
        Mapping system = request.config().mapping("network");
        if (system.text("config", "").equals("disabled")) {
            return choice(NetworkChoice.Source.SYSTEM_CONFIG, new NetworkConfig.Disabled());
        }
        NetworkRequest.DataSourceNetwork source = request.dataSource();
        NetworkConfig said = source == null ? null : source.config(nics);
        if (said instanceof NetworkConfig.V1(Mapping document) && document.has("bad-choice")) {
            throw malformed(document.origin());
        }
        return said == null
                ? fallback(request, nics)
                : choice(NetworkChoice.Source.DATA_SOURCE, said);
    }

    private NetworkChoice choice(NetworkChoice.Source source, NetworkConfig config) {
        return new NetworkChoice(source, config, renames, missing);
    }

    @Override
    public NetworkChoice fallback(NetworkRequest request, NicInventory nics) {
        return new NetworkChoice(
                NetworkChoice.Source.FALLBACK,
                new NetworkConfig.V2(Mapping.builder().put("version", 2).build()),
                List.of(),
                List.of());
    }

    @Override
    public Rendering render(NetworkRequest request, NetworkChoice choice, NicInventory nics) {
        rendered++;
        String name = "";
        if (choice.config() instanceof NetworkConfig.V1(Mapping document)) {
            if (document.has("bad-rendering")) {
                throw malformed(document.origin());
            }
            name = " " + document.text("name", "");
        }
        return new Rendering(
                "test",
                List.of(RenderedFile.text("/etc/net", choice.source().spelling() + name, 0600)),
                List.of("/etc/net.stale"),
                List.of(),
                commands);
    }

    private static MalformedException malformed(Origin origin) {
        return new MalformedException(
                "test.bad-network", "reading the network", origin, "it is bad", "Make it good.");
    }
}
