package org.cloudinit.net.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.NetworkForm;
import org.cloudinit.net.RenderTarget;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;

/**
 * A configuration that goes through another form and back says what it said: each fact of it is
 * there again, or named among the losses; and nothing is there that was not said.
 */
class RoundTripTest {
    private static final int ROUNDS = Integer.getInteger("samples", 3000);
    private static final NicInventory NO_NICS = new NicInventory(List.of());

    /** What version 1 has no place for when it is read from an interfaces file. */
    private static final Set<String> ADDRESSING =
            Set.of("dynamic", "address", "nameserver", "search", "broadcast");

    /** The file of netplan's renderer is the same network in version 2. */
    @Test
    void version1ThroughVersion2() {
        var samples = new Samples(20260101);
        int kept = 0;
        int named = 0;
        for (int round = 0; round < ROUNDS; round++) {
            NetworkConfig config = samples.next();
            NetworkState before = state(config);
            Rendering rendering = render(config, "netplan", "ubuntu");
            byte[] file = rendering.files().getFirst().content();
            NetworkState after = state(NetworkConversion.read(file, "own"));
            Set<String> there = Fact.texts(Fact.of(after));
            there.addAll(handedOn(after));
            Set<String> nowhere = machineDns(there);
            for (Fact fact : Fact.of(before)) {
                if (there.contains(fact.text()) || nowhere.contains(fact.text())) {
                    kept++;
                } else if (fact.isNamedIn(rendering.losses())) {
                    named++;
                } else {
                    fail("round " + round + " loses " + fact.text() + "\n" + text(file));
                }
            }
            demandNothingNew(before, after, text(file));
        }
        System.out.println(kept + " facts kept in version 2, " + named + " named as lost");
        assertTrue(kept > 10 * ROUNDS, "the samples say too little: " + kept);
    }

    /** Name service of the machine is stated for each link that has addresses. */
    private static Set<String> machineDns(Set<String> there) {
        var machine = new HashSet<String>();
        for (String text : there) {
            int kind = text.indexOf(' ');
            if (text.startsWith("nameserver", kind + 1) || text.startsWith("search", kind + 1)) {
                machine.add(Fact.MACHINE + text.substring(kind));
            }
        }
        return machine;
    }

    /** Keys of netplan's alone, which the reading of version 2 names as not read. */
    private static List<String> handedOn(NetworkState state) {
        var facts = new ArrayList<String>();
        for (Loss ignored : state.ignored()) {
            List<String> path = ignored.path().segments();
            String device = path.get(1);
            switch (path.getLast()) {
                case "ipv6-mtu" -> {
                    facts.add(device + " mtu6 1280");
                    facts.add(device + " mtu6 1281");
                    facts.add(device + " mtu6 1282");
                }
                case "accept-ra" -> {
                    facts.add(device + " accept-ra true");
                    facts.add(device + " accept-ra false");
                }
                default -> fail("own output with " + ignored.path() + ": " + ignored.reason());
            }
        }
        return facts;
    }

    private static void demandNothingNew(NetworkState before, NetworkState after, String file) {
        Set<String> said = Fact.texts(Fact.of(before));
        for (Fact fact : Fact.of(after)) {
            boolean ofMachine =
                    said.contains(Fact.MACHINE + " " + fact.kind() + " " + fact.value());
            assertTrue(said.contains(fact.text()) || ofMachine, fact.text() + " is new\n" + file);
        }
    }

    @Test
    void version1ThroughAnInterfacesFile() {
        var samples = new Samples(20260102);
        int kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            NetworkConfig config = samples.next();
            Rendering rendering = render(config, "eni", "debian");
            byte[] file = rendering.files().getFirst().content();
            NetworkState after = state(NetworkConversion.read(file, "own", NetworkForm.ENI));
            Set<String> there = Fact.texts(Fact.of(after));
            there.addAll(machineDns(there));
            Set<String> said = Fact.texts(Fact.of(state(config)));
            for (Fact fact : Fact.of(state(config))) {
                if (ADDRESSING.contains(fact.kind()) && !fact.isNamedIn(rendering.losses())) {
                    assertTrue(
                            there.contains(fact.text()),
                            () -> "loses " + fact.text() + "\n" + text(file));
                    kept++;
                }
            }
            for (Fact fact : Fact.of(after)) {
                boolean ofMachine =
                        said.contains(Fact.MACHINE + " " + fact.kind() + " " + fact.value());
                if (ADDRESSING.contains(fact.kind())) {
                    assertTrue(
                            said.contains(fact.text()) || ofMachine,
                            () -> fact.text() + " is new\n" + text(file));
                }
            }
        }
        System.out.println(kept + " facts kept in interfaces files");
        assertTrue(kept > 3 * ROUNDS, "the samples say too little: " + kept);
    }

    @Test
    void theSameConfigurationGivesTheSameFiles() {
        var first = new Samples(20260103);
        var second = new Samples(20260103);
        for (int round = 0; round < ROUNDS / 10; round++) {
            NetworkConfig one = first.next();
            NetworkConfig other = second.next();
            for (var renderer : NetworkConversion.renderers()) {
                Rendering rendering = render(one, renderer.name(), "rhel");
                assertEquals(rendering, render(other, renderer.name(), "rhel"), renderer.name());
                assertEquals(rendering, render(one, renderer.name(), "rhel"), renderer.name());
            }
        }
    }

    private static Rendering render(NetworkConfig config, String renderer, String distro) {
        RenderTarget target = RenderTarget.of(renderer, distro, NO_NICS);
        return NetworkConversion.convert(config, target, new Notes());
    }

    private static NetworkState state(NetworkConfig config) {
        return switch (NetworkConversion.interpret(config, "", NO_NICS)) {
            case RendererInput.Interpreted(var state) -> state;
            case RendererInput.Verbatim _ -> throw new AssertionError("not interpreted");
        };
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }
}
