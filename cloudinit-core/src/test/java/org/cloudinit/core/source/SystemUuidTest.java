package org.cloudinit.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the machine's firmware says of who it is. */
class SystemUuidTest {
    private static final String ID = "d8e02d56-2648-49a3-bf97-6be8f1204f38";
    private static final String FILE = "/sys/class/dmi/id/product_uuid";

    @TempDir private Path folder;

    private SandboxHost machine(String uuid) throws IOException {
        return SandboxHost.in(folder).dmi("product_uuid", uuid).build();
    }

    @Test
    void itIsSpeltInLowerCase() throws IOException {
        assertEquals(ID, SystemUuid.read(machine(ID.toUpperCase(Locale.ROOT)).host()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/run/systemd/container",
                "/run/host/container-manager",
                "/.dockerenv",
                "/proc/vz/version"
            })
    void aContainersIsItsHosts(String mark) throws IOException {
        SandboxHost machine = machine(ID);
        machine.root().write(RenderedFile.text(mark, "lxc\n", 0644));
        assertNull(SystemUuid.read(machine.host()));
    }

    @Test
    void aContainerIsNamedToItsFirstProcess() throws IOException {
        SandboxHost machine = machine(ID);
        machine.root().write(RenderedFile.text("/proc/1/environ", "A=b\0container=lxc\0", 0400));
        assertNull(SystemUuid.read(machine.host()));
        machine.root().write(RenderedFile.text("/proc/1/environ", "A=b\0mycontainer=1\0", 0400));
        assertEquals(ID, SystemUuid.read(machine.host()));
    }

    @Test
    void aMachineWithoutOneHasNone() throws IOException {
        assertNull(SystemUuid.read(SandboxHost.in(folder).build().host()));
        assertNull(SystemUuid.read(machine("  ").host()));
    }

    @Test
    void dmidecodeIsAskedWhereTheKernelIsSilent() throws IOException {
        SandboxHost machine = SandboxHost.in(folder).program("/usr/sbin/dmidecode").build();
        machine.processes()
                .answering(
                        RecordingProcesses.result(0, ID.toUpperCase(Locale.ROOT) + "\n", ""),
                        "/usr/sbin/dmidecode");
        assertEquals(ID, SystemUuid.read(machine.host()));
        assertEquals(
                List.of("/usr/sbin/dmidecode --string system-uuid"), machine.processes().lines());
    }

    @Test
    void whatDmidecodeSaysAfterAFailureDoesNotCount() throws IOException {
        SandboxHost machine = SandboxHost.in(folder).program("/usr/sbin/dmidecode").build();
        machine.processes()
                .answering(RecordingProcesses.result(1, ID, "no table"), "/usr/sbin/dmidecode");
        assertNull(SystemUuid.read(machine.host()));
    }

    /** Whatever bytes a firmware gives: a line or nothing, and no exception. */
    @Test
    void anyBytesAreReadWithoutHarm() throws IOException {
        SandboxHost machine = machine(ID);
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            machine.root().write(new RenderedFile(FILE, bytes, 0444, null));
            String read = SystemUuid.read(machine.host());
            String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            assertEquals(text.isEmpty() ? null : text.toLowerCase(Locale.ROOT), read);
        }
        byte[] unset = new byte[37];
        java.util.Arrays.fill(unset, (byte) 0xff);
        unset[36] = '\n';
        machine.root().write(new RenderedFile(FILE, unset, 0444, null));
        assertEquals("ÿ".repeat(36), SystemUuid.read(machine.host()), "the id of no instance");
    }
}
