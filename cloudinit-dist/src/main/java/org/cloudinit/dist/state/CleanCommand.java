package org.cloudinit.dist.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.core.state.Cleaning;
import org.cloudinit.core.state.Cleaning.Generated;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.Options;
import org.cloudinit.dist.command.UsageException;

/** {@code clean}: the next boot is a first boot ({@code cmd/clean.py}). */
public final class CleanCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init clean [-l] [-s] [-r] [--machine-id] [-c KIND…]

            Remove what earlier boots left, so that the next one is a first boot: everything in
            the state folder (/var/lib/cloud) but the seeds. Links are removed, not followed.

              -l, --logs         the logs too, and what rotation made of them
              -s, --seed         the seeds too
              --machine-id       make systemd give the machine a new identity
              -c, --configs KIND…
                                 generated files too: all, or some of ssh_config, network,
                                 datasource, fstab
              -r, --reboot       restart the machine afterwards
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .flag("--logs", "-l")
                .flag("--machine-id")
                .flag("--reboot", "-r")
                .flag("--seed", "-s")
                .values(
                        List.of("all", "ssh_config", "network", "datasource", "fstab"),
                        "--configs",
                        "-c");
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        Options options = call.options();
        Host host = call.machine();
        var cleaning =
                new Cleaning(
                        options.has("--logs"),
                        options.has("--seed"),
                        options.has("--machine-id"),
                        generated(options.all("--configs")));
        List<Problem> problems = cleaning.run(host, Shown.config(call, host.root()));
        Shown.problems(call, problems);
        for (Problem problem : problems) {
            if (problem.severity() == Severity.ERROR) {
                return 1;
            }
        }
        return options.has("--reboot") ? reboot(call, host) : 0;
    }

    /** No data source of this program leaves anything that it would have to clean itself. */
    private static Set<Generated> generated(List<String> kinds) {
        Set<Generated> generated = EnumSet.noneOf(Generated.class);
        for (String kind : kinds) {
            switch (kind) {
                case "all" -> generated.addAll(EnumSet.allOf(Generated.class));
                case "ssh_config" -> generated.add(Generated.SSH_CONFIG);
                case "network" -> generated.add(Generated.NETWORK);
                case "fstab" -> generated.add(Generated.FSTAB);
                default -> {}
            }
        }
        return generated;
    }

    private static int reboot(Call call, Host host) throws IOException {
        Result result = host.processes().run(ProcessRunner.Command.of("shutdown", "-r", "now"));
        if (!result.success()) {
            call.terminal()
                    .err()
                    .println(
                            "cloud-init clean: shutdown -r now ended with "
                                    + result.exitCode()
                                    + ": "
                                    + new String(result.error(), StandardCharsets.UTF_8).strip());
            return 1;
        }
        return 0;
    }
}
