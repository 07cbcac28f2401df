package org.cloudinit.modules.packages;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Programs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code package_update_upgrade_install}: reads the lists of packages, brings the machine up to
 * date, installs what {@code packages} names, and boots anew where that is asked for and needed
 * ({@code cc_package_update_upgrade_install}).
 */
public final class PackageUpdateUpgradeInstall implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(PackageUpdateUpgradeInstall.class);
    private static final List<String> REBOOT_MARKS =
            List.of("/var/run/reboot-required", "/run/reboot-needed");

    /** In this time the machine goes down. */
    private static final long REBOOT_MILLIS = 63_000;

    /** Made by the module system. */
    public PackageUpdateUpgradeInstall() {}

    @Override
    public String name() {
        return "package_update_upgrade_install";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("apt_update", "package_update", "apt_upgrade", "package_upgrade", "packages");
    }

    @Override
    public long limitMillis() {
        return 0;
    }

    private interface Act {
        void run() throws IOException;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        boolean update = isOn(context, "apt_update", "package_update");
        boolean upgrade = isOn(context, "package_upgrade", "apt_upgrade");
        PackageRequest request = PackageRequest.of(context);
        var installer = new PackageInstaller(context);
        Problem last = null;
        if (update || upgrade) {
            last = attempt("reading the lists of packages", installer::refresh, last, context);
        }
        if (upgrade) {
            last = attempt("upgrading packages", installer::upgrade, last, context);
        }
        if (!request.isEmpty()) {
            last = attempt("installing packages", () -> installer.install(request), last, context);
        }
        if ((upgrade || !request.isEmpty())
                && isOn(context, "apt_reboot_if_required", "package_reboot_if_required")) {
            last = reboot(last, context);
        }
        return last == null ? new Outcome.Done() : new Outcome.Failed(last);
    }

    private static boolean isOn(ModuleContext context, String one, String other) {
        return context.config().flag(one, false) || context.config().flag(other, false);
    }

    /** The last problem; one before it is reported at once, for the acts stand for themselves. */
    private static @Nullable Problem attempt(
            String what, Act act, @Nullable Problem before, ModuleContext context) {
        try {
            act.run();
            return before;
        } catch (IOException failure) {
            if (before != null) {
                context.reporter().report(before);
            }
            return Problem.error(
                    "packages.failed",
                    what,
                    Origin.BUILT_IN,
                    String.valueOf(failure.getMessage()),
                    "What the program said is in the output log.");
        }
    }

    private static @Nullable Problem reboot(@Nullable Problem before, ModuleContext context) {
        HostRoot root = context.host().root();
        for (String mark : REBOOT_MARKS) {
            if (root.exists(mark) && !root.isDirectory(mark)) {
                LOG.warn("Booting anew, for {} is there", mark);
                return attempt("booting anew", () -> reboot(context), before, context);
            }
        }
        return before;
    }

    private static void reboot(ModuleContext context) throws IOException {
        new Programs(context.host().processes()).run("/sbin/reboot");
        if (!context.host().root().resolve("/").toString().equals("/")) {
            return;
        }
        try {
            Thread.sleep(REBOOT_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("the machine still runs after " + REBOOT_MILLIS / 1000 + " seconds");
    }
}
