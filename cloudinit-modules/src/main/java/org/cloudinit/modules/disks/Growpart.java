package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
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
 * {@code growpart}: partitions grow to the end of their disks ({@code cc_growpart}), by the program
 * {@code growpart}, or {@code gpart} where there is that.
 */
public final class Growpart implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(Growpart.class);
    private static final String ACT = "growing a partition";
    private static final long LIMIT_MILLIS = 300_000;

    /** Made by the module system. */
    public Growpart() {}

    @Override
    public String name() {
        return "growpart";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    /**
     * A partition.
     *
     * @param disk path of its disk
     * @param number its number there
     */
    private record Partition(String disk, String number) {}

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        HostRoot root = context.host().root();
        ConfigTree stated = context.config().get("growpart");
        if (stated != null && !(stated instanceof Mapping)) {
            context.reporter().report(problem(stated.origin(), "growpart is a " + stated.kind()));
            return new Outcome.Skipped("growpart is no mapping");
        }
        Mapping settings = context.config().mapping("growpart");
        ConfigTree mode = settings.get("mode");
        if (mode != null && Mapping.isFalse(mode)) {
            return new Outcome.Skipped("the mode is off");
        }
        if (!settings.flag("ignore_growroot_disabled", false)
                && root.exists("/etc/growroot-disabled")) {
            return new Outcome.Skipped("/etc/growroot-disabled is there");
        }
        List<String> devices = settings.has("devices") ? settings.texts("devices") : List.of("/");
        String program = program(settings, root);
        if (program == null) {
            return new Outcome.Skipped("no program that grows partitions is installed");
        }
        for (String device : devices) {
            Partition partition = partition(device, root);
            if (partition != null) {
                grow(program, partition, context);
            }
        }
        return new Outcome.Done();
    }

    /** The program of a mode; null in mode {@code auto} without any. */
    private static @Nullable String program(Mapping settings, HostRoot root) throws IOException {
        String mode = settings.shown("mode");
        for (String program : List.of("growpart", "gpart")) {
            boolean meant = mode == null || mode.equals("auto") || mode.equals(program);
            if (meant && Programs.isInstalled(program, root)) {
                return program;
            }
        }
        if (mode == null || mode.equals("auto")) {
            return null;
        }
        throw new IOException("mode " + mode + " of growpart cannot be used here");
    }

    /** The partition that is meant; null, with a line in the log, where it is none. */
    private static @Nullable Partition partition(String stated, HostRoot root) throws IOException {
        String device = stated;
        if (!stated.startsWith("/dev/")) {
            MountTable.Mount mount = MountTable.of(stated, root);
            device = mount == null ? null : mount.device();
        }
        if ("/dev/root".equals(device) && !RootDevice.isContainer(root)) {
            device = RootDevice.ofCommandLine(root);
        }
        if (device == null || !RootDevice.isDevice(device, root)) {
            LOG.debug("{} is on no device", stated);
            return null;
        }
        String name = RootDevice.name(device, root);
        byte[] number = root.readIfPresent("/sys/class/block/" + name + "/partition");
        String place = root.readLink("/sys/class/block/" + name);
        if (number == null || place == null) {
            LOG.debug("{} is no partition", device);
            return null;
        }
        String[] parts = place.split("/", -1);
        return parts.length < 2
                ? null
                : new Partition(
                        "/dev/" + parts[parts.length - 2],
                        new String(number, StandardCharsets.UTF_8).strip());
    }

    private static void grow(String program, Partition partition, ModuleContext context)
            throws IOException {
        if (program.equals("gpart")) {
            run(List.of("gpart", "recover", partition.disk()), context);
            run(List.of("gpart", "resize", "-i", partition.number(), partition.disk()), context);
            return;
        }
        int dry =
                context.host()
                        .processes()
                        .run(
                                command(
                                        List.of(
                                                "growpart",
                                                "--dry-run",
                                                partition.disk(),
                                                partition.number())))
                        .exitCode();
        if (dry == 1) {
            LOG.debug("Partition {} of {} is as large", partition.number(), partition.disk());
            return;
        }
        run(List.of("growpart", partition.disk(), partition.number()), context);
    }

    private static void run(List<String> words, ModuleContext context) throws IOException {
        Result result = context.host().processes().run(command(words));
        if (result.success()) {
            LOG.debug("{} did its work", words.getFirst());
            return;
        }
        context.reporter()
                .report(
                        problem(
                                Origin.of(words.getLast()),
                                words.getFirst() + " ended with " + result.exitCode()));
    }

    private static Command command(List<String> words) {
        return new Command(words, Map.of("LANG", "C"), new byte[0], LIMIT_MILLIS, Output.CAPTURED);
    }

    private static Problem problem(Origin place, String message) {
        return Problem.warning(
                "growpart.failed",
                ACT,
                place,
                message,
                "The file system keeps its size; grow the partition by hand.");
    }
}
