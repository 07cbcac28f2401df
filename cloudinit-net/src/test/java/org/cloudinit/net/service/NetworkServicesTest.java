package org.cloudinit.net.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.cloudinit.net.sandbox.Machine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is installed, told from files. */
class NetworkServicesTest {
    @TempDir private Path folder;
    private Machine machine;

    @BeforeEach
    void emptyMachine() {
        machine = new Machine(folder);
    }

    private Machine fresh(String name) {
        return new Machine(folder.resolve(name));
    }

    @Test
    void onAnEmptyMachineNothingIs() {
        assertFalse(NetworkServices.netplan(machine));
        assertFalse(NetworkServices.eni(machine));
        assertFalse(NetworkServices.sysconfig(machine));
        assertFalse(NetworkServices.networkd(machine));
        assertFalse(NetworkServices.networkManager(machine));
    }

    @Test
    void netplanIsAProgramOfTheSystem() {
        assertFalse(NetworkServices.netplan(machine.file("/usr/sbin/netplan", "no program")));
        assertFalse(NetworkServices.netplan(fresh("a").program("/usr/bin/netplan")));
        assertFalse(NetworkServices.netplan(fresh("b").folder("/usr/sbin/netplan")));
        assertTrue(NetworkServices.netplan(fresh("c").program("/usr/sbin/netplan")));
        assertTrue(NetworkServices.netplan(fresh("d").program("/sbin/netplan")));
    }

    @Test
    void ifupdownNeedsItsFileToo() {
        machine.program("/sbin/ifup").program("/usr/sbin/ifdown");
        machine.file("/etc/network/interfaces", "");
        assertFalse(NetworkServices.eni(machine));
        assertTrue(NetworkServices.eni(machine.program("/sbin/ifquery")));
        Machine without = fresh("a").program("/sbin/ifup").program("/sbin/ifdown");
        assertFalse(NetworkServices.eni(without.program("/sbin/ifquery")));
        assertFalse(NetworkServices.eni(without.folder("/etc/network/interfaces")));
    }

    @Test
    void networkScriptsNeedADistributionThatHasThem() {
        machine.program("/usr/sbin/ifup").program("/usr/sbin/ifdown");
        machine.file("/etc/sysconfig/network-scripts/network-functions", "");
        assertFalse(NetworkServices.sysconfig(machine));
        for (String id : List.of("rocky", "\"rhel\"", "'fedora'", "OpenCloudOS", "opensuse-leap")) {
            machine.file("/etc/os-release", "NAME=x\nVERSION_ID=9\nID=" + id + "\n");
            assertTrue(NetworkServices.sysconfig(machine), id);
        }
        for (String id : List.of("debian", "alpine", "")) {
            machine.file("/etc/os-release", "ID=" + id + "\nID_LIKE=fedora\n");
            assertFalse(NetworkServices.sysconfig(machine), id);
        }
        Machine suse = fresh("a").program("/sbin/ifup").program("/sbin/ifdown");
        suse.file("/usr/lib/os-release", "ID=sles\n");
        assertFalse(NetworkServices.sysconfig(suse));
        assertTrue(NetworkServices.sysconfig(suse.file("/etc/sysconfig/config", "")));
    }

    @Test
    void thePluginOfNetworkManagerStandsForNetworkScripts() {
        machine.file("/etc/os-release", "ID=\"rocky\"\n");
        machine.folder("/usr/lib64/NetworkManager/1.44.0-3.el9");
        assertFalse(NetworkServices.sysconfig(machine));
        machine.file(
                "/usr/lib64/NetworkManager/1.44.0-3.el9/libnm-settings-plugin-ifcfg-rh.so", "");
        assertTrue(NetworkServices.sysconfig(machine));
    }

    @Test
    void networkdIsJudgedByItsPrograms() {
        assertFalse(NetworkServices.networkd(machine.program("/bin/systemctl")));
        assertFalse(NetworkServices.networkd(machine.program("/sbin/ip")));
        assertTrue(NetworkServices.networkd(machine.program("/usr/sbin/ip")));
    }

    @Test
    void withoutSystemdNetworkManagerNeedsItsProgramOnly() {
        assertTrue(NetworkServices.networkManager(machine.program("/usr/bin/nmcli")));
    }

    @Test
    void underSystemdNetworkManagerMustBeEnabled() {
        machine.program("/usr/bin/nmcli").folder("/run/systemd/system");
        machine.file("/usr/lib/systemd/system/NetworkManager.service", "[Unit]\n");
        assertFalse(NetworkServices.networkManager(machine));
        machine.link(
                "/etc/systemd/system/multi-user.target.wants/NetworkManager.service",
                "/usr/lib/systemd/system/NetworkManager.service");
        assertTrue(NetworkServices.networkManager(machine));
        machine.link("/etc/systemd/system/NetworkManager.service", "/dev/null");
        assertFalse(NetworkServices.networkManager(machine));
    }
}
