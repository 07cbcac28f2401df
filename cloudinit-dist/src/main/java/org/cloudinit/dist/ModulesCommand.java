package org.cloudinit.dist;

import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.ExtensionSource;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.ModulesStage;
import org.cloudinit.dist.bundles.StageWithBundles;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/** {@code modules}: the later stages of a boot. */
final class ModulesCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init modules [--mode MODE] [--file FILE]...

            Run the modules of a list, on the instance that init has bound.

              -m, --mode MODE  init, config or final; config unless stated
              -f, --file FILE  a further configuration file
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .value(List.of("init", "config", "final"), "--mode", "-m")
                .value("--file", "-f");
    }

    @Override
    public int run(Call call) throws UsageException {
        String mode = call.options().last("--mode", "config");
        return run(
                        call,
                        (request, host, extensions) ->
                                ModulesStage.run(mode, request, host, extensions))
                .exitCode();
    }

    /** Runs a stage, with the bundles of the machine where it has some. */
    static LocalOutcome run(Call call, StageWithBundles.Stage stage) throws UsageException {
        BootRequest request = request(call);
        Host host = call.machine();
        String root = call.globals().root();
        return InitCommand.hasBundles(root)
                ? new StageWithBundles(request, host, Path.of(root)).run(Wiring::ofModules, stage)
                : stage.run(request, host, ExtensionSource.of(Wiring.ofModules()));
    }

    /** What the stage is asked for, by the options that both commands take. */
    private static BootRequest request(Call call) {
        return new BootRequest(
                call.options().all("--file"),
                call.caller().environment().get("CLOUD_CFG"),
                false,
                call.globals().debug(),
                InitCommand.keepsOutput(call.caller().environment().get("_CLOUD_INIT_SAVE_STDOUT")),
                call.globals().configDrive());
    }
}
