package org.cloudinit.net.fuzz;

import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.NetworkForm;

/** Bytes as {@code network_data.json}: read, validated, translated, and rendered. */
public final class NetworkDataFuzz {
    private NetworkDataFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Outcome.problems(NetworkConversion.validate(bytes, Outcome.SOURCE));
        try {
            Outcome.renderings(
                    NetworkConversion.read(bytes, Outcome.SOURCE, NetworkForm.NETWORK_DATA));
        } catch (MalformedException refused) {
            Outcome.refusal(refused);
        }
    }
}
