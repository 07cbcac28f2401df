package org.cloudinit.net.eni;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.render.LossLedger;
import org.cloudinit.net.render.Paths;
import org.cloudinit.net.render.StateRenderer;
import org.cloudinit.net.render.UdevRules;

/** Writes the interfaces file of ifupdown, and the udev rules that name its NICs. */
public final class EniRenderer implements StateRenderer {
    /** Name in {@code system_info.network.renderers}. */
    public static final String NAME = "eni";

    private static final int MODE = 0644;
    private static final String INTERFACES = "etc/network/interfaces";

    /** Needs nothing: a renderer has no state. */
    public EniRenderer() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<RenderedFile> files(NetworkState state, LossLedger ledger, RenderContext context) {
        Mapping options = context.options();
        var files = new ArrayList<RenderedFile>(2);
        String text = new InterfacesFile(state, ledger, RouteCommands.of(context.files())).write();
        files.add(
                RenderedFile.text(
                        Paths.absolute(options.text("eni_path", INTERFACES)),
                        options.text("eni_header", "") + text,
                        MODE));
        if (wantsRules(options)) {
            String path = UdevRules.path(options);
            files.add(
                    RenderedFile.text(
                            path, UdevRules.of(state, ledger), mode(context.files(), path)));
        }
        return files;
    }

    /** A path that is null or empty says that no rules are wanted; none at all means the usual. */
    private static boolean wantsRules(Mapping options) {
        ConfigTree path = options.get("netrules_path");
        return path == null || (!(path instanceof Scalar.Null) && path.truthy());
    }

    /** The rules' file keeps the mode that it has. */
    private static int mode(HostFiles files, String path) {
        try {
            FileFacts facts = files.facts(path);
            return facts == null ? MODE : facts.mode() & 07777;
        } catch (IOException _) {
            // Unreadable is as good as absent: the file is written anew.
            return MODE;
        }
    }
}
