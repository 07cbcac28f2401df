package org.cloudinit.dist.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cloudinit.dist.Program.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanCommandTest {
    private static final String NETPLAN = "/etc/netplan/50-cloud-init.yaml";
    private static final String SSH = "/etc/ssh/sshd_config.d/50-cloud-init.conf";

    @TempDir private Path folder;
    private StateMachine machine;

    @BeforeEach
    void aMachineThatHasBooted() throws IOException {
        machine = new StateMachine(folder);
        machine.put("/etc/cloud/cloud.cfg", "output: {all: '| tee -a /var/log/out.log'}\n");
        machine.put("/var/lib/cloud/instances/i-1/user-data.txt", "");
        machine.put("/var/lib/cloud/seed/nocloud/meta-data", "");
        machine.put("/var/lib/cloud/data/status.json", "{}");
        machine.put("/var/log/cloud-init.log", "");
        machine.put("/var/log/cloud-init.log.1", "");
        machine.put("/var/log/out.log", "");
        machine.put("/var/log/syslog", "");
        machine.put(NETPLAN, "");
        machine.put("/etc/netplan/01-own.yaml", "");
        machine.put(SSH, "");
        machine.put("/outside/keep", "");
    }

    private boolean isThere(String path) {
        return Files.exists(machine.path(path), LinkOption.NOFOLLOW_LINKS);
    }

    private List<String> state() throws IOException {
        try (Stream<Path> entries = Files.list(machine.path("/var/lib/cloud"))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theSeedsStay() throws IOException {
        assertEquals(new Run(0, "", ""), machine.run("clean"));
        assertEquals(List.of("seed"), state());
        assertTrue(isThere("/var/log/cloud-init.log"));
        assertTrue(isThere(NETPLAN));
    }

    @Test
    void seedsAndLogsGoWhenAsked() throws IOException {
        assertEquals(0, machine.run("clean", "-ls").code());
        assertEquals(List.of(), state());
        assertFalse(isThere("/var/log/cloud-init.log"));
        assertFalse(isThere("/var/log/cloud-init.log.1"));
        assertFalse(isThere("/var/log/out.log"));
        assertTrue(isThere("/var/log/syslog"));
    }

    @Test
    void generatedFilesGoByKind() throws IOException {
        machine.put("/etc/fstab", "/dev/a / ext4\n/dev/b /m auto comment=cloudconfig\nend");
        assertEquals(0, machine.run("clean", "--configs", "network").code());
        assertFalse(isThere(NETPLAN));
        assertTrue(isThere("/etc/netplan/01-own.yaml"));
        assertTrue(isThere(SSH));
        assertEquals(0, machine.run("clean", "-c", "ssh_config", "fstab").code());
        assertFalse(isThere(SSH));
        assertEquals("/dev/a / ext4\nend", Files.readString(machine.path("/etc/fstab")));
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        machine.link("/var/lib/cloud/instance", Path.of("/var/lib/cloud/instances/i-1"));
        machine.link("/var/lib/cloud/away", Path.of("/outside"));
        machine.link("/var/lib/cloud/instances/i-1/away", Path.of("/outside"));
        Files.delete(machine.path("/var/log/cloud-init.log"));
        machine.link("/var/log/cloud-init.log", Path.of("/outside/keep"));
        assertEquals(0, machine.run("clean", "--logs").code());
        assertEquals(List.of("seed"), state());
        assertFalse(isThere("/var/log/cloud-init.log"));
        assertTrue(isThere("/outside/keep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc", "/var"})
    void aFolderOfTheWholeSystemIsNoStateFolder(String cloud) throws IOException {
        machine.put("/etc/cloud/cloud.cfg", "system_info: {paths: {cloud_dir: " + cloud + "}}\n");
        Run run = machine.run("clean");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("clean.not-a-state-folder"), run.err());
        assertTrue(isThere("/etc/cloud/cloud.cfg"));
        assertTrue(isThere("/var/log/syslog"));
        assertTrue(isThere("/outside/keep"));
    }

    @Test
    void theMachineForgetsWhoItIs() throws IOException {
        machine.put("/etc/machine-id", "0123\n");
        machine.folder("/run/systemd/system");
        assertEquals(0, machine.run("clean", "--machine-id").code());
        assertEquals("uninitialized\n", Files.readString(machine.path("/etc/machine-id")));
        Files.delete(machine.path("/run/systemd/system"));
        assertEquals(0, machine.run("clean", "--machine-id").code());
        assertFalse(isThere("/etc/machine-id"));
    }

    @Test
    void aCleanMachineIsLeftAlone() throws IOException {
        machine.run("clean", "--seed");
        Files.delete(machine.path("/var/lib/cloud"));
        Run run = machine.run("clean");
        assertEquals(0, run.code());
        assertTrue(run.err().contains("clean already"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean --configs", "clean -c hostname", "clean all", "clean --log=1"})
    void whatCannotBeFollowedRemovesNothing(String line) {
        assertEquals(2, machine.run(line.split(" ")).code());
        assertTrue(isThere("/var/lib/cloud/data/status.json"));
    }
}
