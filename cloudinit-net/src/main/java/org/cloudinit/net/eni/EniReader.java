package org.cloudinit.net.eni;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an interfaces file as version 1 ({@code convert_eni_data}): each stanza is a
 * subnet, {@code eth0:1} one of {@code eth0}. The files that it names are not read, as the text
 * comes from elsewhere than this machine.
 */
public final class EniReader {
    static final String ACT = "reading the interfaces file";

    private final Map<String, Interface> interfaces = new LinkedHashMap<>();
    private final List<Loss> ignored = new ArrayList<>();
    private @Nullable EniStanza stanza;
    private @Nullable EniLine misplaced;

    /** What the file says of one name: how it comes up, and its stanzas. */
    private static final class Interface {
        private @Nullable String control;
        private @Nullable EniLine named;
        private final List<EniStanza> stanzas = new ArrayList<>(1);
    }

    private EniReader() {}

    /**
     * Reads a file.
     *
     * @throws MalformedException with the line, if it is none that ifupdown would take
     */
    public static EniDocument read(NetworkConfig.Eni eni) {
        var reader = new EniReader();
        for (EniLine line : EniLine.of(eni.text(), eni.source())) {
            reader.line(line);
        }
        reader.requireStanza();
        return reader.document(Origin.of(eni.source()));
    }

    private void line(EniLine line) {
        switch (line.option()) {
            case "auto", "allow-auto" -> bringUp(line, "auto");
            case "allow-hotplug" -> bringUp(line, "hotplug");
            case "iface" -> iface(line);
            case "source", "source-directory", "source-dir" ->
                    ignore(line, "other files are not read");
            case "mapping", "rename", "no-auto-down", "no-scripts", "template" -> {
                stanza = null;
                ignore(line, "version 1 has nothing of the kind");
            }
            default -> option(line);
        }
    }

    private void bringUp(EniLine line, String control) {
        stanza = null;
        for (int i = 1; i < line.words().size(); i++) {
            Interface named = named(line.word(i).value());
            named.named = line;
            // Brought up at boot counts more than brought up when it appears.
            named.control = "auto".equals(named.control) ? named.control : control;
        }
    }

    private void iface(EniLine line) {
        Scalar.Text name = line.word(1);
        stanza = new EniStanza(line, name, line.word(2).value(), line.word(3));
        named(name.value()).stanzas.add(stanza);
    }

    private Interface named(String name) {
        return interfaces.computeIfAbsent(name, key -> new Interface());
    }

    private void option(EniLine line) {
        if (stanza != null) {
            if (!stanza.take(line)) {
                ignore(line, "version 1 has no place for it");
            }
        } else if (line.option().startsWith("allow-")) {
            ignore(line, "version 1 has no place for it");
        } else {
            ignore(line, "it stands outside of a stanza");
            misplaced = misplaced == null ? line : misplaced;
        }
    }

    /** Words without a single stanza are no file of this kind; beside stanzas they are lost. */
    private void requireStanza() {
        if (misplaced != null && interfaces.values().stream().allMatch(i -> i.stanzas.isEmpty())) {
            throw misplaced.malformed(
                    "network.eni-option-without-iface",
                    misplaced.option() + " stands outside of a stanza",
                    "Move it below the iface line that it belongs to");
        }
    }

    private void ignore(EniLine line, String reason) {
        ConfigPath path = ConfigPath.ROOT;
        if (stanza != null) {
            path = path.key(stanza.name().value());
        }
        ignored.add(new Loss(path.key(line.option()), line.origin(), reason));
    }

    private EniDocument document(Origin origin) {
        Map<String, Mapping.Builder> devices = new TreeMap<>();
        Map<String, List<ConfigTree>> subnets = new LinkedHashMap<>();
        interfaces.forEach(
                (name, one) -> {
                    if (one.stanzas.isEmpty() && one.named != null) {
                        stanza = null;
                        ignore(one.named, name + " has no stanza");
                    }
                    for (EniStanza each : one.stanzas) {
                        String device = deviceOf(name);
                        devices.computeIfAbsent(device, key -> device(key, each));
                        subnets.computeIfAbsent(device, key -> new ArrayList<>())
                                .add(each.subnet(one.control == null ? "manual" : one.control));
                    }
                });
        var config = new ArrayList<ConfigTree>(devices.size());
        devices.forEach(
                (name, device) -> {
                    List<ConfigTree> ofDevice = subnets.getOrDefault(name, List.of());
                    config.add(device.put("subnets", new Sequence(ofDevice, origin)).build());
                });
        Mapping document =
                Mapping.builder(origin)
                        .put("version", 1)
                        .put("config", new Sequence(config, origin))
                        .build();
        return new EniDocument(new NetworkConfig.V1(document), ignored);
    }

    /** An address of the first stanza is taken for the one that the NIC is found by. */
    private static Mapping.Builder device(String name, EniStanza first) {
        var device =
                Mapping.builder(first.origin())
                        .put("type", name.equals("lo") ? "loopback" : "physical")
                        .put("name", name)
                        .put("subnets", Sequence.EMPTY);
        if (first.hardwareAddress() != null) {
            device.put("mac_address", first.hardwareAddress());
        }
        return device;
    }

    private static String deviceOf(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
