package org.cloudinit.net.interpret;

import java.util.ArrayList;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.net.eni.EniDocument;

/** Turns a document into the network that it describes. */
public final class Interpreter {
    private Interpreter() {}

    /**
     * Interprets version 1.
     *
     * @throws org.cloudinit.api.report.MalformedException if the document cannot be understood
     */
    public static NetworkState interpret(NetworkConfig.V1 config) {
        return new Version1().read(config.document());
    }

    /**
     * Interprets what an interfaces file says; what version 1 has no place for is ignored by every
     * renderer.
     *
     * @throws org.cloudinit.api.report.MalformedException if the document cannot be understood
     */
    public static NetworkState interpret(EniDocument document) {
        NetworkState state = interpret(document.config());
        var ignored = new ArrayList<>(document.ignored());
        ignored.addAll(state.ignored());
        return new NetworkState(
                state.version(),
                state.devices(),
                state.routes(),
                state.dns(),
                state.usesIpv6(),
                state.nodes(),
                ignored);
    }

    /**
     * Interprets version 2.
     *
     * @param nics links of the machine: a NIC that the document knows by its address alone gets the
     *     name that it has
     * @throws org.cloudinit.api.report.MalformedException if the document cannot be understood
     */
    public static NetworkState interpret(NetworkConfig.V2 config, NicInventory nics) {
        return new Version2(nics).read(config.document());
    }
}
