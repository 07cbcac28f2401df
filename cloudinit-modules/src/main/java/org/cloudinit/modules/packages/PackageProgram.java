package org.cloudinit.modules.packages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The distribution's package program, as its row says ({@code Distro.package_command}).
 *
 * @param context the machine
 * @param row how packages are installed there
 * @param words the program, with what it is always told
 */
record PackageProgram(ModuleContext context, Mapping row, List<String> words) {
    private static final Logger LOG = LoggerFactory.getLogger(PackageProgram.class);

    /** A system may be upgraded over a slow line. */
    private static final long LIMIT_MILLIS = 7_200_000;

    private static final long PATIENCE_MILLIS = 30_000;
    private static final List<String> APT_LOCKS =
            List.of(
                    "/var/lib/dpkg/lock-frontend",
                    "/var/lib/dpkg/lock",
                    "/var/cache/apt/archives/lock",
                    "/var/lib/apt/lists/lock");

    PackageProgram {
        words = List.copyOf(words);
    }

    /**
     * The program of a distribution.
     *
     * @throws IOException if none is known for it
     */
    static PackageProgram of(ModuleContext context) throws IOException {
        Mapping row = context.distro().moduleOptions("packages");
        List<String> words = new ArrayList<>(row.texts("program"));
        if (words.isEmpty()) {
            throw new IOException("no package program is known for " + context.distro().name());
        }
        HostRoot root = context.host().root();
        if (row.has("otherwise") && !Programs.isInstalled(words.getFirst(), root)) {
            words = new ArrayList<>(row.texts("otherwise"));
        }
        if (row.flag("apt", false)) {
            words.addAll(0, wrapper(context));
        }
        return new PackageProgram(context, row, words);
    }

    /** A program around apt: {@code eatmydata} where it is there and nothing else is said. */
    private static List<String> wrapper(ModuleContext context) {
        Mapping system = context.config().mapping("system_info");
        Mapping stated = system.mapping("apt_get_wrapper");
        List<String> command = stated.isEmpty() ? List.of("eatmydata") : stated.texts("command");
        ConfigTree enabled = stated.isEmpty() ? Scalar.text("auto") : stated.get("enabled");
        if (enabled == null || command.isEmpty()) {
            return List.of();
        }
        boolean isAuto =
                enabled instanceof Scalar scalar && scalar.display().equalsIgnoreCase("auto");
        boolean isThere = Programs.isInstalled(command.getFirst(), context.host().root());
        return Mapping.isTrue(enabled) || (isAuto && isThere) ? command : List.of();
    }

    /** Whether it is apt, which knows packages of other programs too. */
    boolean isApt() {
        return row.flag("apt", false);
    }

    /** Whether it is there. */
    boolean isInstalled() {
        return Programs.isInstalled(isApt() ? "apt-get" : words.getFirst(), context.host().root());
    }

    /** Reads the lists of what there is. */
    void refresh() throws IOException {
        List<String> act = row.texts("refresh");
        if (!act.isEmpty()) {
            run(words, act);
        }
    }

    /** Brings everything that is installed up to date. */
    void upgrade() throws IOException {
        String stated =
                context.config().mapping("system_info").text("apt_get_upgrade_subcommand", "");
        List<String> act = row.texts("upgrade");
        if (TransactionalRoot.isIn(context)) {
            run(row.texts("transactional"), List.of("up"));
        } else {
            run(words, isApt() && !stated.isEmpty() ? List.of(stated) : act);
        }
    }

    /** Installs packages. */
    void install(List<PackageEntry> entries) throws IOException {
        var act = new ArrayList<>(row.texts("install"));
        for (PackageEntry entry : entries) {
            act.add(entry.word(row.text("joint", "-")));
        }
        if (TransactionalRoot.isIn(context)) {
            act.addFirst("pkg");
            run(row.texts("transactional"), act);
        } else {
            run(words, act);
        }
    }

    /** Names of the packages that apt knows. */
    List<String> known() throws IOException {
        var all = context.host().processes().run(Command.of("apt-cache", "pkgnames"));
        if (!all.success()) {
            throw new IOException("apt-cache ended with " + all.exitCode());
        }
        return new String(all.output(), StandardCharsets.UTF_8).lines().toList();
    }

    private void run(List<String> program, List<String> act) throws IOException {
        var all = new ArrayList<>(program);
        all.addAll(act);
        Map<String, String> environment =
                isApt() ? Map.of("DEBIAN_FRONTEND", "noninteractive") : Map.of();
        var command = new Command(all, environment, new byte[0], LIMIT_MILLIS, Output.SHOWN);
        var programs = new Programs(context.host().processes());
        if (isApt()) {
            runUnlocked(programs, command);
        } else {
            programs.run(command);
        }
    }

    /** Another one may hold apt's locks, even between the look at them and the start. */
    private void runUnlocked(Programs programs, Command command) throws IOException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += 1000) {
            if (isUnlocked()) {
                try {
                    programs.run(command);
                    return;
                } catch (IOException failure) {
                    if (isUnlocked()) {
                        throw failure;
                    }
                }
            }
            LOG.debug("Another program holds the locks of apt");
            pause();
        }
        throw new IOException("another program holds the locks of apt");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the locks of apt were waited for", stop);
        }
    }

    private boolean isUnlocked() throws IOException {
        for (String path : APT_LOCKS) {
            if (isHeld(path)) {
                return false;
            }
        }
        return true;
    }

    /** A lock that may be shared is refused while another program holds the file alone. */
    private boolean isHeld(String path) throws IOException {
        if (!context.host().root().exists(path)) {
            return false;
        }
        try (SeekableByteChannel channel = context.host().root().open(path)) {
            return channel instanceof FileChannel file
                    && file.tryLock(0, Long.MAX_VALUE, true) == null;
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
