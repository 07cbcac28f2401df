package org.cloudinit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxHostTest {
    @TempDir Path folder;

    private SandboxHost machine() throws IOException {
        return SandboxHost.in(folder.resolve("machine"))
                .nic("ens3", "fa:16:3e:00:00:01")
                .nic(
                        new SandboxNic(
                                "bond0", "fa:16:3e:00:00:02", null, Map.of("operstate", "up\n")))
                .kernelCommandLine("quiet ds=ConfigDrive")
                .dmi("product_uuid", "D8E02D56-2648-49A3-BF97-6BE8F1204F38")
                .cloudConfig("datasource_list: [ConfigDrive]\n")
                .program("/usr/sbin/netplan")
                .build();
    }

    private static String text(SandboxHost machine, String path) throws IOException {
        return new String(machine.root().read(path), UTF_8);
    }

    @Test
    void fabricatesTheMachine() throws IOException {
        SandboxHost machine = machine();
        assertEquals(List.of("bond0", "ens3", "lo"), machine.root().list("/sys/class/net"));
        assertEquals("fa:16:3e:00:00:01\n", text(machine, "/sys/class/net/ens3/address"));
        assertEquals("up\n", text(machine, "/sys/class/net/bond0/operstate"));
        assertTrue(
                machine.root().resolve("/sys/class/net/ens3/device/driver").endsWith("virtio_net"));
        assertEquals("quiet ds=ConfigDrive\n", text(machine, "/proc/cmdline"));
        assertTrue(machine.root().isExecutable("/usr/sbin/netplan"));
        assertEquals(SandboxHost.TIME, machine.host().clock().instant());
        assertEquals(SandboxHost.TIME, machine.host().clock().instant());
    }

    @Test
    void itsTreeLeavesOutWhatTheKernelMakes() throws IOException {
        GoldenTree tree = machine().tree();
        assertEquals(
                List.of(
                        "/etc",
                        "/etc/cloud",
                        "/etc/cloud/cloud.cfg",
                        "/usr",
                        "/usr/sbin",
                        "/usr/sbin/netplan"),
                List.copyOf(tree.nodes().keySet()));
    }

    @Test
    void linksAreRenamedWhenDownAndRecorded() throws IOException {
        SandboxHost machine = machine();
        machine.links().rename("ens3", "lan0");
        machine.links().up("lan0");
        assertEquals(List.of("rename ens3 lan0", "up lan0"), machine.links().changes());
        assertEquals("up\n", text(machine, "/sys/class/net/lan0/operstate"));
        assertThrows(IOException.class, () -> machine.links().rename("lan0", "lan1"));
        assertThrows(IOException.class, () -> machine.links().down("ens3"));
        machine.links().down("lan0");
        assertThrows(IOException.class, () -> machine.links().rename("lan0", "lo"));
    }

    @Test
    void programsAnswerAsTold() throws IOException {
        SandboxHost machine = machine();
        machine.processes()
                .answering(RecordingProcesses.result(1, "", "no"), "netplan", "generate");
        assertEquals(0, machine.host().processes().run(Command.of("netplan", "info")).exitCode());
        assertEquals(
                1, machine.host().processes().run(Command.of("netplan", "generate")).exitCode());
        assertEquals(List.of("netplan info", "netplan generate"), machine.processes().lines());
    }

    @Test
    void drivesAreInserted() throws IOException {
        SandboxHost machine = machine();
        Path drive = Files.createDirectories(folder.resolve("drive"));
        Files.writeString(drive.resolve("file"), "on the drive");
        machine.mounter().insert("/dev/vdb", drive);
        String read =
                machine.host()
                        .mounter()
                        .mounted(
                                "/dev/vdb",
                                "ext4",
                                files -> new String(files.read("/file"), UTF_8));
        assertEquals("on the drive", read);
        assertThrows(
                IOException.class,
                () -> machine.host().mounter().mounted("/dev/vdc", "ext4", files -> 1));
        assertEquals(List.of("/dev/vdb ext4", "/dev/vdc ext4"), machine.mounter().mounts());
    }

    @Test
    void ownersAreRemembered() throws IOException {
        SandboxHost machine = machine();
        machine.root().changeOwner("/etc/cloud/cloud.cfg", new Owner("root", "adm"));
        assertEquals(
                Map.of("/etc/cloud/cloud.cfg", new Owner("root", "adm")), machine.root().owners());
    }
}
