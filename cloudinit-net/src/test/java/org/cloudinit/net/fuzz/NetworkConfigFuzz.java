package org.cloudinit.net.fuzz;

import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.NetworkForm;

/** Bytes as a document of version 1 or 2: read, validated, and rendered for every service. */
public final class NetworkConfigFuzz {
    private NetworkConfigFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Outcome.problems(NetworkConversion.validate(bytes, Outcome.SOURCE));
        try {
            Outcome.renderings(NetworkConversion.read(bytes, Outcome.SOURCE, NetworkForm.YAML));
        } catch (MalformedException refused) {
            Outcome.refusal(refused);
        }
    }
}
