package org.cloudinit.api.spi;

import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;

/** Writes a network configuration in the language of one network service. Data in, data out. */
public interface NetworkRenderer {
    /** Name as in {@code system_info.network.renderers}: {@code netplan}. */
    String name();

    /** Whether the service that reads the files is installed on this machine. */
    boolean available(HostFiles files);

    /**
     * Renders the files.
     *
     * @throws org.cloudinit.api.report.MalformedException if the configuration cannot be expressed
     *     at all; what is merely lost in part goes into the rendering's losses
     */
    Rendering render(RendererInput input, RenderContext context);
}
