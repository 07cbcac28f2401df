package org.cloudinit.modules.scripts;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;

/** {@code bootcmd}: commands that run early on every boot ({@code cc_bootcmd}). */
public final class Bootcmd implements ConfigModule {
    /** The original waits for ever; a boot that never ends is worse than a command cut off. */
    private static final long LIMIT_MILLIS = 3_600_000;

    /** Made by the module system. */
    public Bootcmd() {}

    @Override
    public String name() {
        return "bootcmd";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public Set<String> keys() {
        return Set.of("bootcmd");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        if (!context.config().has("bootcmd")) {
            return new Outcome.Skipped("there is no bootcmd");
        }
        String text = ShellText.of(context.config(), "bootcmd");
        HostRoot root = context.host().root();
        String folder = context.paths().runFile("tmp");
        String script = folder + "/bootcmd.sh";
        if (!root.isDirectory(folder)) {
            root.createDirectory(folder, 01777);
            root.changeMode(folder, 01777);
        }
        try {
            root.write(RenderedFile.text(script, text, 0600));
            return outcome(context.host().processes().run(command(context, script)));
        } finally {
            root.delete(script);
        }
    }

    private static Command command(ModuleContext context, String script) throws IOException {
        return new Command(
                List.of("/bin/sh", context.host().root().resolve(script).toString()),
                Map.of("INSTANCE_ID", context.instance().id().value()),
                new byte[0],
                LIMIT_MILLIS,
                Output.SHOWN);
    }

    private static Outcome outcome(Result result) {
        return result.success()
                ? new Outcome.Done()
                : new Outcome.Failed(
                        Problem.error(
                                "bootcmd.failed",
                                "running bootcmd",
                                Origin.BUILT_IN,
                                "the last command ended with " + result.exitCode(),
                                "What the commands said is in the output log."));
    }
}
