package org.cloudinit.net.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.net.sandbox.Machine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links that share an address, and which of them a configuration or the fallback means. */
class LinkRolesTest {
    private static final String IB_ADDRESS =
            "a0:00:02:20:fe:80:00:00:00:00:00:00:ec:0d:9a:03:00:15:e2:c1";
    private static final String STANDBY = "0".repeat(62) + "10";

    @TempDir private Path folder;
    private Machine machine;

    @BeforeEach
    void emptyMachine() {
        machine = new Machine(folder).folder("/sys/class/net");
    }

    private NicInventory read() throws IOException {
        return SysfsLinks.read(machine);
    }

    private Nic nic(String name) throws IOException {
        Nic nic = read().named(name);
        assertNotNull(nic, name);
        return nic;
    }

    private List<String> addressable() throws IOException {
        return read().addressable().stream().map(Nic::name).toList();
    }

    private @Nullable String fallback() throws IOException {
        return FallbackLink.choose(read(), null).decision().winner();
    }

    private static MacAddress mac(String text) {
        return new MacAddress(text);
    }

    @Test
    void theFunctionBeneathAHypervLinkIsLeftOutWhetherOrNotItIsAMemberYet() throws IOException {
        machine.nic("eth1", "02:00:00:00:00:01").driver("eth1", "hv_netvsc");
        machine.upNic("eth0", "02:00:00:00:00:01").driver("eth0", "mlx5_core");
        machine.upNic("enP1s0", "02:00:00:00:00:01").driver("enP1s0", "mana");
        machine.link("/sys/class/net/enP1s0/master", "../eth1");
        assertEquals(Nic.Role.HYPERV_VF, nic("eth0").role());
        assertEquals(Nic.Role.HYPERV_VF, nic("enP1s0").role());
        assertEquals(List.of("eth1"), addressable());
        assertEquals("eth1", fallback());
        assertEquals(List.of(), read().sharedAddresses());
    }

    @Test
    void aMellanoxNicElsewhereIsAnOrdinaryOne() throws IOException {
        machine.nic("eth1", "02:00:00:00:00:01").driver("eth1", "hv_netvsc");
        machine.upNic("eth0", "02:00:00:00:00:02").driver("eth0", "mlx5_core");
        assertEquals(Nic.Role.NONE, nic("eth0").role());
        assertEquals(List.of("eth0", "eth1"), addressable());
        assertEquals("eth0", fallback());
    }

    /** Nothing else would be left that the address can mean. */
    @Test
    void theFunctionIsMeantWhereItsHypervLinkCannotBe() throws IOException {
        machine.nic("eth1", "02:00:00:00:00:01").driver("eth1", "hv_netvsc");
        machine.attribute("eth1", "addr_assign_type", "2");
        machine.nic("eth0", "02:00:00:00:00:01").driver("eth0", "mlx5_core");
        assertEquals(List.of("eth0"), addressable());
        assertEquals("eth1", fallback());
    }

    @Test
    void theFallbackTakesTheMasterOfAFailoverPairByItsName() throws IOException {
        machine.upNic("ens3", "02:00:00:00:00:01").driver("ens3", "virtio_net");
        machine.attribute("ens3", "device/features", STANDBY);
        machine.upNic("ens3nsby", "02:00:00:00:00:01").driver("ens3nsby", "virtio_net");
        machine.attribute("ens3nsby", "device/features", STANDBY);
        machine.link("/sys/class/net/ens3nsby/master", "../ens3");
        assertEquals("ens3", fallback());
        var config = (NetworkConfig.V2) FallbackLink.choose(read(), null).config(false);
        assertEquals(
                Mapping.builder().put("name", "ens3").build(),
                config.document().find("ethernets", "ens3", "match"));
    }

    /** Before the kernel has joined them, each standby looks like a master. */
    @Test
    void aStandbyWithoutAMasterIsTakenForOne() throws IOException {
        machine.nic("ens3nsby", "02:00:00:00:00:01").driver("ens3nsby", "virtio_net");
        machine.attribute("ens3nsby", "device/features", STANDBY);
        machine.link("/sys/class/net/ens3nsby/master", "../gone");
        assertEquals(Nic.Role.FAILOVER_MASTER, nic("ens3nsby").role());
    }

