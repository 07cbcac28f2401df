package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cloudinit.dist.hosts.KitBundle;
import org.cloudinit.dist.hosts.SampleMachine;
import org.cloudinit.testkit.BundleJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent on a machine, told by the commands what to do: a bundle with one of everything comes, is
 * used, is replaced by another version, and goes, while the agent runs.
 */
class AgentIT {
    private static final Path STARTER = Path.of("target/image/bin/cloud-init").toAbsolutePath();
    private static final String WAITS = "etc/kit-waits";
    private static final String SEED = "var/lib/cloud/seed/nocloud/";

    @TempDir Path folder;
    private Path root;
    private Process agent;

    @BeforeEach
    void startAgent() throws Exception {
        root = SampleMachine.copy(folder.resolve("root"));
        SampleMachine.write(
                root,
                "etc/cloud/cloud.cfg.d/50_kit.cfg",
                """
                datasource_list: [Kit, NoCloud, None]
                cloud_init_modules: [kit, set_hostname]
                system_info:
                  network:
                    renderers: [kit, netplan]
                """);
        agent = start("agent", "agent");
        awaitText(folder.resolve("agent.log"), "ready");
    }

    @AfterEach
    void stopAgent() throws Exception {
        if (agent.isAlive()) {
            command(0, "agent", "stop");
        }
        assertTrue(agent.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, agent.exitValue());
    }

    @Test
    void whatABundleBringsAppearsIsReplacedAndVanishes() throws Exception {
        seed("i-before");
        stage();
        assertFalse(Files.exists(root.resolve("etc/kit-part")));
        assertTrue(Files.exists(root.resolve("etc/netplan/50-cloud-init.yaml")));

        Path jar = KitBundle.into(folder.resolve("kit.jar"), "1.0.0");
        assertEquals(
                "org.example.kit 1.0.0 installed\n", command(0, "bundles", "install", "" + jar));
        seed("i-one");
        stage();
        assertLeft("1.0.0");

        KitBundle.into(jar, "2.0.0");
        assertEquals("org.example.kit 2.0.0 updated\n", command(0, "bundles", "update", "" + jar));
        seed("i-two");
        stage();
        assertLeft("2.0.0");

        assertEquals(
                "org.example.kit uninstalled\n",
                command(0, "bundles", "uninstall", KitBundle.NAME));
        for (String left : List.of("part", "module", "network")) {
            Files.delete(root.resolve("etc/kit-" + left));
        }
        seed("i-after");
        stage();
        for (String left : List.of("part", "module", "network")) {
            assertFalse(Files.exists(root.resolve("etc/kit-" + left)), left);
        }
    }

    /** The part handler, the config module and the renderer of one version. */
    private void assertLeft(String version) throws IOException {
        for (String left : List.of("part", "module", "network")) {
            assertEquals(
                    left + ", by kit " + version + "\n",
                    Files.readString(root.resolve("etc/kit-" + left)));
        }
    }

    /** Those, and the data source of the same version. */
    private void assertLeftByAll(String version) throws IOException {
        assertEquals(
                "kit-" + version + "\n",
                Files.readString(root.resolve("var/lib/cloud/data/instance-id")));
        assertLeft(version);
    }

    @Test
    void aStageUnderWayKeepsTheVersionThatItBeganWith() throws Exception {
        Process stage = stageUnderWay();
        Path jar = KitBundle.into(folder.resolve("kit.jar"), "2.0.0");
        Process update = start("update", "bundles", "update", "" + jar);
        assertFalse(update.waitFor(500, TimeUnit.MILLISECONDS), "the update did not wait");
        Files.delete(root.resolve(WAITS));
        assertTrue(stage.waitFor(20, TimeUnit.SECONDS));
        assertTrue(update.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, update.exitValue());
        assertLeftByAll("1.0.0");
        stage();
        assertLeftByAll("2.0.0");
    }

    @Test
    void anAgentThatIsToldToStopLetsTheStageEnd() throws Exception {
        Process stage = stageUnderWay();
        command(0, "agent", "stop");
        assertFalse(agent.waitFor(200, TimeUnit.MILLISECONDS), "the agent did not wait");
        Files.delete(root.resolve(WAITS));
        assertTrue(stage.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, stage.exitValue(), Files.readString(folder.resolve("stage.log")));
        assertTrue(agent.waitFor(20, TimeUnit.SECONDS));
        assertLeftByAll("1.0.0");
    }

    /** What it leaves, a socket and a lock, hinders neither the commands nor the next agent. */
    @Test
    void anAgentThatIsKilledLeavesAMachineThatWorks() throws Exception {
        Path jar = installed();
        agent.destroyForcibly().waitFor();
        KitBundle.into(jar, "2.0.0");
        assertEquals("org.example.kit 2.0.0 updated\n", command(0, "bundles", "update", "" + jar));
        List<Process> agents = List.of(start("agent-a", "agent"), start("agent-b", "agent"));
        for (int i = 0; i < 400 && agents.stream().allMatch(Process::isAlive); i++) {
            Thread.sleep(50);
        }
        int left = agents.getFirst().isAlive() ? 0 : 1;
        agent = agents.get(left);
        assertEquals(2, agents.get(1 - left).waitFor());
        awaitText(folder.resolve(List.of("agent-a.log", "agent-b.log").get(left)), "ready");
        assertTrue(command(0, "bundles", "list").contains("org.example.kit 2.0.0: data source"));
    }

