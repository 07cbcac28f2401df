package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.core.BootRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run-time image as a user has it: started as a program, on the sample machine. */
class ImageIT {
    private static final Path IMAGE = Path.of("target/image").toAbsolutePath();
    private static final Path SAMPLE = Path.of("src/sample").toAbsolutePath();

    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void copyTheMachine() throws IOException {
        root = folder.resolve("root");
        try (Stream<Path> paths = Files.walk(SAMPLE.resolve("root"))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = root.resolve(SAMPLE.resolve("root").relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private record Run(int code, String text) {}

    private Run run(String... words) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new Run(process.waitFor(), Files.readString(output));
    }

    private Run cloudInit(String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(IMAGE.resolve("bin/cloud-init").toString()));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private Run boot(String drive) throws IOException, InterruptedException {
        return cloudInit(
                "--root", root.toString(), "--config-drive", drive, "--debug", "init", "--local");
    }

    @Test
    void aDriveIsReadAndTheMachinePrepared() throws IOException, InterruptedException {
        Run run = boot(SAMPLE.resolve("config-drive.iso").toString());
        assertEquals(0, run.code(), run.text());
        assertEquals("web-1\n", Files.readString(root.resolve("etc/hostname")));
        Path netplan = root.resolve("etc/netplan/50-cloud-init.yaml");
        assertTrue(Files.readString(netplan).contains("bond0.101:"));
        assertEquals(
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
                Files.getPosixFilePermissions(netplan));
        assertFalse(run.text().contains("hello from user-data"), "user-data is in the log");
        String log = Files.readString(root.resolve("var/log/cloud-init.log"));
        assertFalse(log.contains("hello from user-data"), "user-data is in the log");
    }

    @Test
    void theImageFileAndTheFolderGiveTheSameNetwork() throws IOException, InterruptedException {
        boot(SAMPLE.resolve("config-drive.iso").toString());
        byte[] ofImage = Files.readAllBytes(root.resolve("etc/netplan/50-cloud-init.yaml"));
        Files.delete(root.resolve("etc/netplan/50-cloud-init.yaml"));
        try (Stream<Path> state = Files.walk(root.resolve("var/lib/cloud"))) {
            for (Path path : state.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        Files.delete(root.resolve("run/cloud-init/sem/apply_network_config.once"));
        boot(SAMPLE.resolve("config-drive").toString());
        assertEquals(
                new String(ofImage, StandardCharsets.UTF_8),
                Files.readString(root.resolve("etc/netplan/50-cloud-init.yaml")));
    }

    @Test
    void aDamagedDriveLeavesAWayIn() throws IOException, InterruptedException {
        byte[] drive = Files.readAllBytes(SAMPLE.resolve("config-drive.iso"));
        Path cut = folder.resolve("cut.iso");
        Files.write(cut, Arrays.copyOf(drive, 40_000));
        Run run = boot(cut.toString());
        assertEquals(0, run.code(), run.text());
        assertTrue(
                Files.readString(root.resolve("etc/netplan/50-cloud-init.yaml"))
                        .contains("dhcp4: true"),
                run.text());
    }

    /** No framework without a bundle to load, and no code made at run time that need not be. */
    @Test
    void aBootLoadsWhatItNeedsOutOfTheCache() throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        run(
                IMAGE.resolve("bin/java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-m",
                "org.cloudinit.dist/org.cloudinit.dist.Main",
                "--root",
                root.toString(),
                "--config-drive",
                SAMPLE.resolve("config-drive.iso").toString(),
                "init",
                "--local");
        List<String> lines = Files.readAllLines(classes);
        long cached = lines.stream().filter(line -> line.contains("shared objects file")).count();
        assertTrue(cached > lines.size() * 9 / 10, cached + " of " + lines.size());
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(
                                line ->
                                        line.contains("felix")
                                                || line.contains("__JVM_LookupDefineClass__"))
                        .toList());
    }

    /** Records of the image, whose methods are written out, against those that javac leaves. */
    @Test
    void recordsOfTheImageSayWhatTheySay() throws Exception {
        Path straight = Path.of("target/training/modules");
        // Without a parent, for the platform's loader knows the modules of this run.
        try (var files = Files.list(straight);
                var loader =
                        new URLClassLoader(
                                urls(files.filter(file -> file.toString().endsWith(".jar"))),
                                null)) {
            for (Object[] row : RECORDS) {
                Class<?> usual = (Class<?>) row[0];
                Class<?> written = loader.loadClass(usual.getName());
                for (int i = 1; i < row.length; i++) {
                    Object one = make(usual, row[i]);
                    Object other = make(written, row[i]);
                    assertEquals(one.toString(), other.toString());
                    assertEquals(one.hashCode(), other.hashCode(), one.toString());
                    assertNotEquals(one, other, "both are of one class");
                    for (int j = 1; j < row.length; j++) {
                        assertEquals(
                                one.equals(make(usual, row[j])),
                                other.equals(make(written, row[j])),
                                one.toString());
                    }
                }
            }
        }
    }

    private static final Object[][] RECORDS = {
        {
            BootRequest.class,
            new Object[] {List.of(), null, false, false, false, null},
            new Object[] {List.of("a"), "b", true, false, false, "c"},
            new Object[] {List.of("a"), "b", true, true, false, "c"}
        },
        {
            Origin.class,
            new Object[] {"file", 1, 2},
            new Object[] {"file", 1, 3},
            new Object[] {"other", 1, 2}
        },
        {MacAddress.class, new Object[] {"00:16:3e:00:00:01"}, new Object[] {"00:16:3e:00:00:02"}}
    };

    private static Object make(Class<?> type, Object values) throws Exception {
        var constructor = type.getDeclaredConstructors()[0];
        return constructor.newInstance((Object[]) values);
    }

    private static URL[] urls(Stream<Path> jars) throws IOException {
        var urls = new ArrayList<URL>();
        for (Path jar : (Iterable<Path>) jars::iterator) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Test
    void aRootFolderThatIsNotThereIsNamed() throws IOException, InterruptedException {
        Run run = cloudInit("--root", folder.resolve("none").toString(), "init", "--local");
        assertEquals(1, run.code());
        assertTrue(run.text().contains("none"), run.text());
    }
}
