package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands beside the stage, as programs of the image, on the sample machine after a boot. */
class CommandsIT {
    private static final Path BIN = Path.of("target/image/bin").toAbsolutePath();
    private static final Path SAMPLE = Path.of("src/sample").toAbsolutePath();

    @TempDir private Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Path root;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void bootTheMachine() throws IOException, InterruptedException {
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
        String drive = SAMPLE.resolve("config-drive.iso").toString();
        assertEquals(0, run("cloud-init", "--config-drive", drive, "init", "--local").code());
    }

    private Run run(String program, String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(BIN.resolve(program).toString()));
        all.addAll(List.of("--root", root.toString()));
        all.addAll(List.of(words));
        // The name of another program comes before its options.
        if (program.equals("cloud-id")) {
            all.subList(1, 3).clear();
            all.addAll(List.of("--root", root.toString()));
        }
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder =
                new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    @Test
    void theOutputStaysWhereTheEnvironmentWantsItToStay() throws IOException, InterruptedException {
        Path own = root.resolve("var/log/own.log");
        Files.writeString(
                root.resolve("etc/cloud/cloud.cfg.d/output.cfg"),
                "output: {all: '>> /var/log/own.log'}\n");
        environment.put("_CLOUD_INIT_SAVE_STDOUT", "True");
        Run kept = run("cloud-init", "init", "--local");
        assertTrue(kept.err().startsWith("Cloud-init v. "), kept.err());
        assertFalse(Files.exists(own));
        environment.put("_CLOUD_INIT_SAVE_STDOUT", "no");
        assertEquals(new Run(0, "", ""), run("cloud-init", "init", "--local"));
        assertTrue(Files.readString(own).startsWith("Cloud-init v. "));
    }

    @Test
    void status() throws IOException, InterruptedException {
        Run run = run("cloud-init", "status", "--long");
        assertTrue(run.out().startsWith("status: running\nextended_status: "), run.out());
        assertTrue(run.out().contains("\ndetail: DataSourceConfigDrive "), run.out());
    }

    @Test
    void query() throws IOException, InterruptedException {
        assertEquals(new Run(0, "web-1\n", ""), run("cloud-init", "query", "v1.local_hostname"));
        assertEquals(1, run("cloud-init", "query", "v1.nothing").code());
    }

    @Test
    void cloudId() throws IOException, InterruptedException {
        assertEquals(new Run(0, "configdrive\n", ""), run("cloud-id"));
        assertEquals("configdrive\n", run("cloud-init", "cloud-id").out());
    }

    @Test
    void analyze() throws IOException, InterruptedException {
        Run show = run("cloud-init", "analyze", "show", "-i", root + "/var/log/cloud-init.log");
        assertTrue(show.out().contains("\nStarting stage: init-local\n"), show.out() + show.err());
        assertEquals("", show.err());
        assertEquals(0, run("cloud-init", "analyze", "blame").code());
        assertTrue(run("cloud-init", "analyze", "dump").out().startsWith("[\n {\n"));
        assertEquals(1, run("cloud-init", "analyze", "boot").code());
    }

    @Test
    void detect() throws IOException, InterruptedException {
        Run run =
                run(
                        "cloud-init",
                        "--config-drive",
                        SAMPLE.resolve("config-drive.iso").toString(),
                        "detect",
                        "--write");
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(
                Files.readString(root.resolve("run/cloud-init/cloud.cfg"))
                        .startsWith("datasource_list: [ ConfigDrive"));
    }

    @Test
    void clean() throws IOException, InterruptedException {
        assertEquals(new Run(0, "", ""), run("cloud-init", "clean", "--logs", "-c", "network"));
        assertFalse(Files.exists(root.resolve("var/lib/cloud/instance")));
        assertFalse(Files.exists(root.resolve("var/log/cloud-init.log")));
        assertFalse(Files.exists(root.resolve("etc/netplan/50-cloud-init.yaml")));
        assertTrue(Files.exists(root.resolve("etc/hostname")));
    }

    @Test
    void theProgramItself() throws IOException, InterruptedException {
        assertEquals(
                new Run(0, "NETWORK_CONFIG_V1\nNETWORK_CONFIG_V2\n", ""),
                run("cloud-init", "features"));
        assertTrue(run("cloud-init", "--version").out().startsWith("cloud-init "));
        assertTrue(run("cloud-init", "--help").out().contains("\n  detect "));
        Run unknown = run("cloud-init", "no-such");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("no-such"), unknown.err());
    }
}
