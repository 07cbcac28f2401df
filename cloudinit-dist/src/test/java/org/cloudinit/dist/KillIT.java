package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program, killed by SIGKILL at random instants of first and second boots, of the same
 * instance and of another: the next boot leaves the machine as boots do that nobody disturbed.
 *
 * <p>{@code -Dkills=N} chooses how many, {@code -Dkills.seed=S} which instants.
 */
class KillIT {
    private static final Path IMAGE = Path.of("target/image").toAbsolutePath();
    private static final Path SAMPLE = Path.of("src/sample").toAbsolutePath();
    private static final int KILLS = Integer.getInteger("kills", 60);
    private static final long SEED = Long.getLong("kills.seed", 4);

    /**
     * What no two boots have in common: process and time in semaphores, and in instance-data the
     * name that the machine had when the boot began and the configuration as it was at that moment,
     * with user-data already or without.
     */
    private static final Mask[] FACTS = {
        Mask.of("/var/lib/cloud/*", "^\\d+: [\\d.]+\\n"),
        Mask.of("/run/cloud-init/sem/*", "^\\d+: [\\d.]+\\n"),
        Mask.of("/run/cloud-init/instance-data.json", "\"(localhost|web-\\d)\",\n"),
        Mask.content("/run/cloud-init/instance-data-sensitive.json"),
    };

    @TempDir private Path folder;

    /**
     * A life of a machine.
     *
     * @param before drives of the boots that went well
     * @param last drive of the boot that is killed
     */
    private record Life(String name, List<Integer> before, int last) {}

    private static final List<Life> LIVES =
            List.of(
                    new Life("first", List.of(), 1),
                    new Life("same", List.of(1), 1),
                    new Life("changed", List.of(1), 2),
                    new Life("back", List.of(1, 2), 1));

    private Path drive(int number) throws IOException {
        Path drive = folder.resolve("drive-" + number);
        if (!Files.exists(drive)) {
            copy(SAMPLE.resolve("config-drive"), drive);
            Path metadata = drive.resolve("openstack/latest/meta_data.json");
            String text = Files.readString(metadata);
            Files.writeString(
                    metadata,
                    text.replace("1f3c9a52", "0000000" + number).replace("web-1", "web-" + number));
        }
        return drive;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isSymbolicLink(path)) {
                    Files.createSymbolicLink(target, Files.readSymbolicLink(path));
                } else if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void delete(Path place) throws IOException {
        if (Files.exists(place)) {
            try (Stream<Path> paths = Files.walk(place)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Process start(Path root, int drive) throws IOException {
        return new ProcessBuilder(
                        IMAGE.resolve("bin/cloud-init").toString(),
                        "--root",
                        root.toString(),
                        "--config-drive",
                        drive(drive).toString(),
                        "init",
                        "--local")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private void boot(Path root, int drive) throws IOException, InterruptedException {
        int code = start(root, drive).waitFor();
        assertEquals(0, code, this::output);
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void shutDown(Path root) throws IOException {
        delete(root.resolve("run/cloud-init"));
    }

    private static GoldenTree tree(Path root) throws IOException {
        return GoldenTree.read(root).without("/var/log", "/sys", "/proc");
    }

    /** A machine before its last boot, made once. */
    private Path prepared(Life life) throws IOException, InterruptedException {
        Path root = folder.resolve("prepared-" + life.name);
        copy(SAMPLE.resolve("root"), root);
        for (int drive : life.before) {
            boot(root, drive);
            shutDown(root);
        }
        return root;
    }

    /** After the last boot, after another run in it, and after one more boot. */
    private List<GoldenTree> undisturbed(Path prepared, int drive)
            throws IOException, InterruptedException {
        Path root = folder.resolve("undisturbed");
        copy(prepared, root);
        boot(root, drive);
        GoldenTree once = tree(root);
        boot(root, drive);
        GoldenTree again = tree(root);
        shutDown(root);
        boot(root, drive);
        GoldenTree twice = tree(root);
        delete(root);
        return List.of(once, again, twice);
    }

    @Test
    void aKilledBootIsMadeUpForByTheNext() throws IOException, InterruptedException {
        var random = new Random(SEED);
        int midway = 0;
        for (Life life : LIVES) {
            Path prepared = prepared(life);
            List<GoldenTree> wanted = undisturbed(prepared, life.last);
            long duration = duration(prepared, life.last);
            for (int kill = 0; kill < KILLS / LIVES.size(); kill++) {
                Path root = folder.resolve("machine");
                copy(prepared, root);
                Process process = start(root, life.last);
                long micros = random.nextLong(duration);
                boolean ended = process.waitFor(micros, TimeUnit.MICROSECONDS);
                process.destroyForcibly().waitFor();
                midway += ended ? 0 : 1;
                if (random.nextBoolean()) {
                    shutDown(root);
                }
                boot(root, life.last);
                assertOneOf(wanted, tree(root), life.name + " killed after " + micros + " µs");
                delete(root);
            }
        }
        System.out.println(midway + " of " + KILLS + " kills hit a boot that was at work");
        assertTrue(midway > KILLS / 2, "only " + midway + " of " + KILLS);
    }

    /** Microseconds that an undisturbed boot takes here and now. */
    private long duration(Path prepared, int drive) throws IOException, InterruptedException {
        Path root = folder.resolve("timed");
        copy(prepared, root);
        long start = System.nanoTime();
        boot(root, drive);
        long micros = (System.nanoTime() - start) / 1000;
        delete(root);
        return micros;
    }

    private static void assertOneOf(List<GoldenTree> wanted, GoldenTree found, String when) {
        var differences = new ArrayList<String>();
        for (GoldenTree tree : wanted) {
            List<String> different = tree.differences(found, List.of(FACTS));
            if (different.isEmpty()) {
                return;
            }
            differences.addAll(different);
        }
        assertEquals(List.of(), differences, when);
    }
}
