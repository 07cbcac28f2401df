package org.cloudinit.dist;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.host.Host;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.LocalStage;
import org.cloudinit.core.Machine;
import org.cloudinit.dist.Invocation.InitLocal;

/** {@code init --local}: opens the machine, wires the modules and runs the stage. */
final class InitLocalCommand {
    private InitLocalCommand() {}

    /** Runs the stage; answers the exit code of the process. */
    static int run(InitLocal init) {
        Host host;
        try {
            host = Machine.at(Path.of(init.globals().root()));
        } catch (IOException e) {
            System.err.println(
                    "cloud-init: opening the root folder "
                            + init.globals().root()
                            + ": "
                            + e.getMessage()
                            + ". Give --root a folder that is there.");
            return 1;
        }
        var request =
                new BootRequest(
                        init.configFiles(),
                        System.getenv("CLOUD_CFG"),
                        init.force(),
                        init.globals().debug(),
                        init.globals().configDrive());
        LocalOutcome outcome = LocalStage.run(request, host, Wiring.ofModules());
        return outcome.exitCode();
    }
}
