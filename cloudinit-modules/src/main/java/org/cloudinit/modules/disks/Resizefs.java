package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Programs;
import org.jspecify.annotations.Nullable;

/**
 * {@code resizefs}: the root file system grows to the end of its partition ({@code cc_resizefs}).
 * {@code noblock} is waited for too: these programs work on a mounted file system in moments, and
 * one in the background would die with this process.
 */
public final class Resizefs implements ConfigModule {
    private static final long LIMIT_MILLIS = 1_800_000;

    /** Made by the module system. */
    public Resizefs() {}

    @Override
    public String name() {
        return "resizefs";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        if (!isWanted(context)) {
            return new Outcome.Skipped("resize_rootfs is off");
        }
        HostRoot root = context.host().root();
        MountTable.Mount mount = MountTable.of("/", root);
        if (mount == null) {
            return left(context, "what is mounted at / is not known");
        }
        if (mount.device().equals("overlayroot")) {
            return new Outcome.Skipped("the root is an overlay");
        }
        String device = device(mount, root);
        if (device == null) {
            return left(context, "the device " + mount.device() + " is not there");
        }
        List<String> words = words(mount.type().toLowerCase(Locale.ROOT), device, context);
        if (words.isEmpty()) {
            return left(context, "there is no way to resize a file system " + mount.type());
        }
        new Programs(context.host().processes())
                .run(new Command(words, Map.of(), new byte[0], LIMIT_MILLIS, Output.CAPTURED));
        return new Outcome.Done();
    }

    private static boolean isWanted(ModuleContext context) {
        ConfigTree stated =
                context.arguments().isEmpty()
                        ? context.config().get("resize_rootfs")
                        : context.arguments().getFirst();
        if (!(stated instanceof Scalar scalar)) {
            return stated == null;
        }
        return switch (scalar.display().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "on", "yes", "noblock" -> true;
            default -> false;
        };
    }

    /** A path of the device that can be written; null where there is none. */
    private static @Nullable String device(MountTable.Mount mount, HostRoot root)
            throws IOException {
        String device = mount.device();
        if (device.equals("/dev/root") && !root.exists(device)) {
            device = RootDevice.ofCommandLine(root);
        }
        if (device == null) {
            return null;
        }
        if (!device.startsWith("/dev/")) {
            device = "/dev/" + device;
        }
        return RootDevice.isDevice(device, root) ? device : null;
    }

    private static List<String> words(String type, String device, ModuleContext context)
            throws IOException {
        if (type.startsWith("ext")) {
            return List.of("resize2fs", device);
        }
        if (type.startsWith("xfs")) {
            return List.of("xfs_growfs", "/");
        }
        if (type.startsWith("btrfs")) {
            return btrfs(context);
        }
        return type.startsWith("bcachefs")
                ? List.of("bcachefs", "device", "resize", device)
                : List.of();
    }

    /** Since 5.10 the program can wait for another that works on the same file system. */
    private static List<String> btrfs(ModuleContext context) throws IOException {
        HostRoot root = context.host().root();
        boolean snapshots = root.isDirectory("/.snapshots") && isReadOnly(root);
        String place = snapshots ? "//.snapshots" : "/";
        String said = new Programs(context.host().processes()).run("btrfs", "--version");
        return isAtLeast510(said)
                ? List.of("btrfs", "filesystem", "resize", "--enqueue", "max", place)
                : List.of("btrfs", "filesystem", "resize", "max", place);
    }

    private static boolean isReadOnly(HostRoot root) throws IOException {
        byte[] bytes = root.readIfPresent("/proc/mounts");
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        boolean readOnly = false;
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words.length > 3 && words[1].equals("/")) {
                readOnly = List.of(words[3].split(",", -1)).contains("ro");
            }
        }
        return readOnly;
    }

    /** Whether {@code btrfs-progs v6.6.3} is 5.10 or later. */
    static boolean isAtLeast510(String said) {
        String version = said.substring(said.lastIndexOf('v') + 1).strip();
        String[] parts = version.split("[.\\s-]", -1);
        try {
            int major = Integer.parseInt(parts[0]);
            return major > 5
                    || (major == 5 && parts.length > 1 && Integer.parseInt(parts[1]) >= 10);
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** In a container the host has the say, and nothing is wrong. */
    private static Outcome left(ModuleContext context, String reason) {
        if (!RootDevice.isContainer(context.host().root())) {
            context.reporter()
                    .report(
                            Problem.warning(
                                    "resizefs.left",
                                    "resizing the root file system",
                                    Origin.of("/"),
                                    reason,
                                    "Set resize_rootfs to false if that is as it should be."));
        }
        return new Outcome.Skipped(reason);
    }
}
