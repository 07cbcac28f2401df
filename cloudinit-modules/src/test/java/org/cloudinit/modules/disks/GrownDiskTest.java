package org.cloudinit.modules.disks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is an image file behind a loop device, larger than its only partition, with the
 * root's file system on that. Programs are really run, each in a mount namespace of its own in
 * which the partition is the root and this system's programs are bound into it.
 */
class GrownDiskTest {
    private static final long SIZE = 640L << 20;
    private static final long PARTITION = 400L << 20;

    /** Enters a partition, $0, at a folder, $1. */
    private static final String ENTER =
            "place=$1; shift; mount \"$0\" \"$place\" || exit 90;"
                    + " for name in usr etc dev proc sys; do mkdir -p \"$place/$name\";"
                    + " mount --rbind \"/$name\" \"$place/$name\" || exit 91; done;"
                    + " mkdir -p -m 1777 \"$place/tmp\"; for name in bin sbin lib lib64; do"
                    + " [ ! -L \"/$name\" ] || ln -sfn \"usr/$name\" \"$place/$name\"; done;"
                    + " exec chroot \"$place\" \"$@\"";

    @TempDir private Path folder;
    private String device = "";
    private String part = "";

    private static boolean isInstalled(String program) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @BeforeEach
    void attach() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root's rights");
        for (String program :
                List.of("losetup", "sfdisk", "partx", "mkfs.xfs", "xfs_growfs", "unshare")) {
            assumeTrue(isInstalled(program), program + " is not installed");
        }
        Path image = folder.resolve("disk.img");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        String attached = said("losetup", "--find", "--show", image.toString()).strip();
        assumeTrue(attached.startsWith("/dev/loop"), "no loop device is free: " + attached);
        device = attached;
        String table = "printf 'label: gpt\\nsize=" + (PARTITION >> 20) + "M\\n' | sfdisk -q ";
        said("sh", "-c", table + "--no-reread " + device + "; partx -a " + device);
        part = device + "p1";
        assumeTrue(Files.exists(Path.of(part)), "the kernel shows no partition of " + device);
        said("mkfs.xfs", "-q", "-f", part);
    }

    @AfterEach
    void detach() throws Exception {
        if (!device.isEmpty()) {
            said("partx", "-d", device);
            said("losetup", "--detach", device);
        }
    }

    private static Result process(List<String> words) throws IOException {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            byte[] said = process.getInputStream().readAllBytes();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), words.toString());
            return new Result(process.exitValue(), said, said);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String said(String... words) throws IOException {
        return new String(process(List.of(words)).output(), StandardCharsets.UTF_8);
    }

    private Result inside(List<String> words) throws IOException {
        Path place = Files.createDirectories(folder.resolve("place"));
        var all =
                new ArrayList<>(
                        List.of("unshare", "--mount", "--propagation=private", "sh", "-c", ENTER));
        all.addAll(List.of(part, place.toString()));
        all.addAll(words);
        return process(all);
    }

    private long size() throws IOException {
        Result result = inside(List.of("stat", "-f", "-c", "%b %S", "/"));
        String said = new String(result.output(), StandardCharsets.UTF_8).strip();
        assertEquals(0, result.exitCode(), said);
        int blank = said.indexOf(' ');
        return Long.parseLong(said.substring(0, blank)) * Long.parseLong(said.substring(blank + 1));
    }

    private long partition() throws IOException {
        String name = part.substring("/dev/".length());
        return 512
                * Long.parseLong(
                        Files.readString(Path.of("/sys/class/block", name, "size")).strip());
    }

    /** The machine as the kernel shows it, whose programs are run in the partition. */
    private ModuleRun machine() throws IOException {
        Path root = folder.resolve("root");
        String name = part.substring("/dev/".length());
        String disk = device.substring("/dev/".length());
        if (!Files.exists(root)) {
            Files.createDirectories(root.resolve("dev"));
            for (String node : List.of(device, part)) {
                String numbers = said("stat", "-c", "%Hr %Lr", node).strip();
                int blank = numbers.indexOf(' ');
                said(
                        "mknod",
                        root + node,
                        "b",
                        numbers.substring(0, blank),
                        numbers.substring(blank + 1));
            }
        }
        SandboxHost machine =
                SandboxHost.in(root)
                        .file("/proc/self/mountinfo", "1 0 259:0 / / rw - xfs " + part + " rw\n")
                        .file(
                                "/sys/devices/virtual/block/" + disk + "/" + name + "/partition",
                                "1\n")
                        .program("/usr/bin/growpart")
                        .build();
        machine.root()
                .link(
                        "/sys/class/block/" + name,
                        "../../devices/virtual/block/" + disk + "/" + name);
        Host other = machine.host();
        return ModuleRun.on(machine)
                .host(
                        new Host(
                                other.root(),
                                other.mounter(),
                                other.links(),
                                command -> inside(command.words()),
                                other.clock()));
    }

    private void run(ConfigModule module) throws IOException {
        ModuleRun run = machine();
        Outcome outcome = run.run(module, "");
        assertInstanceOf(Outcome.Done.class, outcome, outcome.toString());
        assertEquals(List.of(), run.codes(), run.reporter().problems().toString());
    }

    @Test
    void theFileSystemOfTheRootFillsItsPartition() throws IOException {
        long before = size();
        assertTrue(before < PARTITION, "bytes: " + before);
        said("sh", "-c", "echo ', +' | sfdisk -q -N1 --force --no-reread " + device);
        said("partx", "-u", device);
        assertTrue(partition() > PARTITION, "bytes: " + partition());
        run(new Resizefs());
        long after = size();
        assertTrue(after > PARTITION, "bytes: " + after);
        run(new Resizefs());
        assertEquals(after, size(), "it is as large as it can be");
    }

    @Test
    void thePartitionOfTheRootFillsItsDisk() throws IOException {
        assumeTrue(isInstalled("growpart"), "growpart is not installed");
        assertEquals(PARTITION, partition());
        run(new Growpart());
        long after = partition();
        assertTrue(after > SIZE - (4 << 20), "bytes: " + after);
        String table = said("sfdisk", "--dump", device);
        run(new Growpart());
        assertEquals(table, said("sfdisk", "--dump", device));
        run(new Resizefs());
        assertTrue(size() > PARTITION, "bytes: " + size());
    }

    @Test
    void aSwapFileIsMade() throws IOException {
        SandboxHost machine = SandboxHost.in(folder.resolve("swap")).file("/etc/fstab", "").build();
        var noted = new ArrayList<String>();
        Host other = machine.host();
        ModuleRun run =
                ModuleRun.on(machine)
                        .host(
                                new Host(
                                        other.root(),
                                        other.mounter(),
                                        other.links(),
                                        command -> runOrNote(command, noted),
                                        other.clock()));
        Outcome outcome =
                run.run(
                        new Mounts(),
                        "{swap: {filename: /s.img, size: 4M}, mounts: [[tmpfs, /mnt/x, tmpfs, noauto]]}");
        assertInstanceOf(Outcome.Done.class, outcome);
        Path file = folder.resolve("swap/s.img");
        assertEquals(4L << 20, Files.size(file));
        assertEquals("600", run.mode("/s.img"));
        assertTrue(said("blkid", "-p", file.toString()).contains("TYPE=\"swap\""));
        assertTrue(
                run.text("/etc/fstab").contains("/s.img\tnone\tswap\tsw"), run.text("/etc/fstab"));
        assertEquals(List.of("swapon -a", "mount -a"), noted);
    }

    /** What would change this system's own mounts is noted alone. */
    private static Result runOrNote(Command command, List<String> noted) throws IOException {
        String program = command.words().getFirst();
        if (List.of("mount", "swapon", "systemctl").contains(program)) {
            noted.add(String.join(" ", command.words()));
            return new Result(0, new byte[0], new byte[0]);
        }
        return process(command.words());
    }
}
