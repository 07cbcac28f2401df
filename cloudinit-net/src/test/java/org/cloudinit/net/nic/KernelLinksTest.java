package org.cloudinit.net.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkChoice.LinkStep;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Links of a real kernel, in a network of their own: a shell in its own name spaces makes them and
 * carries out the steps with {@code ip}; this process looks at them through the shell's folder in
 * {@code /proc}. Needs root's rights.
 */
class KernelLinksTest {
    private static final String A = "02:00:00:00:00:0a";
    private static final String B = "02:00:00:00:00:0b";

    private final Notes notes = new Notes();
    private final List<Process> processes = new ArrayList<>();
    private Process shell;
    private Writer commands;
    private BufferedReader answers;
    private Machine machine;

    @BeforeEach
    void ownNetwork() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/unshare")),
                "no network of its own for this test: no unshare");
        shell = new ProcessBuilder("unshare", "-n", "-m", "sh").redirectErrorStream(true).start();
        processes.add(shell);
        commands = shell.outputWriter(StandardCharsets.UTF_8);
        answers = shell.inputReader(StandardCharsets.UTF_8);
        machine = Machine.of(shell.pid());
        String answer =
                run(
                        "mount -t sysfs none /sys && ip link add la address "
                                + A
                                + " type veth peer name lb address "
                                + B);
        assumeTrue(
                answer.isEmpty() && shell.isAlive(),
                "no network of its own for this test (root needed): " + answer);
    }

    @AfterEach
    void endOfNetwork() {
        processes.forEach(Process::destroy);
    }

    /** Runs a command in the shell; gives what it prints. */
    private String run(String command) {
        var output = new StringBuilder();
        try {
            commands.write(command + "\necho; echo done\n");
            commands.flush();
            for (String line = answers.readLine();
                    line != null && !line.equals("done");
                    line = answers.readLine()) {
                output.append(line).append('\n');
            }
        } catch (IOException ended) {
            output.append(ended.getMessage());
        }
        return output.toString().strip();
    }

    private NicInventory read() throws IOException {
        return SysfsLinks.read(machine);
    }

    private Nic nic(String name) throws IOException {
        return Objects.requireNonNull(read().named(name), name);
    }

    private List<LinkStep> plan(WantedLink... wanted) throws IOException {
        return RenamePlan.of(List.of(wanted), read(), machine, notes);
    }

    private static WantedLink want(String mac, String name) {
        return new WantedLink(new MacAddress(mac), name, null, null, Origin.BUILT_IN);
    }

    private void carryOut(List<LinkStep> steps) {
        for (LinkStep step : steps) {
            String command =
                    switch (step) {
                        case LinkStep.Down down -> down.name() + " down";
                        case LinkStep.Rename rename -> rename.from() + " name " + rename.to();
                        case LinkStep.Up up -> up.name() + " up";
                    };
            assertEquals("", run("ip link set " + command), command);
        }
    }

    @Test
    void theKernelsLinksAreRead() throws IOException {
        assertEquals("", run("ip link add br0 type bridge && ip link set lb master br0"));
        var names = new ArrayList<String>();
        for (Nic nic : read().nics()) {
            names.add(nic.name() + " " + nic.kind());
        }
        assertEquals(List.of("br0 BRIDGE", "la ETHERNET", "lb ETHERNET", "lo LOOPBACK"), names);
        assertEquals("br0", nic("lb").master());
        assertEquals(new MacAddress(A), nic("la").mac());
        assertFalse(nic("la").physical());
        assertFalse(nic("la").state().running());
        assertTrue(nic("lb").state().ownAddress());
    }

    @Test
    void theCarrierComesWhenBothEndsAreUp() throws IOException {
        assertEquals("", run("ip link set la up"));
        assertTrue(nic("la").state().running());
        assertFalse(nic("la").state().carrier());
        assertEquals("", run("ip link set lb up"));
        assertTrue(nic("la").state().carrier());
        assertEquals("la", FallbackLink.choose(read(), null).decision().winner());
    }

    @Test
    void twoLinksThatAreUpSwapTheirNames() throws IOException {
        assertEquals("", run("ip link set la up && ip link set lb up"));
        List<LinkStep> steps = plan(want(A, "lb"), want(B, "la"));
        assertEquals(7, steps.size());
        carryOut(steps);
        assertEquals(new MacAddress(A), nic("lb").mac());
        assertEquals(new MacAddress(B), nic("la").mac());
        assertTrue(nic("la").state().carrier());
        assertEquals(List.of(), plan(want(A, "lb"), want(B, "la")));
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void aLinkWithAnAddressKeepsItsName() throws IOException {
        assertEquals(
                "",
                run("ip link set lb up && ip addr add 192.0.2.1/24 dev la && ip link set la up"));
        assertEquals(List.of(), plan(want(A, "wan")));
        assertEquals(List.of("network.not-renamed"), notes.codes());
    }

    @Test
    void aLinkWithAnIpv6AddressKeepsItsName() throws IOException {
        assertEquals("", run("ip link set lb up && ip link set la up"));
        String answer = run("ip addr add 2001:db8::1/64 dev la");
        assumeTrue(answer.isEmpty(), "no IPv6 here: " + answer);
        assertEquals(List.of(), plan(want(A, "wan")));
        carryOut(plan(want(B, "lan")));
        assertNotNull(read().named("lan"));
    }
}
