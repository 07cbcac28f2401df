package org.cloudinit.core.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.testkit.RecordingProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which effects happen where, and what ip(8) and mount(8) are asked for. */
class NotedPortsTest {
    @TempDir Path folder;

    @Test
    void underAnotherRootEffectsAreOnlyNoted() throws IOException {
        var notes = new ArrayList<String>();
        Path proof = folder.resolve("proof");
        Host host = open(folder, notes);
        ProcessRunner.Result result = host.processes().run(Command.of("touch", proof.toString()));
        assertTrue(result.success());
        host.links().rename("lo", "lan0");
        host.links().up("lo");
        host.links().down("lo");
        assertThrows(
                IOException.class, () -> host.mounter().mounted("/dev/sr0", "udf", files -> 1));
        assertTrue(Files.notExists(proof));
        assertEquals(
                List.of(
                        "would run touch with 1 arguments",
                        "would rename link lo to lan0",
                        "would set link lo up",
                        "would set link lo down",
                        "would mount /dev/sr0 as udf"),
                notes);
    }

    @Test
    void underTheWholeRootTheyAreReal() throws IOException {
        Host host = open(Path.of("/"), new ArrayList<>());
        assertEquals(
                "yes\n",
                new String(
                        host.processes().run(Command.of("echo", "yes")).output(),
                        java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(IpLinks.class, host.links().getClass());
        assertEquals(MountProgram.class, host.mounter().getClass());
    }

    private static Host open(Path root, List<String> notes) throws IOException {
        var sink = new ByteArrayOutputStream();
        return MachineHost.open(root, FolderRoot.STATE_FOLDERS, Console.of(sink, sink), notes::add);
    }

    @Test
    void asksIpForChanges() throws IOException {
        var programs = new RecordingProcesses();
        var links = new IpLinks(programs);
        links.rename("eth0", "lan0");
        links.up("lan0");
        links.down("lan0");
        assertEquals(
                List.of(
                        "ip link set eth0 name lan0",
                        "ip link set lan0 up",
                        "ip link set lan0 down"),
                programs.lines());
        programs.answering(RecordingProcesses.result(2, "", "Cannot find device\n"), "ip");
        var failure = assertThrows(IOException.class, () -> links.up("eth7"));
        assertEquals(
                "setting link eth7 up: ip ended with 2: Cannot find device", failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-4", "a/b", "a b", ".", "..", "sixteen-letters-", "a\nb"})
    void refusesWhatIsNoLinkName(String name) {
        var programs = new RecordingProcesses();
        var links = new IpLinks(programs);
        assertThrows(IOException.class, () -> links.up(name));
        assertThrows(IOException.class, () -> links.rename("eth0", name));
        assertEquals(List.of(), programs.lines());
    }

    @Test
    void mountsPrivatelyAndAlwaysUnmounts() throws IOException {
        var programs = new RecordingProcesses();
        var root = new FolderRoot(folder);
        var mounter = new MountProgram(root, programs, "/run/cloud-init");
        int mode =
                mounter.mounted(
                        "/dev/vdb", "ext4", files -> root.facts("/run/cloud-init/mount").mode());
        assertEquals(0700, mode);
        assertThrows(
                IllegalStateException.class,
                () ->
                        mounter.mounted(
                                "/dev/vdb",
                                "ext4",
                                files -> {
                                    throw new IllegalStateException("reader failed");
                                }));
        Path real = folder.toRealPath();
        String mount =
                "mount -o ro,nosuid,nodev,noexec -t ext4 "
                        + real
                        + "/dev/vdb "
                        + real
                        + "/run/cloud-init/mount";
        String umount = "umount " + real + "/run/cloud-init/mount";
        assertEquals(List.of(mount, umount, mount, umount), programs.lines());
        assertEquals(List.of(), root.list("/run/cloud-init"));
    }

    @Test
    void unmountsLazilyAtLast() throws IOException {
        var busy =
                new RecordingProcesses()
                        .answering(RecordingProcesses.result(32, "", "busy"), "umount");
        var mounter = new MountProgram(new FolderRoot(folder), busy, "/run/cloud-init");
        mounter.mounted("/dev/vdb", "ext4", files -> 1);
        List<String> lines = busy.lines();
        assertEquals(5, lines.size());
        assertTrue(lines.getLast().startsWith("umount -l "), lines.getLast());
    }

    @Test
    void whatCannotBeMountedIsNotRead() throws IOException {
        var failing =
                new RecordingProcesses()
                        .answering(RecordingProcesses.result(32, "", "bad superblock\n"), "mount");
        var root = new FolderRoot(folder);
        var mounter = new MountProgram(root, failing, "/run/cloud-init");
        var failure =
                assertThrows(
                        IOException.class,
                        () ->
                                mounter.mounted(
                                        "/dev/vdb",
                                        "ext4",
                                        files -> {
                                            throw new AssertionError();
                                        }));
        assertEquals(
                "mounting /dev/vdb: mount ended with 32: bad superblock", failure.getMessage());
        assertEquals(1, failing.lines().size());
        assertEquals(List.of(), root.list("/run/cloud-init"));
        assertThrows(IOException.class, () -> mounter.mounted("/dev/vdb", "-o", files -> 1));
        assertThrows(IOException.class, () -> mounter.mounted("/dev/vdb", "ext4,suid", files -> 1));
        assertThrows(IOException.class, () -> mounter.mounted("vdb", "ext4", files -> 1));
    }
}