    @Test
    void aPortOfAnotherKindOfMasterIsNotMeant() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01")
                .link("/sys/class/net/ens3/master", "../ovs-system")
                .attribute("ovs-system", "address", "02:00:00:00:00:09");
        assertEquals(Nic.Role.NONE, nic("ens3").role());
        assertEquals(List.of("ovs-system"), addressable());
    }

    @Test
    void anEthernetLinkWithTheAddressOfAnInfinibandOneIsAWarning() throws IOException {
        machine.attribute("ib0", "type", "32").attribute("ib0", "address", IB_ADDRESS);
        assertEquals(List.of(), read().sharedAddresses());
        machine.nic("ens3", "ec:0d:9a:15:e2:c1");
        assertEquals(List.of(mac("ec:0d:9a:15:e2:c1")), read().sharedAddresses());
    }

    @Test
    void aLinkThatDoesNotShareByDesignIsAWarning() throws IOException {
        machine.nic("eno0", "02:00:00:00:00:01").driver("eno0", "fsl_enetc");
        machine.nic("eno1", "02:00:00:00:00:01").driver("eno1", "e1000");
        assertEquals(List.of(mac("02:00:00:00:00:01")), read().sharedAddresses());
    }

    @Test
    void whatHasNoAddressOfALinkIsNoWayIn() throws IOException {
        machine.attribute("sit0", "address", "00:00:00:00")
                .attribute("sit0", "operstate", "down")
                .attribute("ip6tnl0", "address", "00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00")
                .attribute("ip6tnl0", "operstate", "down")
                .attribute("tun0", "address", "")
                .attribute("tun0", "operstate", "unknown");
        assertNull(fallback());
        assertEquals(List.of(), addressable());
    }

    @Test
    void aVirtualCableAndTheVlanOnItAreNoWayIn() throws IOException {
        machine.upNic("veth1a2b", "02:00:00:00:00:01").upNic("veth1a2b.5", "02:00:00:00:00:02");
        machine.attribute("veth1a2b.5", "uevent", "DEVTYPE=vlan\n");
        assertNull(fallback());
    }

    @Test
    void aPortOfAnOpenVSwitchIsMeant() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01")
                .link("/sys/class/net/ens3/master", "../ovs-system")
                .link("/sys/class/net/ens3/upper_ovs-system", "../ovs-system")
                .attribute("ovs-system", "address", "02:00:00:00:00:09")
                .attribute("ovs-system", "addr_assign_type", "1");
        assertEquals(Nic.Role.OPEN_VSWITCH_PORT, nic("ens3").role());
        assertTrue(addressable().contains("ens3"));
    }

    @Test
    void theHalvesOfAFailoverPairAreLeftOut() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01").driver("ens3", "virtio_net");
        machine.attribute("ens3", "device/features", STANDBY);
        machine.nic("ens3nsby", "02:00:00:00:00:01").driver("ens3nsby", "virtio_net");
        machine.attribute("ens3nsby", "device/features", STANDBY);
        machine.link("/sys/class/net/ens3nsby/master", "../ens3");
        machine.nic("ens4", "02:00:00:00:00:01").driver("ens4", "ixgbevf");
        machine.link("/sys/class/net/ens4/master", "../ens3");
        assertEquals(Nic.Role.FAILOVER_MASTER, nic("ens3").role());
        assertEquals(Nic.Role.FAILOVER_MEMBER, nic("ens3nsby").role());
        assertEquals(Nic.Role.FAILOVER_MEMBER, nic("ens4").role());
        assertEquals(List.of("ens3"), addressable());
    }

    @Test
    void anOrdinaryVirtioNicIsNoPair() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01").driver("ens3", "virtio_net");
        machine.attribute("ens3", "device/features", "1".repeat(62) + "01");
        machine.nic("ens4", "02:00:00:00:00:02").driver("ens4", "virtio_net");
        machine.attribute("ens4", "device/features", "1".repeat(63));
        assertEquals(Nic.Role.NONE, nic("ens3").role());
        assertEquals(Nic.Role.NONE, nic("ens4").role());
    }

    @Test
    void infinibandIsFoundByBothForms() throws IOException {
        machine.attribute("ib0", "type", "32").attribute("ib0", "address", IB_ADDRESS);
        assertEquals(
                Map.of(mac(IB_ADDRESS), "ib0", mac("ec:0d:9a:15:e2:c1"), "ib0"),
                read().namesByAddress());
        machine.nic("ens3", "ec:0d:9a:15:e2:c1");
        assertEquals("ens3", read().namesByAddress().get(mac("ec:0d:9a:15:e2:c1")));
    }

    @Test
    void sharedAddressesAreNamedAndTheFirstLinkIsMeant() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01").nic("ens4", "02:00:00:00:00:01");
        assertEquals(List.of(mac("02:00:00:00:00:01")), read().sharedAddresses());
        assertEquals(Map.of(mac("02:00:00:00:00:01"), "ens3"), read().namesByAddress());
    }

    @Test
    void driversThatShareAddressesByDesignAreNoWarning() throws IOException {
        machine.nic("eno0", "02:00:00:00:00:01").driver("eno0", "fsl_enetc");
        machine.nic("eno1", "02:00:00:00:00:01").driver("eno1", "mscc_felix");
        machine.nic("wwan0", "02:00:00:00:00:01").driver("wwan0", "qmi_wwan");
        assertEquals(List.of(), read().sharedAddresses());
    }
}
