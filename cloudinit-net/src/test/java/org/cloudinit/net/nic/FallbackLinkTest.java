package org.cloudinit.net.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Machine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which link gets DHCP where nobody has said anything. */
class FallbackLinkTest {
    @TempDir private Path folder;

    private Machine machine(String name) {
        return new Machine(folder.resolve(name)).folder("/sys/class/net");
    }

    private static FallbackLink choose(Machine machine, @Nullable String bootLink)
            throws IOException {
        return FallbackLink.choose(SysfsLinks.read(machine), MacAddress.parse(bootLink));
    }

    private static @Nullable String winner(Machine machine) throws IOException {
        return choose(machine, null).decision().winner();
    }

    @Test
    void theOriginalsRows() {
        Corpus.check("fallback_nic", this::fault);
    }

    private @Nullable String fault(Mapping row) throws IOException {
        Machine machine = machine(row.text("id", "").replace('/', '-'));
        row.mapping("sysfs")
                .entries()
                .forEach(
                        (path, text) ->
                                machine.file(
                                        "/sys/class/net/" + path.display(),
                                        ((Scalar) text).display()));
        for (ConfigTree name : row.sequence("sysfs_dirs")) {
            machine.folder("/sys/class/net/" + ((Scalar) name).display());
        }
        row.mapping("dev_attrs")
                .entries()
                .forEach((name, values) -> device(machine, name.display(), (Mapping) values));
        if ("fallback_nic/16".equals(row.text("id"))) {
            failoverPair(machine);
        }
        FallbackLink link = choose(machine, null);
        if ("net.find_fallback_nic".equals(row.text("fn"))) {
            String name = link.decision().winner();
            return Corpus.differs(row.get("ret"), name == null ? null : Scalar.text(name));
        }
        boolean withDriver = row.mapping("kwargs").flag("config_driver", false);
        return Corpus.differs(row.get("ret"), document(link.config(withDriver)));
    }

    private static void device(Machine machine, String name, Mapping values) {
        machine.folder("/sys/class/net/" + name + "/device");
        values.entries()
                .forEach(
                        (key, value) -> {
                            if (key.display().equals("device/driver")) {
                                machine.driver(name, ((Scalar) value).display());
                            } else if (value instanceof Scalar.Text text) {
                                machine.attribute(name, key.display(), text.value());
                            }
                        });
    }

    /**
     * The original's test replaces the functions that tell such a pair; this is the pair itself.
     */
    private static void failoverPair(Machine machine) {
        String features = "0".repeat(62) + "10";
        machine.driver("ens3", "virtio_net").attribute("ens3", "device/features", features);
        machine.driver("ens3sby", "virtio_net").attribute("ens3sby", "device/features", features);
        machine.link("/sys/class/net/ens3sby/master", "../ens3");
        machine.driver("enP0s1f3", "mlx5_core");
        machine.link("/sys/class/net/enP0s1f3/master", "../ens3");
    }

    private static @Nullable ConfigTree document(NetworkConfig config) {
        return switch (config) {
            case NetworkConfig.V1 v1 -> v1.document();
            case NetworkConfig.V2 v2 -> v2.document();
            case NetworkConfig.Eni _, NetworkConfig.NetworkData _, NetworkConfig.Disabled _ -> null;
        };
    }

    @Test
    void aCarrierIsWorthMoreThanTheNameEth0() throws IOException {
        Machine machine =
                machine("m").nic("eth0", "02:00:00:00:00:01").upNic("ens9", "02:00:00:00:00:02");
        assertEquals("ens9", winner(machine));
    }

    @Test
    void eth0ComesFirstAmongEquals() throws IOException {
        Machine machine =
                machine("m").nic("ens3", "02:00:00:00:00:01").nic("eth0", "02:00:00:00:00:02");
        assertEquals("eth0", winner(machine));
    }

    @Test
    void namesAreCountedAsPeopleCountThem() throws IOException {
        Machine machine =
                machine("m").nic("ens10", "02:00:00:00:00:01").nic("ens9", "02:00:00:00:00:02");
        assertEquals("ens9", winner(machine));
    }

    @Test
    void theLinkOfTheBootLoaderComesBeforeEth0ButNotBeforeACarrier() throws IOException {
        Machine machine =
                machine("m").nic("eth0", "02:00:00:00:00:01").nic("eth1", "02:00:00:00:00:02");
        assertEquals("eth1", choose(machine, "02:00:00:00:00:02").decision().winner());
        machine.upNic("eth2", "02:00:00:00:00:03");
        assertEquals("eth2", choose(machine, "02:00:00:00:00:02").decision().winner());
    }

    @Test
    void aLinkWithoutADeviceComesLast() throws IOException {
        Machine machine =
                machine("m")
                        .attribute("dummy0", "address", "02:00:00:00:00:01")
                        .attribute("dummy0", "carrier", "1")
                        .upNic("ens3", "02:00:00:00:00:02");
        assertEquals("ens3", winner(machine));
    }

    @Test
    void aContainersOnlyLinkIsTaken() throws IOException {
        Machine machine =
                machine("m")
                        .attribute("lo", "address", "00:00:00:00:00:00")
                        .attribute("lo", "type", "772")
                        .attribute("lo", "carrier", "1")
                        .attribute("eth0", "address", "02:00:00:00:00:02")
                        .attribute("eth0", "operstate", "up")
                        .attribute("eth0", "carrier", "1");
        assertEquals("eth0", winner(machine));
    }

    @Test
    void everyCandidateHasItsReason() throws IOException {
        Machine machine =
                machine("m")
                        .upNic("ens3", "02:00:00:00:00:01")
                        .nic("ens4", "02:00:00:00:00:02")
                        .attribute("br0", "address", "02:00:00:00:00:03")
                        .folder("/sys/class/net/br0/bridge")
                        .attribute("tun0", "operstate", "unknown")
                        .nic("ens5", "02:00:00:00:00:05")
                        .attribute("ens5", "operstate", "notpresent");
        var decision = choose(machine, null).decision();
        assertEquals("carrier, device", decision.reason());
        var verdicts = new StringBuilder();
        for (var candidate : decision.candidates()) {
            verdicts.append(candidate.name()).append(": ").append(candidate.verdict()).append('\n');
        }
        assertEquals(
                """
                br0: bridge
                ens3: score 17: carrier, device
                ens4: score 9: may get a carrier, device
                ens5: no carrier, operstate notpresent
                tun0: no address
                """,
                verdicts.toString());
    }

    @Test
    void withoutALinkTheNetworkIsLeftAlone() throws IOException {
        FallbackLink link = choose(machine("m"), null);
        assertNull(link.nic());
        assertEquals("no link could carry DHCP", link.decision().reason());
        assertTrue(link.config(false) instanceof NetworkConfig.Disabled);
    }

    @Test
    void aMachineWithoutSysfsHasNoLinks() throws IOException {
        assertNull(winner(new Machine(folder.resolve("nothing"))));
    }

    @Test
    void theSyntheticLinkOfHypervIsTakenNotTheFunctionBeneath() throws IOException {
        Machine machine =
                machine("m").upNic("eth0", "02:00:00:00:00:01").nic("eth1", "02:00:00:00:00:01");
        machine.driver("eth0", "mlx5_core").driver("eth1", "hv_netvsc");
        FallbackLink link = choose(machine, null);
        assertNotNull(link.nic());
        assertEquals("eth1", link.nic().name());
    }
}
