package org.cloudinit.modules.disks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code disk_setup}: partition tables and file systems of disks ({@code cc_disk_setup}). A disk
 * that is in use is left as it is, unless the configuration has it overwritten.
 */
public final class DiskSetup implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSetup.class);

    /** Made by the module system. */
    public DiskSetup() {}

    @Override
    public String name() {
        return "disk_setup";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("disk_setup", "fs_setup");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        var names =
                new DeviceNames(
                        context.host().root(),
                        DeviceNames.ofMetadata(context.instance().instanceDataExtras()),
                        context.config().mapping("device_aliases"));
        switch (context.config().get("disk_setup")) {
            case null -> {}
            case Mapping disks -> divide(disks, names, context);
            case ConfigTree other -> report(other, "disk_setup is a mapping", context);
        }
        switch (context.config().get("fs_setup")) {
            case null -> {}
            case Sequence entries -> make(entries, names, context);
            case ConfigTree other -> report(other, "fs_setup is a list", context);
        }
        return new Outcome.Done();
    }

    private interface Act {
        void run() throws IOException;
    }

    /** One disk that fails is no reason to leave out the others. */
    private static void attempt(ConfigTree place, Act act, ModuleContext context) {
        try {
            act.run();
        } catch (MalformedException malformed) {
            context.reporter().report(malformed.problem().as(Severity.WARNING));
        } catch (IOException failure) {
            report(place, String.valueOf(failure.getMessage()), context);
        }
    }

    private static void report(ConfigTree place, String message, ModuleContext context) {
        context.reporter()
                .report(
                        Problem.warning(
                                "disk-setup.failed",
                                "setting up disks",
                                place.origin(),
                                message,
                                "See the form of disk_setup and fs_setup; the others are set up."));
    }

    private static void divide(Mapping disks, DeviceNames names, ModuleContext context) {
        var byDevice = new LinkedHashMap<String, ConfigTree>();
        for (Map.Entry<Scalar, ConfigTree> disk : disks.entries().entrySet()) {
            String stated = disk.getKey().display();
            String device = names.disk(stated);
            if (device == null || device.equals(stated)) {
                byDevice.putIfAbsent(stated, disk.getValue());
            } else {
                byDevice.remove(device);
                byDevice.put(device, disk.getValue());
            }
        }
        for (Map.Entry<String, ConfigTree> disk : byDevice.entrySet()) {
            if (disk.getValue() instanceof Mapping definition) {
                attempt(definition, () -> divide(disk.getKey(), definition, context), context);
            } else {
                report(disk.getValue(), "what is to be done with a disk is a mapping", context);
            }
        }
    }

    private static void divide(String stated, Mapping definition, ModuleContext context)
            throws IOException {
        String device = settled(stated, context);
        PartitionLayout layout = PartitionLayout.of(definition);
        if (layout instanceof PartitionLayout.None) {
            return;
        }
        var devices = new BlockDevices(context.host());
        if (!devices.type(device).equals("disk")) {
            throw new IOException(device + " is no disk");
        }
        var table = new PartitionTable(context, device, isGpt(definition));
        if (layout instanceof PartitionLayout.Remove) {
            table.remove();
        } else if (table.isLike(layout)) {
            LOG.debug("{} is divided as it is to be", device);
        } else if (!isOn(definition, "overwrite") && devices.isUsed(device)) {
            LOG.debug("{} is in use, and is left", device);
        } else {
            table.write(layout);
        }
    }

    private static boolean isGpt(Mapping definition) {
        ConfigTree stated = definition.get("table_type");
        String type = stated instanceof Scalar.Text text ? text.value() : "";
        if (stated != null && !type.equals("gpt") && !type.equals("mbr")) {
            throw new MalformedException(
                    "disk-setup.table",
                    "dividing a disk",
                    stated.origin(),
                    "table_type is mbr or gpt",
                    "Write one of them; the disk is left as it is.");
        }
        return type.equals("gpt");
    }

    private static boolean isOn(Mapping definition, String key) {
        ConfigTree stated = definition.get(key);
        return stated != null && stated.truthy();
    }

    /** The device itself, links followed, when udev is done with it. */
    private static String settled(String stated, ModuleContext context) throws IOException {
        HostRoot root = context.host().root();
        var devices = new BlockDevices(context.host());
        devices.settle();
        if (!stated.startsWith("/") || !root.exists(stated)) {
            throw new IOException("the device is not there");
        }
        String machine = root.resolve("/").toString();
        String device = root.resolve(stated).toString();
        return machine.equals("/") ? device : device.substring(machine.length());
    }

    private static void make(Sequence entries, DeviceNames names, ModuleContext context) {
        for (ConfigTree item : entries) {
            if (item instanceof Mapping entry) {
                attempt(entry, () -> make(entry, names, context), context);
            } else {
                report(item, "an entry is a mapping", context);
            }
        }
    }

    /** A partition may stand behind a dot of the device's name. */
    private static void make(Mapping entry, DeviceNames names, ModuleContext context)
            throws IOException {
        String stated = entry.text("device");
        if (stated == null || stated.isEmpty()) {
            throw new IOException("the entry names no device");
        }
        int dot = stated.lastIndexOf('.');
        String name = dot < 0 ? stated : stated.substring(0, dot);
        String device = names.disk(name);
        String number = dot < 0 ? null : stated.substring(dot + 1);
        if (device == null && context.host().root().exists(stated)) {
            device = stated;
            number = null;
        }
        String path = settled(device == null ? name : device, context);
        new FileSystemMaker(context, entry, path, partition(entry, number)).run();
    }

    private static String partition(Mapping entry, @Nullable String number) {
        if (number != null && !number.isEmpty()) {
            return number;
        }
        ConfigTree stated = entry.get("partition");
        if (stated == null) {
            return "any";
        }
        return stated instanceof Scalar scalar ? scalar.display() : "?";
    }
}
