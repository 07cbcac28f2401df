package org.cloudinit.net.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkChoice.LinkStep;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Machine;
import org.cloudinit.net.sandbox.Notes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that give links their names. */
class RenamePlanTest {
    private static final String A = "02:00:00:00:00:0a";
    private static final String B = "02:00:00:00:00:0b";
    private static final String C = "02:00:00:00:00:0c";

    private final Notes notes = new Notes();

    private static Nic nic(
            String name, String mac, boolean up, @Nullable String driver, @Nullable String id) {
        MacAddress address = new MacAddress(mac);
        return new Nic(
                name,
                address,
                address,
                driver,
                id,
                true,
                Nic.Kind.ETHERNET,
                Nic.Role.NONE,
                null,
                new Nic.State(up, up, false, up ? "up" : "down", 4, 0));
    }

    private static Nic down(String name, String mac) {
        return nic(name, mac, false, "virtio_net", "0x1");
    }

    private static Nic up(String name, String mac) {
        return nic(name, mac, true, "virtio_net", "0x1");
    }

    private static WantedLink want(String mac, String name) {
        return want(mac, name, null, null);
    }

    private static WantedLink want(
            String mac, String name, @Nullable String driver, @Nullable String id) {
        return new WantedLink(
                new MacAddress(mac.toLowerCase(Locale.ROOT)), name, driver, id, Origin.BUILT_IN);
    }

    private List<String> plan(List<Nic> nics, Set<String> inUse, WantedLink... wanted) {
        return words(RenamePlan.of(List.of(wanted), new NicInventory(nics), inUse, notes));
    }

    private List<String> plan(List<Nic> nics, WantedLink... wanted) {
        return plan(nics, Set.of(), wanted);
    }

    private static List<String> words(List<LinkStep> steps) {
        var words = new ArrayList<String>();
        for (LinkStep step : steps) {
            words.add(
                    switch (step) {
                        case LinkStep.Down down -> "down " + down.name();
                        case LinkStep.Rename rename -> rename.from() + " -> " + rename.to();
                        case LinkStep.Up up -> "up " + up.name();
                    });
        }
        return words;
    }

    @Test
    void theOriginalsRows() {
        Corpus.check("calls/net._rename_interfaces", this::fault);
    }

    /**
     * The rows hold what the original was called with, not what it then did: the steps are those
     * that its rules give, each link that has another's driver and id getting its own name.
     */
    private @Nullable String fault(Mapping row) {
        var nics = new ArrayList<Nic>();
        for (ConfigTree info : row.mapping("kwargs").mapping("current_info").entries().values()) {
            var link = (Mapping) info;
            nics.add(
                    nic(
                            link.text("name", ""),
                            link.text("mac", ""),
                            link.flag("up", false),
                            link.text("driver"),
                            link.text("device_id")));
        }
        var wanted = new ArrayList<WantedLink>();
        var expected = new ArrayList<String>();
        for (ConfigTree item : (Sequence) row.sequence("args").items().getFirst()) {
            List<ConfigTree> parts = ((Sequence) item).items();
            WantedLink link =
                    want(
                            text(parts.get(0)),
                            text(parts.get(1)),
                            maybe(parts.get(2)),
                            maybe(parts.get(3)));
            wanted.add(link);
            for (Nic nic : nics) {
                if (link.matches(nic) && !nic.name().equals(link.name())) {
                    expected.add(nic.name() + " -> " + link.name());
                }
            }
        }
        List<String> steps = plan(nics, wanted.toArray(new WantedLink[0]));
        return steps.equals(expected) && notes.problems().isEmpty()
                ? null
                : steps + ", not " + expected + notes.problems();
    }

    private static String text(ConfigTree scalar) {
        return ((Scalar.Text) scalar).value();
    }

    private static @Nullable String maybe(ConfigTree scalar) {
        return scalar instanceof Scalar.Text text ? text.value() : null;
    }

    @Test
    void everyLinkHasItsName() {
        assertEquals(
                List.of(), plan(List.of(down("a", A), up("b", B)), want(A, "a"), want(B, "b")));
    }

