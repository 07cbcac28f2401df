package org.cloudinit.modules.disks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Programs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One entry of {@code fs_setup} ({@code mkfs}).
 *
 * @param context the machine
 * @param entry the entry
 * @param device the disk or partition that it names
 * @param partition which partition: a number, {@code auto}, {@code any}, {@code none} or empty
 */
record FileSystemMaker(ModuleContext context, Mapping entry, String device, String partition) {
    private static final Logger LOG = LoggerFactory.getLogger(FileSystemMaker.class);
    private static final long LIMIT_MILLIS = 3_600_000;

    /** Makes the file system where it is not there yet. */
    void run() throws IOException {
        String target = target();
        if (target == null) {
            LOG.debug("No file system is to be made on {}", device);
            return;
        }
        String type = text("filesystem");
        ConfigTree command = entry.get("cmd");
        if (command != null && command.truthy()) {
            runStated(command, target);
        } else if (type.isEmpty()) {
            throw wrong("neither filesystem nor cmd is there");
        } else {
            make(type, target);
        }
    }

    private String text(String key) {
        ConfigTree stated = entry.get(key);
        if (stated != null && !(stated instanceof Scalar)) {
            throw new MalformedException(
                    "fs-setup.form",
                    "making a file system",
                    stated.origin(),
                    key + " is one value, and this is a " + stated.kind(),
                    "See the form of fs_setup; the others are made.");
        }
        return stated instanceof Scalar scalar && scalar.truthy() ? scalar.display() : "";
    }

    private MalformedException wrong(String message) {
        Origin origin = entry.origin();
        return new MalformedException(
                "fs-setup.form",
                "making a file system",
                origin,
                message,
                "See the form of fs_setup; the others are made.");
    }

    /** Where it is to be made; null where it is there already, or there is no place. */
    private @Nullable String target() throws IOException {
        return switch (partition.toLowerCase(Locale.ROOT)) {
            case "auto" -> search(true);
            case "any" -> search(false);
            case "none" -> device;
            default -> {
                if (!isNumber(partition)) {
                    throw wrong("partition is a number, auto, any or none");
                }
                yield numbered();
            }
        };
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private @Nullable String numbered() throws IOException {
        boolean endsInDigit = Character.isDigit(device.charAt(device.length() - 1));
        String path = partition.isEmpty() ? device : device + (endsInDigit ? "p" : "") + partition;
        if (!context.host().root().exists(path)) {
            throw new IOException(path + " is not there");
        }
        BlockDevices.Device found = new BlockDevices(context.host()).probe(path);
        boolean isIt =
                found.label().equals(text("label"))
                        && found.fileSystem().equals(text("filesystem"));
        return isIt && !isOn("overwrite") ? null : path;
    }

    private boolean isOn(String key) {
        ConfigTree stated = entry.get(key);
        return stated != null && stated.truthy();
    }

    /** The first device on the disk that has the file system already, or has room for it. */
    private @Nullable String search(boolean byLabel) throws IOException {
        String type = text("filesystem");
        String label = text("label");
        String replaced = text("replace_fs");
        boolean isDiskUsed = false;
        for (BlockDevices.Device found : new BlockDevices(context.host()).on(device)) {
            if (!byLabel && !replaced.isEmpty() && found.fileSystem().equals(replaced)) {
                return found.path();
            }
            boolean isOfType = !type.isEmpty() && found.fileSystem().equals(type);
            if (isOfType && (!byLabel || found.label().equals(label))) {
                return null;
            }
            boolean isDisk = found.type().equals("disk");
            if (isDisk || found.type().equals("part")) {
                isDiskUsed |= !isDisk || !found.fileSystem().isEmpty();
                if (!isDisk && found.fileSystem().isEmpty()) {
                    return found.path();
                }
            }
        }
        return isDiskUsed ? null : device;
    }

    /** A command of the user's, by a shell if it is a text. */
    private void runStated(ConfigTree command, String target) throws IOException {
        if (isOn("overwrite") || isOn("extra_opts")) {
            LOG.warn("Beside cmd, overwrite and extra_opts do not count");
        }
        var words = new ArrayList<String>();
        if (command instanceof Sequence) {
            for (String word : entry.texts("cmd")) {
                words.add(filled(word, target));
            }
        } else if (command instanceof Scalar line) {
            words.addAll(List.of("/bin/sh", "-c", filled(line.display(), target)));
        } else {
            throw wrong("cmd is a text or a list of words");
        }
        run(words);
    }

    private String filled(String text, String target) {
        return text.replace("%(label)s", text("label"))
                .replace("%(filesystem)s", text("filesystem"))
                .replace("%(device)s", target)
                .replace("%%", "%");
    }

    private void make(String type, String target) throws IOException {
        String program = "mkfs." + type;
        if (!Programs.isInstalled(program, context.host().root())) {
            program = "mk" + type;
        }
        if (!Programs.isInstalled(program, context.host().root())) {
            throw new IOException("there is no program that makes this file system");
        }
        var words = new ArrayList<>(List.of(program));
        String label = text("label");
        if (!label.isEmpty()) {
            words.addAll(List.of("-L", label));
        }
        String force = forced(type);
        boolean isDisk = new BlockDevices(context.host()).type(target).equals("disk");
        if (!force.isEmpty() && (isOn("overwrite") || isDisk)) {
            words.add(force);
        }
        words.addAll(options());
        words.add(target);
        run(words);
    }

    /** What makes a program write over what is there. */
    private static String forced(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "btrfs", "xfs", "reiserfs", "swap" -> "-f";
            default -> type.toLowerCase(Locale.ROOT).contains("ext") ? "-F" : "";
        };
    }

    private List<String> options() {
        ConfigTree stated = entry.get("extra_opts");
        if (stated instanceof Scalar.Text line) {
            return line.value().isBlank()
                    ? List.of()
                    : List.of(line.value().strip().split("\\s+", -1));
        }
        return entry.texts("extra_opts");
    }

    private void run(List<String> words) throws IOException {
        new Programs(context.host().processes())
                .run(new Command(words, Map.of(), new byte[0], LIMIT_MILLIS, Output.CAPTURED));
    }
}
