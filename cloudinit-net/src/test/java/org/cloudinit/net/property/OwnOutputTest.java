package org.cloudinit.net.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.RenderTarget;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;

/**
 * What is written is well-formed, passes own validation, and has every address that was asked for.
 */
class OwnOutputTest {
    private static final int ROUNDS = Integer.getInteger("samples", 3000) / 3;
    private static final NicInventory NO_NICS = new NicInventory(List.of());

    /** What networkd takes several times. */
    private static final Set<String> NETWORKD_MANY =
            Set.of("Address", "Route", "RoutingPolicyRule", "Gateway", "VLAN", "Domains", "DNS");

    @Test
    void netplansFileIsValidAndWithoutWarnings() {
        var samples = new Samples(20260201);
        for (int round = 0; round < ROUNDS; round++) {
            for (RenderedFile file : rendering(samples.next(), "netplan", "ubuntu").files()) {
                List<String> problems =
                        NetworkConversion.validate(file.content(), file.path()).stream()
                                .map(problem -> problem.code() + " " + problem.message())
                                // Keys of netplan's alone: read by netplan, not by us.
                                .filter(text -> !text.contains("ipv6-mtu is ignored"))
                                .filter(text -> !text.contains("accept-ra is ignored"))
                                .toList();
                assertEquals(List.of(), problems, file.text());
            }
        }
    }

    @Test
    void unitsOfNetworkdAreWellFormed() {
        var samples = new Samples(20260202);
        for (int round = 0; round < ROUNDS; round++) {
            NetworkConfig config = samples.next();
            Rendering rendering = rendering(config, "networkd", "debian");
            var written = new TreeSet<String>();
            for (RenderedFile file : rendering.files()) {
                IniText text = IniText.read(file.text(), NETWORKD_MANY);
                String name = String.join("", text.values("Match", "Name"));
                for (String section : List.of("Network", "Address")) {
                    text.values(section, "Address")
                            .forEach(value -> written.add(name + " " + value));
                }
            }
            demandAddresses(config, rendering, written);
        }
    }

    @Test
    void keyfilesAreWellFormed() {
        var samples = new Samples(20260203);
        for (int round = 0; round < ROUNDS; round++) {
            NetworkConfig config = samples.next();
            Rendering rendering = rendering(config, "network-manager", "fedora");
            var written = new TreeSet<String>();
            for (RenderedFile file : rendering.files()) {
                if (!file.path().endsWith(".nmconnection")) {
                    continue;
                }
                assertEquals(0600, file.mode(), file.path());
                IniText text = IniText.read(file.text(), Set.of());
                String name = String.join("", text.values("connection", "interface-name"));
                if (name.isEmpty()) {
                    String path = file.path();
                    name = path.substring(path.lastIndexOf("init-") + 5, path.lastIndexOf('.'));
                }
                for (String family : List.of("ipv4", "ipv6")) {
                    for (int i = 1; !text.values(family, "address" + i).isEmpty(); i++) {
                        written.add(name + " " + text.values(family, "address" + i).getFirst());
                    }
                }
            }
            demandAddresses(config, rendering, written);
        }
    }

    /** {@code ifcfg-*} are read by a shell. */
    @Test
    void sysconfigIsAssignmentsOnly() {
        var samples = new Samples(20260204);
        for (int round = 0; round < ROUNDS; round++) {
            NetworkConfig config = samples.next();
            for (String distro : List.of("rhel", "opensuse")) {
                for (RenderedFile file : rendering(config, "sysconfig", distro).files()) {
                    if (!file.path().contains("/ifcfg-")) {
                        continue;
                    }
                    var keys = new TreeSet<String>();
                    for (String line : file.text().lines().toList()) {
                        boolean comment = line.startsWith("#") || line.isEmpty();
                        assertTrue(
                                comment
                                        || line.matches(
                                                "[A-Z0-9_]+=([^ '\"$`\\\\]*|\"[^\"$`\\\\]*\")"),
                                line);
                        assertTrue(
                                comment || keys.add(line.substring(0, line.indexOf('='))),
                                () -> line + " is not the first\n" + file.text());
                    }
                }
            }
        }
    }

    private static void demandAddresses(
            NetworkConfig config, Rendering rendering, Set<String> written) {
        var wanted = new TreeSet<String>();
        for (Fact fact : Fact.of(state(config))) {
            if (fact.kind().equals("address") && !fact.isNamedIn(rendering.losses())) {
                wanted.add(fact.subject() + " " + fact.value());
            }
        }
        assertEquals(
                wanted,
                written,
                () -> rendering.files().stream().map(RenderedFile::text).toList() + "");
    }

    private static Rendering rendering(NetworkConfig config, String renderer, String distro) {
        return NetworkConversion.convert(
                config, RenderTarget.of(renderer, distro, NO_NICS), new Notes());
    }

    private static NetworkState state(NetworkConfig config) {
        return switch (NetworkConversion.interpret(config, "", NO_NICS)) {
            case RendererInput.Interpreted(var state) -> state;
            case RendererInput.Verbatim _ -> throw new AssertionError("not interpreted");
        };
    }
}