    @Test
    void linksThatAreDownAreRenamed() {
        assertEquals(
                List.of("ens3 -> front", "ens5 -> back"),
                plan(List.of(down("ens3", A), down("ens5", B)), want(A, "front"), want(B, "back")));
    }

    @Test
    void aLinkThatIsUpGoesDownAndComesUpAgain() {
        assertEquals(
                List.of("down ens3", "ens3 -> front", "up front"),
                plan(List.of(up("ens3", A)), want(A, "front")));
    }

    @Test
    void twoLinksSwapTheirNames() {
        assertEquals(
                List.of("b -> cirename0", "a -> b", "cirename0 -> a"),
                plan(List.of(down("a", A), down("b", B)), want(A, "b"), want(B, "a")));
    }

    @Test
    void threeLinksGoRoundInACircleThoughAllAreUp() {
        assertEquals(
                List.of(
                        "down a",
                        "down b",
                        "b -> cirename0",
                        "a -> b",
                        "down c",
                        "c -> cirename1",
                        "cirename0 -> c",
                        "cirename1 -> a",
                        "up b",
                        "up c",
                        "up a"),
                plan(
                        List.of(up("a", A), up("b", B), up("c", C)),
                        want(A, "b"),
                        want(B, "c"),
                        want(C, "a")));
    }

