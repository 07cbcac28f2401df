package org.cloudinit.net.networkd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.render.LossLedger;
import org.cloudinit.net.render.Paths;
import org.cloudinit.net.render.StateRenderer;

/** Writes the files of systemd-networkd. */
public final class NetworkdRenderer implements StateRenderer {
    /** Name in {@code system_info.network.renderers}. */
    public static final String NAME = "networkd";

    private static final String FOLDER = "/etc/systemd/network/";
    private static final int MODE = 0644;
    private static final Owner OWNER = new Owner("systemd-network", "systemd-network");

    /** Needs nothing: a renderer has no state. */
    public NetworkdRenderer() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RenderedFile> files(NetworkState state, LossLedger ledger, RenderContext context) {
        String folder = Paths.absolute(context.options().text("network_conf_dir", FOLDER));
        String prefix = (folder.endsWith("/") ? folder : folder + "/") + "10-cloud-init-";
        var network = new NetworkFile(state, ledger);
        var netdev = new NetdevFile(ledger, state.bondMembers());
        // By path: of two devices that are given one name the last counts.
        Map<String, String> texts = new LinkedHashMap<>();
        for (Device device : state.devices()) {
            String text = netdev.write(device);
            if (text != null) {
                texts.put(prefix + device.name() + ".netdev", text);
            }
            texts.put(prefix + device.name() + ".network", network.write(device));
        }
        network.close();
        var files = new ArrayList<RenderedFile>(texts.size());
        texts.forEach((path, text) -> files.add(file(path, text)));
        return files;
    }

    private static RenderedFile file(String path, String text) {
        return new RenderedFile(path, text.getBytes(StandardCharsets.UTF_8), MODE, OWNER);
    }
}
