package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cloudinit.testkit.BundleJar;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.Mask;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole program, killed by SIGKILL between any two modules of a rich configuration: another run
 * leaves the machine as one that nobody disturbed. A module of the machine's own, which does
 * nothing but wait to be killed, stands between the two.
 */
class ModulesKilledIT {
    private static final Path STARTER = Path.of("target/image/bin/cloud-init").toAbsolutePath();
    private static final String PAUSE =
            """
            package pause;

            import java.io.IOException;
            import org.cloudinit.api.host.RenderedFile;
            import org.cloudinit.api.spi.*;
            import org.osgi.framework.BundleActivator;
            import org.osgi.framework.BundleContext;

            public final class Pause implements BundleActivator {
                public void start(BundleContext context) {
                    context.registerService(ConfigModule.class, new Module(), null);
                }

                public void stop(BundleContext context) {}

                static final class Module implements ConfigModule {
                    public String name() { return "pause"; }
                    public Frequency frequency() { return Frequency.PER_ALWAYS; }
                    public Outcome run(ModuleContext context) throws IOException {
                        context.host().root().write(
                                RenderedFile.text("/run/paused", "here", 0644));
                        try {
                            Thread.sleep(600_000);
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        return new Outcome.Done();
                    }
                }
            }
            """;

    /** Beside processes and times in semaphores the times in what is written. */
    private static final List<Mask> MASKS =
            Stream.concat(
                            RichMachine.MASKS.stream(),
                            Stream.of(
                                    Mask.of("/etc/*", "(?m)cloud-init v\\. .*$"),
                                    Mask.of("/var/lib/cloud/*", "(?m)^.* - v\\. .*$")))
                    .toList();

    @TempDir private Path folder;

    private SandboxHost machine(String name) throws IOException {
        Path root = folder.resolve(name);
        SandboxHost machine = RichMachine.at(root, "debian");
        Path bundles = Files.createDirectories(root.resolve("etc/cloud/bundles"));
        Files.setPosixFilePermissions(bundles, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path jar = folder.resolve("pause.jar");
        if (!Files.exists(jar)) {
            new BundleJar("org.example.pause", "1.0.0", BundleJar.API, PAUSE).into(jar);
        }
        Files.copy(jar, bundles.resolve("pause.jar"));
        return machine;
    }

    private Process start(String name) throws IOException {
        return new ProcessBuilder(
                        STARTER.toString(),
                        "--root",
                        folder.resolve(name).toString(),
                        "modules",
                        "--mode",
                        "config")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    /** The exit code and what is left. */
    private GoldenTree run(SandboxHost machine, String name)
            throws IOException, InterruptedException {
        RichMachine.list(machine, RichMachine.MODULES);
        Process process = start(name);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), name);
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("output")));
        return GoldenTree.read(folder.resolve(name))
                .without(
                        "/var/log",
                        "/run/paused",
                        "/run/cloud-init/framework",
                        "/var/lib/cloud/data/status.json",
                        "/var/lib/cloud/data/result.json");
    }

    private void killBehind(int modules, SandboxHost machine, String name)
            throws IOException, InterruptedException {
        var list = new ArrayList<>(RichMachine.MODULES);
        list.add(modules, "pause");
        RichMachine.list(machine, list);
        Process process = start(name);
        Path paused = folder.resolve(name).resolve("run/paused");
        while (!Files.exists(paused)) {
            assertTrue(process.isAlive(), () -> "it ended before " + list.get(modules + 1));
            Thread.sleep(2);
        }
        process.destroyForcibly();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), name);
        assertEquals(128 + 9, process.exitValue(), "killed by SIGKILL");
    }

    @Test
    void aRunThatIsKilledBetweenModulesIsMadeUpForByTheNext()
            throws IOException, InterruptedException {
        GoldenTree whole = run(machine("whole"), "whole");
        var different = new ArrayList<String>();
        for (int cut = 0; cut < RichMachine.MODULES.size(); cut++) {
            String name = "cut" + cut;
            SandboxHost machine = machine(name);
            killBehind(cut, machine, name);
            List<String> found = whole.differences(run(machine, name), MASKS);
            if (!found.isEmpty()) {
                different.add("before " + RichMachine.MODULES.get(cut) + ": " + found);
            }
        }
        assertEquals(List.of(), different);
    }
}
