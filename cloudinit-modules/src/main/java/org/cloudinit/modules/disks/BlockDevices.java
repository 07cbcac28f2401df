package org.cloudinit.modules.disks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.modules.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the programs of util-linux know of block devices.
 *
 * @param host the machine
 */
record BlockDevices(Host host) {
    private static final Logger LOG = LoggerFactory.getLogger(BlockDevices.class);

    /**
     * A disk, or what is on it.
     *
     * @param path its device
     * @param type {@code disk}, {@code part}, …
     * @param fileSystem type of its file system, or empty
     * @param label label of that, or empty
     */
    record Device(String path, String type, String fileSystem, String label) {}

    /** A device and all that is on it, itself first ({@code lsblk}). */
    List<Device> on(String device) throws IOException {
        String said =
                programs().run("lsblk", "--pairs", "--output", "NAME,TYPE,FSTYPE,LABEL", device);
        var devices = new ArrayList<Device>();
        for (String line : said.lines().toList()) {
            Map<String, String> pairs = pairs(line);
            if (!pairs.isEmpty()) {
                devices.add(
                        new Device(
                                "/dev/" + pairs.getOrDefault("NAME", ""),
                                pairs.getOrDefault("TYPE", "").toLowerCase(Locale.ROOT),
                                pairs.getOrDefault("FSTYPE", ""),
                                pairs.getOrDefault("LABEL", "")));
            }
        }
        return devices;
    }

    /** The kind of a device: {@code disk}, {@code part}, …; empty where it is not known. */
    String type(String device) throws IOException {
        List<Device> devices = on(device);
        return devices.isEmpty() ? "" : devices.getFirst().type();
    }

    /** The file system on a device by its superblock; empty texts where there is none. */
    Device probe(String device) throws IOException {
        Result result = host.processes().run(Command.of("blkid", "-c", "/dev/null", device));
        if (result.exitCode() != 0 && result.exitCode() != 2) {
            throw new IOException("blkid ended with " + result.exitCode());
        }
        String said = new String(result.output(), StandardCharsets.UTF_8).strip();
        int colon = said.indexOf(": ");
        Map<String, String> pairs =
                said.contains("\n") || colon < 0 ? Map.of() : pairs(said.substring(colon + 1));
        return new Device(
                device, "", pairs.getOrDefault("TYPE", ""), pairs.getOrDefault("LABEL", ""));
    }

    /** Whether there are partitions or a file system on a device. */
    boolean isUsed(String device) throws IOException {
        return on(device).size() > 1 || !probe(device).fileSystem().isEmpty();
    }

    /** Its size in bytes. */
    long size(String device) throws IOException {
        return number("--getsize64", device);
    }

    /** The size of its sectors in bytes. */
    long sectorSize(String device) throws IOException {
        return number("--getss", device);
    }

    private long number(String question, String device) throws IOException {
        String said = programs().run("blockdev", question, device).strip();
        try {
            return Long.parseLong(said);
        } catch (NumberFormatException e) {
            throw new IOException("blockdev " + question + " says no number", e);
        }
    }

    /** Waits until udev has seen to all that it knows of. */
    void settle() throws IOException {
        if (Programs.isInstalled("udevadm", host.root())) {
            programs().run("udevadm", "settle");
        }
    }

    /** Has the kernel read a partition table anew; one that does not is only noted. */
    void readTable(String device) throws IOException {
        settle();
        try {
            if (Programs.isInstalled("partprobe", host.root())) {
                programs().run("partprobe", device);
            } else {
                programs().run("blockdev", "--rereadpt", device);
            }
        } catch (IOException failure) {
            LOG.warn("The partition table is not read: {}", failure.getMessage());
        }
        settle();
    }

    private Programs programs() {
        return new Programs(host.processes());
    }

    /** Pairs {@code NAME="value"}; unusual characters are written {@code \x20}. */
    private static Map<String, String> pairs(String line) {
        var pairs = new HashMap<String, String>();
        int at = 0;
        while (true) {
            int equals = line.indexOf("=\"", at);
            int end = equals < 0 ? -1 : line.indexOf('"', equals + 2);
            while (end > 0 && line.charAt(end - 1) == '\\') {
                end = line.indexOf('"', end + 1);
            }
            if (end < 0) {
                return pairs;
            }
            pairs.put(
                    line.substring(at, equals).strip(), unescaped(line.substring(equals + 2, end)));
            at = end + 1;
        }
    }

    private static String unescaped(String value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            boolean isHex = value.startsWith("\\x", i) && i + 3 < value.length();
            int code = isHex ? hex(value.substring(i + 2, i + 4)) : -1;
            if (code >= 0) {
                text.append((char) code);
                i += 3;
            } else if (value.charAt(i) != '\\') {
                text.append(value.charAt(i));
            }
        }
        return text.toString();
    }

    private static int hex(String digits) {
        int high = Character.digit(digits.charAt(0), 16);
        int low = Character.digit(digits.charAt(1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
