package org.cloudinit.net.fuzz;

import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.NetworkForm;

/** Bytes as an interfaces file: read, interpreted, and rendered. */
public final class InterfacesFileFuzz {
    private InterfacesFileFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            Outcome.renderings(NetworkConversion.read(bytes, Outcome.SOURCE, NetworkForm.ENI));
        } catch (MalformedException refused) {
            Outcome.refusal(refused);
        }
    }
}
