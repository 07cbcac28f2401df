package org.cloudinit.net.netplan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which programs are asked to take over what was written. */
class NetplanCommandsTest {
    private static final String BY_NAME = "version: 2\nethernets: {ens3: {dhcp4: true}}\n";

    private static final NicInventory NICS =
            new NicInventory(
                    List.of(
                            nic("lo", "00:00:00:00:00:00"),
                            nic("ens3", "fa:16:3e:00:00:01"),
                            nic("ens4", "fa:16:3e:00:00:02")));

    @TempDir private Path folder;

    private static Nic nic(String name, String mac) {
        return new Nic(name, MacAddress.parse(mac), null, null, null, true);
    }

    private static List<String> udev(String link) {
        return List.of("udevadm", "test-builtin", "net_setup_link", "/sys/class/net/" + link);
    }

    private Rendering render(String document, SandboxHost machine) {
        NetworkConfig config =
                NetworkConversion.read(document.getBytes(StandardCharsets.UTF_8), "test");
        var options = Mapping.builder().put("postcmds", true).build();
        var context = new RenderContext(machine.root(), Distros.of("debian"), options, NICS);
        return new NetplanRenderer()
                .render(NetworkConversion.interpret(config, "netplan", NICS), context);
    }

    private SandboxHost machine(String... programs) throws IOException {
        var builder = SandboxHost.in(folder).kernelCommandLine("root=/dev/vda1\n");
        for (String program : programs) {
            builder.program(program);
        }
        return builder.build();
    }

    @Test
    void theGeneratorIsRunAndUdevLooksAtTheNamedLinkAlone() throws IOException {
        SandboxHost machine = machine("/usr/libexec/netplan/generate");
        assertEquals(
                List.of(List.of("/usr/libexec/netplan/generate"), udev("ens3")),
                render(BY_NAME, machine).commands());
    }

    @Test
    void aNetplanWithoutGeneratorOfItsOwnIsAskedByItsName() throws IOException {
        assertEquals(
                List.of("netplan", "generate"), render(BY_NAME, machine()).commands().getFirst());
        SandboxHost newer =
                machine("/usr/libexec/netplan/generate", "/usr/libexec/netplan/configure");
        assertEquals(List.of("netplan", "generate"), render(BY_NAME, newer).commands().getFirst());
    }

    @Test
    void aLinkIsNamedByItsAddressInEitherCase() throws IOException {
        String document =
                "version: 2\nethernets: {a: {match: {macaddress: FA:16:3E:00:00:02}, dhcp4: true}}\n";
        assertEquals(List.of(udev("ens4")), render(document, machine()).commands().subList(1, 2));
    }

    @Test
    void aPatternOrDriverMayNameEveryLink() throws IOException {
        for (String match :
                List.of(
                        "{name: 'en*'}",
                        "{name: 'ens?'}",
                        "{name: 'ens[34]'}",
                        "{driver: virtio}")) {
            String document = "version: 2\nethernets: {a: {match: " + match + ", dhcp4: true}}\n";
            assertEquals(4, render(document, machine()).commands().size(), match);
        }
    }

    @Test
    void anUnchangedFileIsNotGeneratedAgain() throws IOException {
        SandboxHost machine = machine();
        HostRoot root = machine.root();
        root.write(render(BY_NAME, machine).files().getFirst());
        assertEquals(List.of(udev("ens3")), render(BY_NAME, machine).commands());
    }

    @Test
    void udevIsLeftAloneWhereItNamesNoLinks() throws IOException {
        SandboxHost machine =
                SandboxHost.in(folder).kernelCommandLine("root=/dev/vda1 net.ifnames=0\n").build();
        assertEquals(List.of(List.of("netplan", "generate")), render(BY_NAME, machine).commands());
    }
}
