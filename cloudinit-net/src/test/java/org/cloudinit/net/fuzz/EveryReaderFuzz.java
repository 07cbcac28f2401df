package org.cloudinit.net.fuzz;

import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.source.KernelTextFuzz;

/** The same bytes for every reader of the module, and for the readers of YAML and JSON beneath. */
public final class EveryReaderFuzz {
    private EveryReaderFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        NetworkConfigFuzz.fuzzerTestOneInput(bytes);
        NetworkDataFuzz.fuzzerTestOneInput(bytes);
        InterfacesFileFuzz.fuzzerTestOneInput(bytes);
        KernelTextFuzz.fuzzerTestOneInput(bytes);
        try {
            YamlReader.read(bytes, Outcome.SOURCE);
        } catch (MalformedException refused) {
            Outcome.refusal(refused);
        }
        try {
            JsonReader.read(bytes, Outcome.SOURCE);
        } catch (MalformedException refused) {
            Outcome.refusal(refused);
        }
    }
}
