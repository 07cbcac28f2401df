package org.cloudinit.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.LocalStage;
import org.cloudinit.core.Machine;
import org.cloudinit.core.NetworkStage;
import org.cloudinit.dist.Invocation.Initialise;
import org.cloudinit.dist.bundles.StageWithBundles;
import org.jspecify.annotations.Nullable;

/**
 * {@code init}: opens the machine, wires the modules and runs the stage before or after the
 * network.
 */
final class InitCommand {
    /** As {@code BundleFolders} has them: asking it would load it at every boot. */
    private static final List<String> BUNDLE_FOLDERS =
            List.of("usr/lib/cloud-init/bundles", "etc/cloud/bundles");

    private InitCommand() {}

    /** Runs the stage; answers the exit code of the process. */
    static int run(Initialise init) {
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
        return run(init, host);
    }

    /** Runs the stage on a machine. */
    static int run(Initialise init, Host host) {
        var request =
                new BootRequest(
                        init.configFiles(),
                        System.getenv("CLOUD_CFG"),
                        init.force(),
                        init.globals().debug(),
                        keepsOutput(System.getenv("_CLOUD_INIT_SAVE_STDOUT")),
                        init.globals().configDrive());
        AotCache.report();
        return run(request, host, init.globals().root(), init.local()).exitCode();
    }

    /** Whether a variable of the environment asks for the output to stay where it is. */
    static boolean keepsOutput(@Nullable String variable) {
        return variable != null && Mapping.isTrue(Scalar.text(variable));
    }

    /** With the bundles of the machine where it has some; most have none, and load no framework. */
    private static LocalOutcome run(BootRequest request, Host host, String root, boolean local) {
        if (hasBundles(root)) {
            return new StageWithBundles(request, host, Path.of(root))
                    .run(Wiring::ofModules, local ? LocalStage::run : NetworkStage::run);
        }
        return local
                ? LocalStage.run(request, host, Wiring.ofModules())
                : NetworkStage.run(request, host, Wiring.ofModules());
    }

    /** Whether a machine has jars beside the image. */
    static boolean hasBundles(String root) {
        for (String folder : BUNDLE_FOLDERS) {
            if (holdsJar(new File(root, folder))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsJar(File folder) {
        String[] names = folder.list();
        if (names != null) {
            for (String name : names) {
                if (name.endsWith(".jar")) {
                    return true;
                }
            }
        }
        return false;
    }
}
