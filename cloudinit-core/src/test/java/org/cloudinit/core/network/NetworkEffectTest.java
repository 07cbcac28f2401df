package org.cloudinit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.core.host.Console;
import org.cloudinit.core.host.LocalProcesses;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real programs at work beside the one that started them. */
@Timeout(60)
class NetworkEffectTest {
    private final RecordingReporter reporter = new RecordingReporter();
    private final ProcessRunner processes = new LocalProcesses(Console.of(System.out, System.err));
    private static final CloudPaths PATHS =
            new CloudPaths("/var/lib/cloud", "/run/cloud-init", "/etc/cloud/templates", null);
    private static final String SEMAPHORE = "/run/cloud-init/sem/apply_network_config.once";

    @TempDir private Path folder;
    private SandboxHost machine;

    @BeforeEach
    void machine() throws IOException {
        machine = SandboxHost.in(folder).build();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    /** Waits until a file is there; then writes its own. */
    private List<String> shell(String script) {
        return List.of("sh", "-c", "cd \"$0\"; " + script, folder.toString());
    }

    private static final String UNTIL_TOLD = "while [ ! -e go ]; do sleep 0.01; done; ";

    private NetworkEffect begin(List<List<String>> commands) {
        return NetworkEffect.begin(commands, processes, new NetworkMark(machine.host(), PATHS));
    }

    private boolean isMarked() {
        assertFalse(NetworkMark.isBegun(PATHS, machine.root()) && exists(SEMAPHORE));
        return exists(SEMAPHORE);
    }

    private boolean exists(String path) {
        return machine.root().exists(path);
    }

    private void write(String name) {
        try {
            Files.writeString(file(name), "");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void programsAreAtWorkUntilTheyAreWaitedFor() {
        NetworkEffect effect =
                begin(
                        List.of(
                                shell(UNTIL_TOLD + "echo 1 >> order"),
                                List.of("env", "sh", "-c", "echo 2 >> " + file("order"))));
        assertFalse(Files.exists(file("order")));
        assertTrue(NetworkMark.isBegun(PATHS, machine.root()));
        write("go");
        effect.finish(reporter);
        assertEquals("1\n2\n", text("order"));
        assertTrue(isMarked());
        assertEquals(List.of(), reporter.codes());
    }

    private String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What the stage starts meanwhile finds the network in effect. */
    @Test
    void otherProgramsWaitForThem() throws Exception {
        NetworkEffect effect = begin(List.of(shell(UNTIL_TOLD + "sleep 0.2; echo up > network")));
        ProcessRunner later = effect.before(processes);
        write("go");
        byte[] seen = later.run(Command.of("cat", file("network").toString())).output();
        assertEquals("up\n", new String(seen, StandardCharsets.UTF_8));
        byte[] again = later.start(Command.of("cat", file("network").toString())).await().output();
        assertEquals("up\n", new String(again, StandardCharsets.UTF_8));
        assertFalse(isMarked());
        effect.finish(reporter);
        assertTrue(isMarked());
    }

    /** An account tool, say: the network's program ends only when this one has run. */
    @Test
    void whatIsApartFromTheNetworkDoesNotWait() throws IOException {
        NetworkEffect effect = begin(List.of(shell(UNTIL_TOLD + "echo up > network")));
        ProcessRunner apart = effect.before(processes).apartFromNetwork();
        assertTrue(apart.run(Command.brief("touch", file("go").toString())).success());
        effect.finish(reporter);
        assertEquals("up\n", text("network"));
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void whatGoesWrongIsToldWhenTheyAreWaitedFor() {
        NetworkEffect effect =
                begin(
                        List.of(
                                shell("exit 3"),
                                List.of("/no/such/program", "here"),
                                List.of("env", "sh", "-c", "exit 4")));
        effect.finish(reporter);
        assertEquals(
                List.of("network.command", "network.command", "network.command"), reporter.codes());
        assertTrue(isMarked());
    }

    @Test
    void nothingIsDoneAtOnce() {
        NetworkEffect.none().finish(reporter);
        begin(List.of()).finish(reporter);
        assertTrue(isMarked());
        assertEquals(List.of(), reporter.codes());
    }
}