    /** Five thousand links in one circle: two steps each, and one to open the circle. */
    @Test
    void manyLinksGoRoundInACircle() {
        int count = 5_000;
        var nics = new ArrayList<Nic>();
        var wanted = new ArrayList<WantedLink>();
        for (int i = 0; i < count; i++) {
            String mac = "02:00:00:00:%02x:%02x".formatted(i / 256, i % 256);
            nics.add(down("n" + i, mac));
            wanted.add(want(mac, "n" + (i + 1) % count));
        }
        List<LinkStep> steps = RenamePlan.of(wanted, new NicInventory(nics), Set.of(), notes);
        assertEquals(2 * count - 1, steps.size());
        assertEquals(new LinkStep.Rename("n1", "cirename0"), steps.getFirst());
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void whoeverHoldsTheNameStepsAside() {
        assertEquals(
                List.of("b -> cirename1", "a -> b"),
                plan(List.of(down("a", A), down("b", B), down("cirename0", C)), want(A, "b")));
    }

    @Test
    void aLinkInUseKeepsItsName() {
        assertEquals(
                List.of("b -> y"),
                plan(List.of(up("a", A), down("b", B)), Set.of("a"), want(A, "x"), want(B, "y")));
        assertEquals(List.of("network.not-renamed"), notes.codes());
    }

    @Test
    void aLinkInUseKeepsItsNameAlsoFromOthers() {
        assertEquals(List.of(), plan(List.of(up("a", A), up("b", B)), Set.of("b"), want(A, "b")));
        assertEquals(List.of("network.not-renamed"), notes.codes());
    }

    /** The addresses are the wanted link's, not those of whoever has taken its name meanwhile. */
    @Test
    void inUseIsTheLinkNotTheName() {
        assertEquals(
                List.of("b -> cirename0", "a -> b", "down c", "c -> a", "up a"),
                plan(
                        List.of(down("a", A), down("b", B), up("c", C)),
                        Set.of("a"),
                        want(A, "b"),
                        want(C, "a")));
    }

    @Test
    void aNameThatNoLinkCanHaveIsRefused() {
        for (String name : List.of("a/b", "sixteen-letters-", "with space", "", "..", "a:1", "é")) {
            var fresh = new Notes();
            assertEquals(
                    List.of(),
                    RenamePlan.of(
                            List.of(want(A, name)),
                            new NicInventory(List.of(down("a", A))),
                            Set.of(),
                            fresh),
                    name);
            assertEquals(List.of("network.not-renamed"), fresh.codes(), name);
        }
    }

    @Test
    void theNameOfABridgeIsNotTaken() {
        var bridge =
                new Nic(
                        "br0",
                        new MacAddress(B),
                        null,
                        null,
                        null,
                        false,
                        Nic.Kind.BRIDGE,
                        Nic.Role.NONE,
                        null,
                        Nic.State.UNKNOWN);
        assertEquals(List.of(), plan(List.of(down("a", A), bridge), want(A, "br0")));
        assertEquals(List.of("network.not-renamed"), notes.codes());
    }

    @Test
    void anAddressThatNoLinkHasRenamesNothing() {
        assertEquals(List.of(), plan(List.of(down("a", A)), want(B, "b")));
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void linksOfOneAddressAreToldApartByTheNameThatOneHas() {
        List<Nic> pair =
                List.of(nic("eth0", A, false, "e1000", "0x1"), nic("eth1", A, false, "igb", "0x2"));
        assertEquals(List.of(), plan(pair, want(A, "eth1")));
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void linksOfOneAddressThatCannotBeToldApartKeepTheirNames() {
        assertEquals(List.of(), plan(List.of(down("a", A), down("b", A)), want(A, "x")));
        assertEquals(List.of("network.ambiguous-address"), notes.codes());
        assertEquals(
                "renaming links: several links have the address 02:00:00:00:00:0a: a, b"
                        + " [network.ambiguous-address]."
                        + " State driver and device_id of the link that is meant.",
                notes.problems().getFirst().line());
    }

    /** The internal port of an Open vSwitch has the address of the NIC that is behind it. */
    @Test
    void ofLinksOfOneAddressTheOneWithADeviceIsMeant() {
        MacAddress address = new MacAddress(A);
        Nic port =
                new Nic(
                        "br-ex",
                        address,
                        null,
                        null,
                        null,
                        false,
                        Nic.Kind.ETHERNET,
                        Nic.Role.NONE,
                        null,
                        new Nic.State(false, false, false, "down", 3, 3));
        List<Nic> links = List.of(port, down("enp1s0", A));
        assertEquals(List.of("enp1s0 -> eth0"), plan(links, want(A, "eth0")));
        assertEquals("enp1s0", new NicInventory(links).namesByAddress().get(address));
        assertEquals(List.of(), notes.codes());
    }

    /** The original takes the driver of whoever has the name now, and then finds no such link. */
    @Test
    void linksOfDifferentDriversSwapTheirNames() {
        assertEquals(
                List.of("eth0 -> cirename0", "eth1 -> eth0", "cirename0 -> eth1"),
                plan(
                        List.of(
                                nic("eth0", A, false, "e1000", "0x1"),
                                nic("eth1", B, false, "virtio_net", "0x2")),
                        want(B, "eth0"),
                        want(A, "eth1")));
    }

    @Test
    void aStatedDriverMustFit() {
        List<Nic> nics = List.of(nic("a", A, false, "e1000", "0x1"));
        assertEquals(List.of(), plan(nics, want(A, "x", "igb", null)));
        assertEquals(List.of(), plan(nics, want(A, "x", "e1000", "0x2")));
        assertEquals(List.of("a -> x"), plan(nics, want(A, "x", "e1000", "0x1")));
    }

    @Test
    void addressesAreReadFromProcfsOnlyWhenALinkIsRenamed(@TempDir Path folder) throws IOException {
        Machine machine =
                new Machine(folder)
                        .upNic("ens3", A)
                        .upNic("ens4", B)
                        .upNic("ens5", C)
                        .file(
                                "/proc/net/route",
                                "Iface\tDestination\tGateway \tFlags\nens3\t0000A8C0\t00000000\t1\n")
                        .file(
                                "/proc/net/if_inet6",
                                """
                                20010db8000000000000000000000001 03 40 00 80     ens4
                                fe800000000000000000000000000001 04 40 20 80     ens5
                                """);
        NicInventory nics = SysfsLinks.read(machine);
        List<WantedLink> wanted = List.of(want(A, "x"), want(B, "y"), want(C, "z"));
        assertEquals(
                List.of("down ens5", "ens5 -> z", "up z"),
                words(RenamePlan.of(wanted, nics, machine, notes)));
        assertEquals(List.of("network.not-renamed", "network.not-renamed"), notes.codes());
        Machine broken = new Machine(folder.resolve("b")).folder("/proc/net/route");
        assertEquals(List.of(), RenamePlan.of(List.of(want(A, "ens3")), nics, broken, notes));
    }
}
