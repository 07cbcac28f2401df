package org.cloudinit.dist.state;

import java.nio.file.Path;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.core.state.InstanceFacts;
import org.cloudinit.core.state.MachineConfig;
import org.cloudinit.core.state.MachineStatus;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/** {@code cloud-id}: the one word for the cloud ({@code cmd/cloud_id.py}). */
public final class CloudIdCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-id [-l] [-j] [-i FILE]

            Print the one word for the cloud that the machine runs on. The exit code is 0,
            1 after an error, 2 where cloud-init is disabled, 3 where it has not run yet.

              -l, --long                with the region behind it
              -j, --json                all standard facts
              -i, --instance-data FILE  instead of the machine's own instance-data.json
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .flag("--json", "-j")
                .flag("--long", "-l")
                .value("--instance-data", "-i");
    }

    @Override
    public int run(Call call) throws UsageException {
        Host host = call.machine();
        MachineConfig config = Shown.config(call, host.root());
        MachineStatus status =
                MachineStatus.read(host, config.paths(), call.caller().environment());
        return switch (status.running()) {
            case DISABLED -> withoutInstance(call, status, 2);
            case NOT_STARTED -> withoutInstance(call, status, 3);
            case RUNNING, DONE -> {
                call.terminal().out().println(answer(call, facts(call, host, config)));
                yield 0;
            }
        };
    }

    private static int withoutInstance(Call call, MachineStatus status, int code) {
        Shown.problems(call, status.problems());
        call.terminal().out().println(status.running().word());
        return code;
    }

    /** The open file, as anyone may read it. */
    private static InstanceFacts facts(Call call, Host host, MachineConfig config)
            throws UsageException {
        Path file = QueryCommand.path(call.options().last("--instance-data"));
        return InstanceFacts.read(
                host.root(), config.paths(), new InstanceFacts.Named(file, null, null), false);
    }

    private static String answer(Call call, InstanceFacts facts) {
        if (call.options().has("--json")) {
            call.terminal().err().println("cloud-id: --json is on its way out. Use query v1.");
            Mapping v1 =
                    facts.document().mapping("v1").with("cloud_id", Scalar.text(facts.cloudId()));
            return JsonWriter.write(v1);
        }
        return call.options().has("--long")
                ? facts.cloudId() + "\t" + facts.region()
                : facts.cloudId();
    }
}
