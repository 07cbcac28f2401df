package org.cloudinit.net.render;

import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.service.NetworkServices;

/** A renderer that works on the interpreted state alone, since no document is in its language. */
public interface StateRenderer extends NetworkRenderer {
    /**
     * The files of a state, in the order in which they are to be written.
     *
     * @param ledger takes account of what they express
     */
    List<RenderedFile> files(NetworkState state, LossLedger ledger, RenderContext context);

    @Override
    default boolean available(HostFiles files) {
        return NetworkServices.of(name(), files);
    }

    @Override
    default Rendering render(RendererInput input, RenderContext context) {
        NetworkState state =
                switch (input) {
                    case RendererInput.Interpreted(var interpreted) -> interpreted;
                    case RendererInput.Verbatim _ ->
                            throw new IllegalArgumentException(
                                    name() + " needs an interpreted configuration");
                };
        var ledger = new LossLedger(name(), state);
        List<RenderedFile> files = files(state, ledger, context);
        return new Rendering(name(), files, LegacyEth0.removals(context), ledger.losses());
    }
}
