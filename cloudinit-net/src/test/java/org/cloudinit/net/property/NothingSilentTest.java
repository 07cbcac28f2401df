package org.cloudinit.net.property;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.RenderTarget;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every value of a configuration stands in the files of every service, or is named as lost. */
class NothingSilentTest {
    private static final int ROUNDS = Integer.getInteger("samples", 3000) / 3;
    private static final NicInventory NO_NICS = new NicInventory(List.of());

    /** What every service writes as it is given. */
    private static final Set<String> PLAIN =
            Set.of("mac", "mtu", "mtu6", "nameserver", "search", "broadcast", "vlan-id", "metric4");

    @ParameterizedTest
    @CsvSource({
        "eni, debian",
        "netplan, ubuntu",
        "networkd, debian",
        "network-manager, fedora",
        "sysconfig, rhel",
        "sysconfig, opensuse"
    })
    void everyValueIsWrittenOrNamed(String renderer, String distro) {
        var samples = new Samples(20260401);
        int written = 0;
        int named = 0;
        for (int round = 0; round < ROUNDS; round++) {
            NetworkConfig config = samples.next();
            RenderTarget target = RenderTarget.of(renderer, distro, NO_NICS);
            Rendering rendering = NetworkConversion.convert(config, target, new Notes());
            String text = text(rendering);
            for (Fact fact : Fact.of(state(config))) {
                String value = value(fact);
                if (value == null) {
                    continue;
                }
                if (fact.isNamedIn(rendering.losses())) {
                    named++;
                } else {
                    assertTrue(
                            stands(value, text),
                            () -> fact.text() + " is lost without a word\n" + text);
                    written++;
                }
            }
        }
        System.out.println(renderer + ": " + written + " values written, " + named + " named");
        assertTrue(written > ROUNDS, "the samples say too little: " + written);
    }

    /** The text that must be there, or null where a service has words of its own for the fact. */
    private static String value(Fact fact) {
        return switch (fact.kind()) {
            case "address" -> fact.value().substring(0, fact.value().indexOf('/'));
            case "route" -> fact.value().split(" ", -1)[2];
            default -> PLAIN.contains(fact.kind()) ? fact.value() : null;
        };
    }

    private static boolean stands(String value, String text) {
        String edge = "[0-9a-z]";
        return Pattern.compile("(?<!" + edge + ")" + Pattern.quote(value) + "(?!" + edge + ")")
                .matcher(text)
                .find();
    }

    private static String text(Rendering rendering) {
        var text = new StringBuilder();
        for (RenderedFile file : rendering.files()) {
            text.append(file.path()).append('\n').append(file.text()).append('\n');
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private static NetworkState state(NetworkConfig config) {
        return switch (NetworkConversion.interpret(config, "", NO_NICS)) {
            case RendererInput.Interpreted(var state) -> state;
            case RendererInput.Verbatim _ -> throw new AssertionError("not interpreted");
        };
    }
}
