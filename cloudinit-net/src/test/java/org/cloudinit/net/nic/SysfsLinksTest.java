package org.cloudinit.net.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.net.sandbox.Machine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** sysfs trees of real files, and what is read from them. */
class SysfsLinksTest {
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

    private static MacAddress mac(String text) {
        return new MacAddress(text);
    }

    @Test
    void aNicShowsEverythingThatItIs() throws IOException {
        machine.upNic("ens3", "FA:16:3E:00:00:01")
                .driver("ens3", "virtio_net")
                .attribute("ens3", "device/device", "0x0001")
                .attribute("ens3", "dormant", "0");
        assertEquals(
                new Nic(
                        "ens3",
                        mac("fa:16:3e:00:00:01"),
                        mac("fa:16:3e:00:00:01"),
                        "virtio_net",
                        "0x0001",
                        true,
                        Nic.Kind.ETHERNET,
                        Nic.Role.NONE,
                        null,
                        new Nic.State(true, true, false, "up", 4, 0)),
                nic("ens3"));
        assertTrue(nic("ens3").state().up());
        assertTrue(nic("ens3").state().named());
    }

    @Test
    void whatTheKernelDoesNotShowIsUnknown() throws IOException {
        machine.folder("/sys/class/net/odd");
        assertEquals(new Nic("odd", null, null, null, null, false), nic("odd"));
        assertEquals(List.of(), addressable());
    }

    @Test
    void attributesOfTheWrongFormAreUnknown() throws IOException {
        machine.nic("ens3", "not an address")
                .attribute("ens3", "carrier", "yes")
                .attribute("ens3", "dormant", "99999999999999999999")
                .attribute("ens3", "addr_assign_type", "-7")
                .attribute("ens3", "name_assign_type", "");
        Nic nic = nic("ens3");
        assertNull(nic.mac());
        assertEquals(new Nic.State(true, false, false, "down", -1, -1), nic.state());
    }

    /** sysfs refuses to read the carrier of a link that is down; a folder refuses likewise. */
    @Test
    void anAttributeThatRefusesToBeReadIsUnknown() throws IOException {
        machine.nic("ens3", "fa:16:3e:00:00:01").folder("/sys/class/net/ens3/carrier");
        assertFalse(nic("ens3").state().carrier());
        assertFalse(nic("ens3").state().up());
    }

    /** The kernel calls it down, but does not rename it before it is set down. */
    @Test
    void aRunningLinkWithoutACableIsUp() throws IOException {
        machine.nic("ens3", "fa:16:3e:00:00:01").attribute("ens3", "carrier", "0");
        assertFalse(nic("ens3").state().carrier());
        assertTrue(nic("ens3").state().up());
    }

    @Test
    void linksComeInTheOrderOfTheirNames() throws IOException {
        machine.nic("ens9", "02:00:00:00:00:09").nic("ens10", "02:00:00:00:00:10");
        machine.file("/sys/class/net/bonding_masters", "bond0\n");
        assertEquals(List.of("ens10", "ens9"), read().nics().stream().map(Nic::name).toList());
    }

    @Test
    void kindsAreToldApart() throws IOException {
        machine.attribute("lo", "type", "772")
                .folder("/sys/class/net/br0/bridge")
                .folder("/sys/class/net/bond0/bonding")
                .attribute("ens3.7", "uevent", "DEVTYPE=vlan\nINTERFACE=ens3.7")
                .attribute("veth1a2b", "type", "1")
                .attribute("ib0", "type", "32")
                .attribute("sit0", "type", "776")
                .attribute("dummy0", "type", "1");
        assertEquals(Nic.Kind.LOOPBACK, nic("lo").kind());
        assertEquals(Nic.Kind.BRIDGE, nic("br0").kind());
        assertEquals(Nic.Kind.BOND, nic("bond0").kind());
        assertEquals(Nic.Kind.VLAN, nic("ens3.7").kind());
        assertEquals(Nic.Kind.VETH, nic("veth1a2b").kind());
        assertEquals(Nic.Kind.INFINIBAND, nic("ib0").kind());
        assertEquals(Nic.Kind.OTHER, nic("sit0").kind());
        assertEquals(Nic.Kind.ETHERNET, nic("dummy0").kind());
        assertFalse(nic("dummy0").physical());
    }