    @Test
    void theListTellsWhatEachBrings() throws Exception {
        installed();
        String list = command(0, "bundles", "list");
        assertTrue(
                list.contains(
                        "org.example.kit 1.0.0: data source Kit; module kit; part handler of"
                                + " text/x-kit; renderer kit\n"),
                list);
        assertTrue(list.contains("(image): data source NoCloud\n"), list);
        String json = command(0, "bundles", "list", "--format", "json");
        assertTrue(json.contains("\"name\": \"org.example.kit\""), json);
    }

    @Test
    void aSecondAgentIsRefusedAndLeavesTheFirstAlone() throws Exception {
        Path jar = installed();
        String said = command(2, "agent");
        assertEquals(
                "cloud-init agent: an agent runs on this machine. End it with agent stop.\n", said);
        KitBundle.into(jar, "2.0.0");
        assertEquals("org.example.kit 2.0.0 updated\n", command(0, "bundles", "update", "" + jar));
        said = command(2, "bundles", "install", "" + jar);
        assertEquals("cloud-init bundles: org.example.kit is installed. Use update.\n", said);
    }

    @Test
    void aVersionThatDoesNotStartIsTakenBackEverywhere() throws Exception {
        Path jar = installed();
        byte[] before = Files.readAllBytes(root.resolve("etc/cloud/bundles/org.example.kit.jar"));
        new BundleJar(
                        KitBundle.NAME,
                        "2.0.0",
                        List.of("org.example.nowhere", "org.osgi.framework"),
                        """
                        package kit;
                        public final class Kit implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) {}
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """)
                .into(jar);
        String told = command(1, "bundles", "update", "" + jar);
        assertTrue(told.contains("org.example.nowhere"), told);
        assertTrue(told.contains("is as it was"), told);
        assertTrue(command(0, "bundles", "list").contains("org.example.kit 1.0.0: data source"));
        assertEquals(
                List.of(before.length),
                List.of(
                        Files.readAllBytes(root.resolve("etc/cloud/bundles/org.example.kit.jar"))
                                .length));
    }

    /** What ends the agent would end the next boot. */
    @Test
    void aBundleThatEndsTheAgentIsNotKept() throws Exception {
        Path jar = folder.resolve("end.jar");
        new BundleJar(
                        "org.example.end",
                        "1.0.0",
                        List.of("org.osgi.framework"),
                        """
                        package end;
                        public final class End implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) {
                                Runtime.getRuntime().halt(9);
                            }
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """)
                .into(jar);
        assertEquals(
                "cloud-init bundles: the agent went away\n",
                command(1, "bundles", "install", "" + jar));
        assertEquals(9, agent.waitFor());
        assertFalse(Files.exists(root.resolve("etc/cloud/bundles/org.example.end.jar")));
        agent = start("agent-next", "agent");
        awaitText(folder.resolve("agent-next.log"), "ready");
    }

    /** Version 1.0.0 of the kit, installed. */
    private Path installed() throws Exception {
        Path jar = KitBundle.into(folder.resolve("kit.jar"), "1.0.0");
        command(0, "bundles", "install", "" + jar);
        return jar;
    }

    /** A stage with that version, in its data source until {@link #WAITS} goes. */
    private Process stageUnderWay() throws Exception {
        installed();
        SampleMachine.write(root, "etc/kit", "");
        SampleMachine.write(root, WAITS, "");
        Process stage = start("stage", "agent", "stage");
        awaitText(root.resolve("var/log/cloud-init.log"), "Kit");
        return stage;
    }

    private void seed(String id) throws IOException {
        SampleMachine.write(root, SEED + "meta-data", "instance-id: " + id + "\ndsmode: local\n");
        SampleMachine.write(
                root,
                SEED + "user-data",
                "MIME-Version: 1.0\nContent-Type: text/x-kit\n\nsomething\n");
    }

    /** Runs the stage as the first of a boot: what says that it was done is gone then. */
    private void stage() throws Exception {
        Files.deleteIfExists(root.resolve("run/cloud-init/.instance-id"));
        Files.deleteIfExists(root.resolve("run/cloud-init/sem/apply_network_config.once"));
        String said = command(0, "agent", "stage");
        assertTrue(said.endsWith("The stage ended with exit code 0\n"), said);
    }

    private Process start(String log, String... words) throws IOException {
        var command = new ArrayList<>(List.of(STARTER.toString(), "--root", root.toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile())
                .start();
    }

    private String command(int code, String... words) throws Exception {
        Process process = start("command", words);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it hangs");
        String output = Files.readString(folder.resolve("command.log"));
        assertEquals(code, process.exitValue(), output);
        return output;
    }

    private static void awaitText(Path file, String text) throws Exception {
        for (int i = 0; i < 400; i++) {
            if (Files.exists(file) && Files.readString(file).contains(text)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no '" + text + "' in " + file);
    }
}
