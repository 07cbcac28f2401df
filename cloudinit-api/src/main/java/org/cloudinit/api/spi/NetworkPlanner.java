package org.cloudinit.api.spi;

import java.io.IOException;
import org.cloudinit.api.network.NetworkChoice;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;

/**
 * Turns what is said about the network into files: reads the machine's links, chooses the source,
 * interprets it, chooses a renderer and lets it render. Reads the machine, never writes.
 */
public interface NetworkPlanner {
    /** The links of the machine, read from sysfs now. */
    NicInventory inventory(NetworkRequest request) throws IOException;

    /**
     * Which configuration is to be used: the first source that speaks wins entirely.
     *
     * @param request what to work from
     * @param nics links as {@link #inventory} gave them
     * @throws org.cloudinit.api.report.MalformedException if the source that spoke cannot be
     *     understood; {@link #fallback} is the next best
     */
    NetworkChoice choose(NetworkRequest request, NicInventory nics) throws IOException;

    /**
     * The fallback: DHCP on the likeliest link. Used also where the chosen configuration turns out
     * to be unusable. Where no link can be used, the choice is {@link
     * org.cloudinit.api.network.NetworkConfig.Disabled}.
     */
    NetworkChoice fallback(NetworkRequest request, NicInventory nics) throws IOException;

    /**
     * Renders a choice with the first renderer that is available here. Links that are missing are
     * reported and rendered nevertheless, for they may come later; where not a single link of the
     * choice is on the machine, the fallback is rendered in its place, to keep a way in.
     *
     * @throws org.cloudinit.api.report.MalformedException if the configuration cannot be
     *     understood, or no renderer is available
     */
    Rendering render(NetworkRequest request, NetworkChoice choice, NicInventory nics)
            throws IOException;
}
