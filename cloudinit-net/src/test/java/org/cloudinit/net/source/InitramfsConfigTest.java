package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.nic.SysfsLinks;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Notes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that an initramfs leaves behind. */
class InitramfsConfigTest {
    private final Notes notes = new Notes();

    @TempDir private Path folder;
    private Machine machine;

    @BeforeEach
    void emptyMachine() {
        machine = new Machine(folder);
    }

    private NetworkConfig.@Nullable V1 read(String line) throws IOException {
        return InitramfsConfig.read(
                machine, new KernelCommandLine(line), SysfsLinks.read(machine), notes);
    }

    private List<String> names(String line) throws IOException {
        NetworkConfig.V1 config = read(line);
        assertNotNull(config);
        return config.document().sequence("config").items().stream()
                .map(device -> ((Mapping) device).text("name", ""))
                .toList();
    }

    private static Mapping subnet(String text) {
        var subnets = InitramfsConfig.link(text, "file").subnets();
        assertEquals(1, subnets.size());
        return (Mapping) subnets.getFirst();
    }

    @Test
    void theOriginalsRows() {
        Corpus.check("calls/net.cmdline._klibc_to_config_entry", InitramfsConfigTest::fault);
    }

    private static @Nullable String fault(Mapping row) {
        String text = ((Scalar.Text) row.sequence("args").items().getFirst()).value();
        InitramfsConfig.Link link = InitramfsConfig.link(text, "file");
        String mac = row.mapping("kwargs").mapping("mac_addrs").text(link.name());
        Nic nic = new Nic(link.name(), MacAddress.parse(mac), null, null, null, true);
        ConfigTree entry = InitramfsConfig.device(link, nic);
        return Corpus.differs(row.get("ret"), Sequence.of(Scalar.text(link.name()), entry));
    }

    @Test
    void withoutBeingAskedItSaysNothing() throws IOException {
        machine.file("/run/net-eth0.conf", "DEVICE=eth0\nPROTO=dhcp\nIPV4ADDR=10.0.0.2\n");
        assertNull(read("root=/dev/sda"));
        assertNotNull(read("ip=dhcp"));
        machine.file("/run/initramfs/open-iscsi.interface", "eth0\n");
        assertNotNull(read("root=/dev/sda"));
    }

    @Test
    void withoutFilesItSaysNothing() throws IOException {
        machine.file("/run/net-eth0.conf.bak", "x").file("/run/net.conf", "x");
        machine.file("/run/initramfs/open-iscsi.interface", "eth0\n");
        assertNull(read("ip=dhcp"));
    }

    @Test
    void bothFamiliesOfALinkAreOneDeviceAndLinksComeInOrder() throws IOException {
        machine.nic("eth0", "FA:16:3E:00:00:01");
        machine.file(
                "/run/net6-eth0.conf", "DEVICE6=eth0\nIPV6PROTO=dhcp6\nIPV6ADDR=2001:db8::2\n");
        machine.file("/run/net-eth1.conf", "DEVICE=eth1\nPROTO=none\nIPV4ADDR=10.0.0.2\n");
        machine.file("/run/net-eth0.conf", "DEVICE=eth0\nPROTO=dhcp\nIPV4ADDR=10.0.0.3\n");
        assertEquals(List.of("eth0", "eth1"), names("ip=dhcp"));
        NetworkConfig.V1 config = read("ip=dhcp");
        assertNotNull(config);
        var first = (Mapping) config.document().sequence("config").items().getFirst();
        assertEquals("fa:16:3e:00:00:01", first.text("mac_address"));
        assertEquals(
                List.of("dhcp", "dhcp6"),
                first.sequence("subnets").items().stream()
                        .map(subnet -> ((Mapping) subnet).text("type", ""))
                        .toList());
    }