    @Test
    void aBondsMemberIsKnownByItsPermanentAddress() throws IOException {
        machine.folder("/sys/class/net/bond0/bonding")
                .attribute("bond0", "address", "02:00:00:00:00:01");
        for (int i = 1; i <= 2; i++) {
            String name = "ens" + i;
            machine.nic(name, "02:00:00:00:00:01")
                    .attribute(name, "bonding_slave/perm_hwaddr", "02:00:00:00:00:0" + i)
                    .link("/sys/class/net/" + name + "/master", "../bond0");
        }
        assertEquals("bond0", nic("ens2").master());
        assertEquals(mac("02:00:00:00:00:01"), nic("ens2").mac());
        assertEquals(mac("02:00:00:00:00:02"), nic("ens2").address());
        assertEquals(List.of(), read().sharedAddresses());
        assertEquals(
                Map.of(mac("02:00:00:00:00:01"), "ens1", mac("02:00:00:00:00:02"), "ens2"),
                read().namesByAddress());
    }

    @Test
    void aMemberOfSomethingElseIsNotMeant() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01")
                .link("/sys/class/net/ens3/master", "../vrf0")
                .attribute("vrf0", "address", "02:00:00:00:00:09")
                .nic("ens4", "02:00:00:00:00:02")
                .link("/sys/class/net/ens4/master", "../gone");
        assertEquals(List.of("ens4", "vrf0"), addressable());
        assertNull(nic("ens4").master());
    }

    @Test
    void linksThatNoConfigurationCanMeanAreLeftOut() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01")
                .folder("/sys/class/net/br0/bridge")
                .attribute("br0", "address", "02:00:00:00:00:02")
                .attribute("macvlan0", "address", "02:00:00:00:00:01")
                .attribute("macvlan0", "addr_assign_type", "2")
                .attribute("tun0", "operstate", "unknown")
                .attribute("zero0", "address", "00:00:00:00:00:00")
                .attribute("lo", "address", "00:00:00:00:00:00")
                .attribute("ens3.5", "address", "02:00:00:00:00:01")
                .attribute("ens3.5", "uevent", "DEVTYPE=vlan");
        assertEquals(List.of("ens3", "lo"), addressable());
    }

    @Test
    void namesThatUdevHasNotGivenYetAreUnsettled() throws IOException {
        machine.nic("ens3", "02:00:00:00:00:01")
                .nic("eth0", "02:00:00:00:00:02")
                .attribute("eth0", "name_assign_type", "1")
                .attribute("lo", "name_assign_type", "2");
        assertEquals(List.of("eth0"), read().unsettled());
    }

    /** The kernel makes links in /sys/class/net that lead to the devices. */
    @Test
    void linksToDevicesAreFollowed() throws IOException {
        machine.file("/sys/devices/pci0/net/ens3/address", "02:00:00:00:00:01\n")
                .link("/sys/devices/pci0/net/ens3/device", "../..")
                .link("/sys/devices/pci0/driver", "../../bus/pci/drivers/e1000")
                .folder("/sys/bus/pci/drivers/e1000")
                .link("/sys/class/net/ens3", "../../devices/pci0/net/ens3");
        assertEquals("e1000", nic("ens3").driver());
        assertEquals(mac("02:00:00:00:00:01"), nic("ens3").mac());
    }

    /** Whatever the number of links: each file once, each folder once. */
    @Test
    void everyLinkCostsTheSame() throws IOException {
        for (int i = 0; i < 200; i++) {
            String mac = "02:00:00:00:00:" + HexFormat.of().toHexDigits((byte) i);
            String name = "ens" + i;
            machine.upNic(name, mac).driver(name, "virtio_net").attribute(name, "dormant", "0");
        }
        assertEquals(200, read().nics().size());
        Map<String, Integer> asked = machine.asked();
        assertTrue(asked.values().stream().allMatch(count -> count == 1), asked.toString());
        // One listing of all links; of each link: what it is, its entries, 9 files, its driver.
        assertEquals(1 + 200 * 12, asked.size());
    }
}
