package org.cloudinit.net.source;

import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;

/** Makes of a stated configuration what a renderer works on. */
@FunctionalInterface
interface Interpretation {
    /**
     * Reads and checks a configuration.
     *
     * @param config what a source stated; never {@link NetworkConfig.Disabled}
     * @param renderer name of the renderer, to which its own language is given as it is
     * @param nics links of the machine
     * @throws org.cloudinit.api.report.MalformedException if it cannot be understood
     */
    RendererInput interpret(NetworkConfig config, String renderer, NicInventory nics);
}
