package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.net.nic.RenamePlan;
import org.cloudinit.net.nic.SysfsLinks;
import org.cloudinit.net.nic.WantedLink;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands on the command line, in the initramfs's files or in sysfs, nothing else is
 * thrown.
 */
class AnyInputTest {
    private static final int ROUNDS = 3_000;

    /** Pieces that mean something, so that chance reaches beyond the first check. */
    private static final String[] PIECES = {
        "network-config=",
        "ip=",
        "ip6=dhcp",
        "BOOTIF=01-",
        "disabled",
        " ",
        "\n",
        "'",
        "\"",
        "\\",
        "#",
        "=",
        "DEVICE=",
        "DEVICE6=eth0",
        "PROTO=",
        "IPV4ADDR=",
        "IPV6PROTO=dhcp6",
        "IPV4DNS0=",
        "DOMAINSEARCH=",
        "dhcp",
        "fa:16:3e:00:00:01",
        "fa-16-3e-00-00-01",
        "version: 1",
        "config:",
        "{version: 2, ethernets: {a: {match: {macaddress: ",
        "}, set-name: ens3}}}",
        "é",
        "\u0000",
        "[{type: physical, name: ",
        ", mac_address: ",
        "}]",
        "\t",
        "0",
        "::",
        ",",
        "\ud83d\ude00"
    };

    private final Notes notes = new Notes();

    @TempDir private Path folder;

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? Character.toString(random.nextInt(300))
                            : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void commandLines() throws IOException {
        var random = new Random(1);
        Machine machine = new Machine(folder).upNic("ens3", "fa:16:3e:00:00:01");
        NicInventory nics = SysfsLinks.read(machine);
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String inner = text(random);
            byte[] bytes = inner.getBytes(StandardCharsets.UTF_8);
            String line =
                    random.nextBoolean()
                            ? text(random)
                            : "network-config=" + Base64.getEncoder().encodeToString(bytes);
            var commandLine = new KernelCommandLine(line);
            commandLine.bootLink();
            commandLine.asksForInitramfsNetwork();
            try {
                var config = CommandLineConfig.read(commandLine, new TextDocuments(), notes);
                if (config != null) {
                    understood++;
                    RenamePlan.of(WantedLink.of(config, notes), nics, machine, notes);
                    DescribedLinks.of(config, nics);
                }
            } catch (MalformedException documented) {
                assertTrue(documented.problem().code().startsWith("network."));
            }
        }
        assertTrue(understood > 0, "chance never wrote a configuration");
    }

    @Test
    void filesOfTheInitramfs() {
        var random = new Random(2);
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                InitramfsConfig.device(InitramfsConfig.link(text(random), "file"), null);
                understood++;
            } catch (MalformedException documented) {
                assertTrue(documented.problem().origin().source().equals("file"));
            }
        }
        assertTrue(understood > 0, "chance never wrote a file");
    }

    @Test
    void attributesOfLinks() throws IOException {
        var random = new Random(3);
        String[] names = {
            "address",
            "carrier",
            "dormant",
            "operstate",
            "type",
            "uevent",
            "addr_assign_type",
            "name_assign_type",
            "device/device",
            "device/features",
            "bonding_slave/perm_hwaddr"
        };
        for (int round = 0; round < 100; round++) {
            Machine machine = new Machine(folder.resolve("round" + round));
            for (String name : names) {
                machine.file("/sys/class/net/ens3/" + name, text(random));
            }
            NicInventory nics = SysfsLinks.read(machine);
            nics.namesByAddress();
            nics.sharedAddresses();
            nics.unsettled();
        }
    }
}
