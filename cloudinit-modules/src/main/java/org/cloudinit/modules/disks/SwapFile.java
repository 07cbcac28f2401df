package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.modules.Programs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The swap file that {@code swap} asks for ({@code handle_swapcfg}). */
final class SwapFile {
    private static final Logger LOG = LoggerFactory.getLogger(SwapFile.class);
    private static final long LIMIT_MILLIS = 900_000;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private final ModuleContext context;
    private final HostRoot root;
    private final Programs programs;

    private SwapFile(ModuleContext context) {
        this.context = context;
        this.root = context.host().root();
        this.programs = new Programs(context.host().processes());
    }

    /** Makes it; its path if there is one now, else null. What is in the way is reported. */
    static @Nullable String make(ModuleContext context) {
        ConfigTree stated = context.config().get("swap");
        if (stated == null || !stated.truthy()) {
            return null;
        }
        var file = new SwapFile(context);
        if (!(stated instanceof Mapping settings)) {
            file.report(stated.origin(), "swap is a " + stated.kind());
            return null;
        }
        try {
            return file.make(settings);
        } catch (IOException | NumberFormatException failure) {
            file.report(settings.origin(), String.valueOf(failure.getMessage()));
            return null;
        }
    }

    private void report(Origin origin, String message) {
        context.reporter()
                .report(
                        Problem.warning(
                                "mounts.swap",
                                "making the swap file",
                                origin,
                                message,
                                "The machine goes on without; see swap's filename and size."));
    }

    private @Nullable String make(Mapping settings) throws IOException {
        String path = settings.text("filename", "/swap.img");
        ConfigTree size = settings.get("size");
        if (path.isEmpty() || size == null || !size.truthy()) {
            return null;
        }
        if (root.exists(path) && isInUse(path)) {
            return path;
        }
        ConfigTree most = settings.get("maxsize");
        long limit = most == null || most instanceof Scalar.Null ? -1 : bytes(most);
        boolean automatic =
                size instanceof Scalar scalar && scalar.display().equalsIgnoreCase("auto");
        String folder = path.substring(0, Math.max(1, path.lastIndexOf('/')));
        if (automatic && !root.isDirectory(folder)) {
            root.createDirectory(folder, 0755);
        }
        long bytes = automatic ? suggested(folder, limit) : bytes(size);
        if (bytes == 0) {
            return null;
        }
        create(path, folder, bytes / MIB);
        return path;
    }

    /** Where the kernel does not tell, a file that is there is left alone. */
    private boolean isInUse(String path) throws IOException {
        byte[] bytes = root.readIfPresent("/proc/swaps");
        return bytes == null
                || new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .anyMatch(line -> line.startsWith(path + " "));
    }

    private static long bytes(ConfigTree stated) {
        return switch (stated) {
            case Scalar.Int number -> number.value();
            case Scalar.Real number -> (long) number.value();
            case Scalar.Text text -> parse(text.value());
            default -> throw new NumberFormatException("a size is a " + stated.kind());
        };
    }

    /** {@code 10M}, {@code 10MB} and {@code 10MiB} are the same ({@code util.human2bytes}). */
    static long parse(String size) {
        String number = size.endsWith("iB") ? size.substring(0, size.length() - 2) : size;
        if (number.equals(size) && size.endsWith("B")) {
            number = size.substring(0, size.length() - 1);
        }
        int unit = number.isEmpty() ? -1 : "KMGT".indexOf(number.charAt(number.length() - 1));
        double value =
                Double.parseDouble(unit < 0 ? number : number.substring(0, number.length() - 1));
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new NumberFormatException("a size is negative or no number");
        }
        return (long) (value * (1L << (10 * (unit + 1))));
    }

    private long suggested(String folder, long limit) throws IOException {
        long memory = memory();
        long free = Files.getFileStore(root.resolve(folder)).getUnallocatedSpace();
        return memory == 0 ? 0 : suggested(memory, free, limit);
    }

    /**
     * A size for a machine ({@code suggested_swapsize}).
     *
     * @param limit most bytes, or -1: a quarter of what is free, or twice the memory
     */
    static long suggested(long memory, long free, long limit) {
        long most = limit;
        if (limit < 0) {
            most = Math.min(free / 4, memory * 2);
        } else if (limit > free * 0.9) {
            most = (long) (free * 0.9);
        }
        long wanted = memory;
        if (memory >= 16 * GIB) {
            wanted = (long) Math.rint(Math.sqrt((double) memory / GIB)) * GIB;
        } else if (memory >= 4 * GIB) {
            wanted = 4 * GIB;
        }
        return Math.min(wanted, most);
    }

    private long memory() throws IOException {
        byte[] bytes = root.readIfPresent("/proc/meminfo");
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("MemTotal:")) {
                String[] words = line.substring("MemTotal:".length()).strip().split("\\s+", -1);
                return Long.parseLong(words[0]) * 1024;
            }
        }
        return 0;
    }

    private void create(String path, String folder, long mebibytes) throws IOException {
        if (!root.isDirectory(folder)) {
            root.createDirectory(folder, 0755);
        }
        String place = root.resolve(path).toString();
        MountTable.Mount mount = MountTable.of(folder, root);
        if (mount != null && mount.type().equals("btrfs")) {
            programs.run("truncate", "-s", "0", place);
            programs.run("chattr", "+C", place);
        }
        try {
            fill(place, mebibytes);
            if (root.exists(path)) {
                root.changeMode(path, 0600);
            }
            programs.run("mkswap", place);
        } catch (IOException failure) {
            root.delete(path);
            throw failure;
        }
    }

    private void fill(String place, long mebibytes) throws IOException {
        try {
            run(List.of("fallocate", "-l", mebibytes + "M", place));
        } catch (IOException failure) {
            LOG.info("The swap file is written instead: {}", failure.getMessage());
            run(List.of("dd", "if=/dev/zero", "of=" + place, "bs=1M", "count=" + mebibytes));
        }
    }

    private void run(List<String> words) throws IOException {
        programs.run(new Command(words, Map.of(), new byte[0], LIMIT_MILLIS, Output.CAPTURED));
    }
}
