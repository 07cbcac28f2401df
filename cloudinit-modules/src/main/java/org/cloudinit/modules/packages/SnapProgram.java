package org.cloudinit.modules.packages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snaps, which are installed one by one.
 *
 * @param context the machine
 */
record SnapProgram(ModuleContext context) {
    private static final Logger LOG = LoggerFactory.getLogger(SnapProgram.class);
    private static final long LIMIT_MILLIS = 3_600_000;

    static boolean isInstalled(ModuleContext context) {
        return Programs.isInstalled("snap", context.host().root());
    }

    /** Those that could not be installed. */
    List<PackageEntry> install(List<PackageEntry> entries) {
        var failed = new ArrayList<PackageEntry>();
        for (PackageEntry entry : entries) {
            var words = new ArrayList<>(List.of("snap", "install", entry.name()));
            if (!entry.version().isEmpty()) {
                words.add(entry.version());
            }
            try {
                new Programs(context.host().processes()).run(command(words));
            } catch (IOException failure) {
                LOG.info("{} is not installed: {}", entry.place(), failure.getMessage());
                failed.add(entry);
            }
        }
        return failed;
    }

    /** Brings all up to date, unless the machine holds them for ever. */
    void upgrade() throws IOException {
        if (isHeld()) {
            LOG.info("Snaps are held for ever");
            return;
        }
        new Programs(context.host().processes()).run(command(List.of("snap", "refresh")));
    }

    private boolean isHeld() throws IOException {
        Result result = context.host().processes().run(Command.of("snap", "get", "system", "-d"));
        if (!result.success() || result.output().length == 0) {
            return false;
        }
        try {
            return context.documents().json(result.output(), "snap get system")
                            instanceof Mapping system
                    && "forever".equals(system.mapping("refresh").text("hold"));
        } catch (MalformedException malformed) {
            LOG.info("What snap says is not understood: {}", malformed.getMessage());
            return false;
        }
    }

    private static Command command(List<String> words) {
        return new Command(words, Map.of(), new byte[0], LIMIT_MILLIS, Output.CAPTURED);
    }
}