    @Test
    void aFileThatCannotBeReadIsReportedAndTheRestCounts() throws IOException {
        machine.file("/run/net-eth0.conf", "DEVICE='eth0");
        machine.file("/run/net-eth1.conf", "PROTO=dhcp\nIPV4ADDR=10.0.0.2\n");
        machine.file("/run/net-eth2.conf", "DEVICE=eth2\nPROTO=pigeon\nIPV4ADDR=10.0.0.2\n");
        machine.file("/run/net-eth3.conf", "DEVICE=eth3\nPROTO=dhcp\nIPV4ADDR=10.0.0.2\n");
        assertEquals(List.of("eth3"), names("ip=dhcp"));
        assertEquals(
                List.of(
                        "network.bad-shell-text",
                        "network.initramfs-no-link",
                        "network.initramfs-protocol"),
                notes.codes());
        assertEquals("/run/net-eth2.conf", notes.problems().get(2).origin().toString());
    }

    @Test
    void ifNoFileCanBeReadItSaysNothing() throws IOException {
        machine.file("/run/net-eth0.conf", "nonsense");
        assertNull(read("ip=dhcp"));
        assertEquals(List.of("network.bad-shell-text"), notes.codes());
    }

    @Test
    void everyWordForAProtocolHasItsType() {
        for (String word : List.of("none", "off", "static")) {
            Mapping subnet = subnet("DEVICE=e\nPROTO=" + word + "\nIPV4ADDR=10.0.0.2\n");
            assertEquals("static", subnet.text("type"), word);
            assertEquals("10.0.0.2", subnet.text("address"), word);
        }
        for (String word : List.of("dhcp", "bootp", "rarp", "both", "any", "on")) {
            Mapping subnet = subnet("DEVICE=e\nPROTO=" + word + "\nIPV4ADDR=10.0.0.2\n");
            assertEquals("dhcp", subnet.text("type"), word);
            assertNull(subnet.get("address"), word);
        }
        for (String word : List.of("DHCP", "dhcp4", "pppoe")) {
            assertThrows(
                    MalformedException.class,
                    () -> InitramfsConfig.link("DEVICE=e\nPROTO=" + word + "\n", "file"),
                    word);
        }
    }

    @Test
    void withoutAProtocolTheBootFileTells() {
        assertEquals("static", subnet("DEVICE=e\nIPV4ADDR=10.0.0.2\n").text("type"));
        assertEquals(
                "dhcp", subnet("DEVICE=e\nIPV4ADDR=10.0.0.2\nfilename=pxelinux.0\n").text("type"));
    }

    @Test
    void eachFamilyMayHaveItsOwnProtocol() {
        String text =
                """
                DEVICE=e
                PROTO=none
                IPV4ADDR=10.0.0.2
                IPV6PROTO=dhcp6
                IPV6ADDR=2001:db8::2
                IPV6NETMASK=64
                IPV6GATEWAY=2001:db8::1
                """;
        var subnets = InitramfsConfig.link(text, "file").subnets();
        assertEquals("static", ((Mapping) subnets.get(0)).text("type"));
        assertEquals("dhcp6", ((Mapping) subnets.get(1)).text("type"));
        assertEquals("2001:db8::1", ((Mapping) subnets.get(1)).text("gateway"));
    }

    @Test
    void serversThatAreNoneAreLeftOutAndDomainsNeedAServer() {
        Mapping none = subnet("DEVICE=e\nIPV4ADDR=10.0.0.2\nIPV4DNS0=0.0.0.0\nDOMAINSEARCH=a.b\n");
        assertNull(none.get("dns_nameservers"));
        assertNull(none.get("dns_search"));
        Mapping commas = subnet("DEVICE=e\nIPV4ADDR=1.2.3.4\nIPV4DNS1=9.9.9.9\nDOMAINSEARCH=a,b\n");
        assertEquals(List.of("9.9.9.9"), commas.texts("dns_nameservers"));
        assertEquals(List.of("a", "b"), commas.texts("dns_search"));
        Mapping spaces =
                subnet("DEVICE=e\nIPV4ADDR=1.2.3.4\nIPV4DNS0=9.9.9.9\nDOMAINSEARCH=' a  b '\n");
        assertEquals(List.of("a", "b"), spaces.texts("dns_search"));
    }
}
