package org.cloudinit.net.interpret;

import org.cloudinit.api.config.Origin;
import org.cloudinit.api.network.Node;
import org.cloudinit.api.report.MalformedException;

/** Errors of the interpretation: they name the place, never a value. */
final class Refusal {
    private static final String ACT = "reading the network configuration";

    private Refusal() {}

    static MalformedException at(Node node, String code, String message, String remedy) {
        return at(node.origin(), code, node.path() + " " + message, remedy);
    }

    static MalformedException at(Origin origin, String code, String message, String remedy) {
        return new MalformedException("network." + code, ACT, origin, message, remedy);
    }

    static MalformedException wrongKind(Node node, String wanted, String found) {
        return at(
                node,
                "wrong-kind",
                "is a " + found + " where a " + wanted + " is needed",
                "Write a " + wanted);
    }
}
