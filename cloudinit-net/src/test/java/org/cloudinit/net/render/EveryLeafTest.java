package org.cloudinit.net.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.cloudinit.api.config.ConfigPath;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.NetworkForm;
import org.cloudinit.net.RenderTarget;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;

/**
 * Nothing is dropped without a word: of documents put together by chance, in which no value is
 * there twice, each value is in the files or among the losses. Truth values and the words that name
 * a type are left out, since files say them in words of their own.
 */
class EveryLeafTest {
    private static final long SEED = 20260522;
    private static final int DOCUMENTS = 400;

    /** Keys whose values are structure: the files show what follows from them. */
    private static final Set<String> STRUCTURE =
            Set.of("version", "type", "id", "link", "vlan_link", "bond_links", "control");

    @Test
    void version1() {
        check(NetworkForm.YAML, LeafDocuments::version1);
    }

    @Test
    void version2() {
        check(NetworkForm.YAML, LeafDocuments::version2);
    }

    @Test
    void networkData() {
        check(NetworkForm.NETWORK_DATA, LeafDocuments::networkData);
    }

    /** Of an interfaces file each line is a value; a stanza that is lost is lost with its lines. */
    @Test
    void interfacesFile() {
        var documents = new LeafDocuments(new Random(SEED));
        var wrong = new ArrayList<String>();
        int values = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = documents.eni();
            for (NetworkRenderer renderer : NetworkConversion.renderers()) {
                Rendering rendering = rendering(text, NetworkForm.ENI, renderer, List.of());
                String said = said(rendering);
                Set<Integer> lost = new HashSet<>();
                rendering.losses().forEach(loss -> lost.add(loss.origin().line()));
                int stanza = 0;
                int number = 0;
                for (String line : text.lines().toList()) {
                    number++;
                    stanza = line.startsWith(" ") ? stanza : number;
                    for (String word : line.split("[ /]+", -1)) {
                        // Values have a number of five digits in one form or another.
                        boolean value = word.matches("w\\d+x|\\d{5}|.*[.:].*[.:].*");
                        values += value ? 1 : 0;
                        if (value
                                && !lost.contains(number)
                                && !lost.contains(stanza)
                                && !said.contains(word)) {
                            wrong.add(renderer.name() + ": " + word + " of\n" + text);
                        }
                    }
                }
            }
        }
        assertTrue(values > DOCUMENTS * 5 * 8, "only " + values + " values");
        assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " values");
    }

    private static String said(Rendering rendering) {
        var text = new StringBuilder();
        for (RenderedFile file : rendering.files()) {
            text.append(file.path()).append('\n').append(file.text()).append('\n');
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    private interface Form {
        String write(LeafDocuments documents);
    }

    private static void check(NetworkForm form, Form writer) {
        var documents = new LeafDocuments(new Random(SEED));
        var wrong = new ArrayList<String>();
        int leaves = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = writer.write(documents);
            ConfigTree tree = YamlReader.read(text, "leaves");
            for (NetworkRenderer renderer : NetworkConversion.renderers()) {
                Rendering rendering = rendering(text, form, renderer, documents.nics());
                for (Leaf leaf : leavesOf(tree)) {
                    leaves++;
                    if (!accounted(leaf, rendering)) {
                        wrong.add(renderer.name() + ": " + leaf + " of\n" + text);
                    }
                }
                for (Loss loss : rendering.losses()) {
                    if (!isExact(loss, tree, text, rendering)) {
                        wrong.add(renderer.name() + ": " + loss + " in\n" + text);
                    }
                }
            }
        }
        assertTrue(leaves > DOCUMENTS * 5 * 8, "only " + leaves + " values");
        assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " values");
    }

    private static Rendering rendering(
            String text, NetworkForm form, NetworkRenderer renderer, List<String> macs) {
        var nics = new ArrayList<Nic>();
        for (String mac : macs) {
            MacAddress address = MacAddress.parse(mac);
            nics.add(new Nic("en" + nics.size(), address, null, null, null, true));
        }
        NetworkConfig config =
                NetworkConversion.read(text.getBytes(StandardCharsets.UTF_8), "leaves", form);
        String distro =
                switch (renderer.name()) {
                    case "sysconfig" -> "rhel";
                    case "networkd" -> "photon";
                    default -> "debian";
                };
        return NetworkConversion.convert(
                config, RenderTarget.of(renderer, distro, new NicInventory(nics)), new Notes());
    }

    /**
     * Whether a loss names a node of the document, and no more than what is lost: nothing of what
     * it holds is in the files. Where it has a reason of its own, that says what of it is.
     */
    private static boolean isExact(
            Loss loss, ConfigTree document, String text, Rendering rendering) {
        ConfigTree node = document;
        for (String segment : loss.path().segments()) {
            node =
                    switch (node) {
                        case Mapping mapping -> mapping.get(segment);
                        case Sequence list -> {
                            int index =
                                    Integer.parseInt(segment.substring(1, segment.length() - 1));
                            yield index < list.size() ? list.items().get(index) : null;
                        }
                        // A word of a text that is a list.
                        case Scalar scalar -> scalar;
                        case null -> null;
                    };
        }
        if (node == null || !node.origin().equals(loss.origin())) {
            return false;
        }
        String said = said(rendering);
        return !loss.reason().startsWith("not expressed in the files")
                || leavesOf(node).stream()
                        .map(Leaf::token)
                        .noneMatch(token -> said.contains(token) && !isReference(token, text));
    }

    /** What stands in a document twice is the name of a device, and a reference to it. */
    private static boolean isReference(String token, String text) {
        return text.indexOf(token) != text.lastIndexOf(token);
    }

    private record Leaf(ConfigPath path, String value) {
        /** As files have it: without the prefix, which some write as a mask. */
        String token() {
            String lower = value.toLowerCase(Locale.ROOT);
            int slash = lower.indexOf('/');
            return slash < 0 ? lower : lower.substring(0, slash);
        }
    }

    private static List<Leaf> leavesOf(ConfigTree tree) {
        var leaves = new ArrayList<Leaf>();
        collect(tree, ConfigPath.ROOT, leaves);
        return leaves;
    }

    private static void collect(ConfigTree tree, ConfigPath path, List<Leaf> leaves) {
        switch (tree) {
            case Mapping mapping ->
                    mapping.entries()
                            .forEach(
                                    (key, value) -> {
                                        if (!STRUCTURE.contains(key.display())) {
                                            collect(value, path.key(key.display()), leaves);
                                        }
                                    });
            case Sequence sequence -> {
                for (int i = 0; i < sequence.size(); i++) {
                    collect(sequence.items().get(i), path.index(i), leaves);
                }
            }
            case Scalar.Bool _, Scalar.Null _ -> {}
            case Scalar scalar -> {
                // Each word of a text is a value of its own: a list may be written so.
                String[] words = scalar.display().split(" ", -1);
                for (int i = 0; i < words.length; i++) {
                    leaves.add(new Leaf(words.length == 1 ? path : path.index(i), words[i]));
                }
            }
        }
    }

    private static boolean accounted(Leaf leaf, Rendering rendering) {
        var lost = new HashSet<List<String>>();
        for (Loss loss : rendering.losses()) {
            lost.add(loss.path().segments());
        }
        List<String> segments = leaf.path().segments();
        for (int length = 1; length <= segments.size(); length++) {
            if (lost.contains(segments.subList(0, length))) {
                return true;
            }
        }
        return said(rendering).contains(leaf.token());
    }
}
