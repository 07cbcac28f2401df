package org.cloudinit.dist.state;

import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.core.state.MachineConfig;
import org.cloudinit.core.state.MachineStatus;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/** {@code status}: how far the boot is, and how well it went ({@code cmd/status.py}). */
public final class StatusCommand implements Command {
    private static final long POLL_MILLIS = 250;

    private static final String USAGE =
            """
            usage: cloud-init status [--format tabular|json|yaml] [-l] [-w]

            Say how far the machine's boot is. The exit code is 0, 1 after errors, 2 after
            errors that were recovered from.

              --format FORMAT  tabular (default), json or yaml
              -l, --long       say why, and list the errors
              -w, --wait       wait until all stages have ended, or will never run
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .value(List.of("json", "tabular", "yaml"), "--format")
                .flag("--long", "-l")
                .flag("--wait", "-w");
    }

    @Override
    public int run(Call call) throws UsageException {
        Host host = call.machine();
        MachineConfig config = Shown.config(call, host.root());
        boolean tabular = call.options().last("--format", "tabular").equals("tabular");
        MachineStatus status = read(call, host, config);
        if (call.options().has("--wait")) {
            // A damaged file will not mend by itself: each is written whole.
            while (status.isPending() && !isDamaged(status)) {
                if (tabular) {
                    call.terminal().out().print('.');
                    call.terminal().out().flush();
                }
                if (!pause()) {
                    break;
                }
                status = read(call, host, config);
            }
        }
        Shown.problems(call, status.problems());
        String format = call.options().last("--format", "tabular");
        call.terminal().out().print(StatusText.of(status, format, call.options().has("--long")));
        return switch (status.condition()) {
            case HEALTHY -> 0;
            case ERROR -> 1;
            case DEGRADED -> 2;
        };
    }

    private static MachineStatus read(Call call, Host host, MachineConfig config) {
        return MachineStatus.read(host, config.paths(), call.caller().environment());
    }

    private static boolean isDamaged(MachineStatus status) {
        return status.running() == MachineStatus.Running.NOT_STARTED
                && status.condition() == MachineStatus.Condition.ERROR;
    }

    /** False where the program is asked to end. */
    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
