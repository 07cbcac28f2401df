package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
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
 * The partition table of a disk, written by {@code sfdisk}, or for a GPT by {@code sgdisk} where it
 * is there ({@code mkpart}).
 *
 * @param context the machine
 * @param device the disk
 * @param isGpt whether it is a GPT, or else an MBR
 */
record PartitionTable(ModuleContext context, String device, boolean isGpt) {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionTable.class);
    private static final String LINUX = "0FC63DAF-8483-4772-8E79-3D69D8477DE4";
    private static final String LINUX_OF_MBR = "83";
    private static final int MOST_OF_MBR = 4;
    private static final long LIMIT_MILLIS = 600_000;
    private static final long MIB = 1 << 20;

    /** Takes away the table and the file systems of its partitions. */
    void remove() throws IOException {
        var devices = new BlockDevices(context.host());
        for (BlockDevices.Device part : devices.on(device)) {
            if (!part.type().equals("disk") && !part.type().equals("crypt")) {
                programs().run("wipefs", "--all", part.path());
            }
        }
        // A GPT stands at both ends.
        long sectorSize = devices.sectorSize(device);
        long sectors = devices.size(device) / sectorSize;
        long count = Math.min(MIB / sectorSize, sectors);
        clear(0, count, sectorSize);
        clear(sectors - count, count, sectorSize);
        devices.readTable(device);
    }

    private void clear(long from, long count, long sectorSize) throws IOException {
        programs()
                .run(
                        "dd",
                        "if=/dev/zero",
                        "of=" + device,
                        "bs=" + sectorSize,
                        "count=" + count,
                        "seek=" + from,
                        "conv=notrunc");
    }

    /** Whether the disk is divided so already: number and types of its partitions. */
    boolean isLike(PartitionLayout layout) throws IOException {
        List<String> found = types();
        if (!(layout instanceof PartitionLayout.Parts(List<PartitionLayout.Part> parts))) {
            return !found.isEmpty();
        }
        if (found.size() != parts.size()) {
            return false;
        }
        GptTypes types = GptTypes.load();
        for (int i = 0; i < found.size(); i++) {
            String type = parts.get(i).type();
            if (type != null && !types.areLike(found.get(i), type)) {
                return false;
            }
        }
        return true;
    }

    /** Types of the partitions that there are; none where the table is of the other kind. */
    private List<String> types() throws IOException {
        if (isGpt && Programs.isInstalled("sgdisk", context.host().root())) {
            return typesOfSgdisk();
        }
        Result result =
                context.host()
                        .processes()
                        .run(
                                new Command(
                                        List.of("sfdisk", "-l", "-J", device),
                                        Map.of("LANG", "C"),
                                        new byte[0],
                                        60_000,
                                        Output.CAPTURED));
        // It ends with 1 where there is no table.
        if (result.exitCode() == 1 || result.output().length == 0) {
            return List.of();
        }
        return typesOf(result.output());
    }

    private List<String> typesOf(byte[] json) throws IOException {
        var found = new ArrayList<String>();
        try {
            if (context.documents().json(json, "sfdisk -J") instanceof Mapping said) {
                Mapping table = said.mapping("partitiontable");
                if (!isGpt && !"dos".equals(table.text("label"))) {
                    return List.of();
                }
                for (ConfigTree item : table.sequence("partitions")) {
                    String type = item instanceof Mapping part ? part.text("type", "") : "";
                    if (!isExtended(type)) {
                        found.add(type);
                    }
                }
            }
        } catch (MalformedException malformed) {
            throw new IOException("what sfdisk says is not understood", malformed);
        }
        return found;
    }

    private static boolean isExtended(String type) {
        return type.equals("5") || type.equals("f") || type.equals("85");
    }

    private List<String> typesOfSgdisk() throws IOException {
        var found = new ArrayList<String>();
        boolean isTable = false;
        for (String line : programs().run("sgdisk", "-p", device).lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (isTable && words.length > 5) {
                found.add(words[5]);
            }
            isTable |= words[0].equals("Number");
        }
        return found;
    }

    /** Divides the disk. */
    void write(PartitionLayout layout) throws IOException {
        var devices = new BlockDevices(context.host());
        double sectors = (double) devices.size(device) / devices.sectorSize(device);
        List<PartitionLayout.Part> parts =
                layout instanceof PartitionLayout.Parts(List<PartitionLayout.Part> stated)
                        ? stated
                        : List.of(new PartitionLayout.Part(100, null));
        if (!isGpt) {
            writeMbr(parts, sectors);
        } else if (Programs.isInstalled("sgdisk", context.host().root())) {
            writeBySgdisk(parts, sectors);
        } else {
            writeGpt(parts, sectors);
        }
        devices.readTable(device);
    }

    private void writeMbr(List<PartitionLayout.Part> parts, double sectors) throws IOException {
        if (parts.size() > MOST_OF_MBR) {
            throw new IOException("an MBR has room for " + MOST_OF_MBR + " partitions");
        }
        var lines = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String type = parts.get(i).type();
            String size = i == parts.size() - 1 ? "" : Long.toString(size(parts.get(i), sectors));
            lines.append(',').append(size).append(',').append(type == null ? LINUX_OF_MBR : type);
            lines.append('\n');
        }
        feed(List.of("sfdisk", "--force", device), lines.toString());
    }

    private void writeGpt(List<PartitionLayout.Part> parts, double sectors) throws IOException {
        GptTypes types = GptTypes.load();
        var lines = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String size = i == parts.size() - 1 ? "" : "+" + size(parts.get(i), sectors);
            lines.append(',').append(size).append(',').append(identifier(parts.get(i), types));
            lines.append('\n');
        }
        feed(List.of("sfdisk", "-X", "gpt", "--force", device), lines.toString());
    }

    private static String identifier(PartitionLayout.Part part, GptTypes types) {
        String stated = part.type();
        if (stated == null) {
            return LINUX;
        }
        String digits = padded(stated);
        String identifier = digits.length() == 4 ? types.identifier(digits) : digits;
        if (identifier == null || identifier.length() != 36) {
            LOG.warn("The type of a partition is not known; it is Linux");
            return LINUX;
        }
        return identifier;
    }

    private void writeBySgdisk(List<PartitionLayout.Part> parts, double sectors)
            throws IOException {
        programs().run("sgdisk", "-Z", device);
        for (int i = 0; i < parts.size(); i++) {
            String end = i == parts.size() - 1 ? "0" : "+" + size(parts.get(i), sectors);
            programs().run("sgdisk", "-n", (i + 1) + ":0:" + end, device);
            String type = parts.get(i).type();
            if (type != null) {
                programs().run("sgdisk", "-t", (i + 1) + ":" + padded(type), device);
            }
        }
    }

    /** {@code 82} is {@code 8200}. */
    private static String padded(String type) {
        return type.length() < 4 ? type + "0".repeat(4 - type.length()) : type;
    }

    private static long size(PartitionLayout.Part part, double sectors) {
        return (long) (sectors * (part.percent() / 100));
    }

    private void feed(List<String> words, String input) throws IOException {
        programs()
                .run(
                        new Command(
                                words,
                                Map.of(),
                                input.getBytes(StandardCharsets.UTF_8),
                                LIMIT_MILLIS,
                                Output.CAPTURED));
    }

    private Programs programs() {
        return new Programs(context.host().processes());
    }
}
