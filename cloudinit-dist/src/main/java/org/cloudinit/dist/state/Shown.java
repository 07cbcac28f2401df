package org.cloudinit.dist.state;

import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.Problem;
import org.cloudinit.core.state.MachineConfig;
import org.cloudinit.dist.command.Call;

/** What the commands on state have in common: the configuration, and problems on paper. */
final class Shown {
    private Shown() {}

    /** The machine's configuration; what is wrong with its sources is shown with --debug alone. */
    static MachineConfig config(Call call, HostFiles files) {
        MachineConfig config =
                MachineConfig.read(files, call.caller().environment().get("CLOUD_CFG"));
        if (call.globals().debug()) {
            problems(call, config.problems());
        }
        return config;
    }

    /** A line for each problem on standard error. */
    static void problems(Call call, List<Problem> problems) {
        for (Problem problem : problems) {
            call.terminal().err().println("cloud-init: " + problem.line());
        }
    }
}
