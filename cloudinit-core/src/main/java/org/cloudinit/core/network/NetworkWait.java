package org.cloudinit.core.network;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network stage's wait for the network ({@code Distro.wait_for_network}). Most distributions
 * start that stage when the network is up; on the others the Local stage leaves a mark where
 * user-data needs none.
 */
public final class NetworkWait {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkWait.class);

    /** The unit has a limit of its own, unless it waits for a job that waits for this stage. */
    private static final long LIMIT_MILLIS = 150_000;

    private NetworkWait() {}

    /** Waits, if it must. A network that does not come is reported. */
    public static void run(DistroProfile distro, CloudPaths paths, Host host, Reporter reporter) {
        String unit = distro.moduleOptions("network_wait").text("unit", "");
        HostFiles files = host.root();
        if (unit.isEmpty() || files.exists(paths.runFile(".skip-network"))) {
            LOG.debug("The network need not be waited for");
            return;
        }
        if (files.isExecutable("/usr/bin/nmcli")) {
            LOG.debug("NetworkManager is here, and {} would wait for networkd", unit);
            return;
        }
        LOG.debug("Waiting for the network by {}", unit);
        try {
            var command =
                    new Command(
                            List.of("systemctl", "start", unit),
                            Map.of(),
                            new byte[0],
                            LIMIT_MILLIS,
                            Output.CAPTURED);
            Result result = host.processes().run(command);
            if (!result.success()) {
                reporter.report(failed(unit, "it ended with " + result.exitCode()));
            }
        } catch (IOException failure) {
            reporter.report(failed(unit, String.valueOf(failure.getMessage())));
        }
    }

    private static Problem failed(String unit, String message) {
        return Problem.warning(
                "network.wait",
                "waiting for the network",
                Origin.of(unit),
                message,
                "The stage goes on; see networkctl status.");
    }
}
