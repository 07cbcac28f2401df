package org.cloudinit.net.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Notes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the original makes of network data: same values, and keys in the same order. */
class NetworkDataCorpusTest {
    private static final Documents DOCUMENTS = new TextDocuments();

    @Test
    void conversionsOfTheOriginalsTests() {
        Corpus.check("network_data_convert", NetworkDataCorpusTest::fault);
    }

    @Test
    void openStackSamples() {
        Corpus.check("os_samples", NetworkDataCorpusTest::fault);
    }

    private static @Nullable String fault(Mapping row) {
        return fault(
                row.mapping("network_data"),
                nics(row.mapping("known_macs"), true),
                row.get("network_config"));
    }

    /** Drives whose network data the original reads; it is silent about all of them. */
    @Test
    void drives() {
        Corpus.check(
                "configdrive",
                row -> {
                    Mapping answer = row.mapping("answer");
                    ConfigTree data = answer.mapping("read").get("networkdata");
                    return data instanceof Mapping said && answer.has("network_config")
                            ? fault(
                                    said,
                                    nics(row.mapping("request").mapping("nics"), false),
                                    answer.get("network_config"))
                            : null;
                });
    }

    /** Runs of the original with network data on the drive: what it kept as the configuration. */
    @Test
    void goldenRuns() throws IOException {
        String corpus = System.getProperty("conformance.corpus", "");
        assumeFalse(corpus.isEmpty(), "no corpus: run with -Dconformance.corpus=DIR");
        List<Path> runs;
        try (Stream<Path> files = Files.walk(Path.of(corpus, "golden", "head"))) {
            runs = files.filter(file -> file.endsWith("golden.json")).sorted().toList();
        }
        var wrong = new ArrayList<String>();
        int compared = 0;
        for (Path run : runs) {
            Path data = run.resolveSibling("config-drive/openstack/latest/network_data.json");
            String kept = Files.exists(data) ? kept(run) : null;
            if (kept != null) {
                compared++;
                String fault = goldenFault(run, data, kept);
                if (fault != null) {
                    wrong.add(run.getParent() + ": " + fault);
                }
            }
        }
        System.out.println("golden network data: " + (compared - wrong.size()) + " of " + compared);
        assertNotEquals(0, compared);
        assertEquals("", String.join("\n", wrong));
    }

    private static @Nullable String goldenFault(Path run, Path data, String kept)
            throws IOException {
        Mapping nics = read(run).mapping("nics");
        Mapping converted =
                NetworkDataConverter.convert(read(data), nics(nics, false), new Notes());
        // Where the data says nothing, the fallback was kept, which is version 2.
        if (converted == null) {
            return kept.contains("\"version\": 2") ? null : "nothing, not " + kept;
        }
        String ours = DOCUMENTS.toJson(converted) + "\n";
        return ours.equals(kept) ? null : ours + "not " + kept;
    }

    /** The configuration that the run left in its instance's folder, where that is the drive's. */
    private static @Nullable String kept(Path run) throws IOException {
        Mapping golden = read(run);
        if (golden.text("cmdline", "").contains("network-config=")
                || golden.mapping("pre").entries().toString().contains("network:")) {
            return null;
        }
        for (Map.Entry<Scalar, ConfigTree> file : golden.mapping("tree").entries().entrySet()) {
            String path = file.getKey().display();
            if (path.startsWith("/var/lib/cloud/instances/")
                    && path.endsWith("/network-config.json")) {
                return ((Mapping) file.getValue()).text("content");
            }
        }
        return null;
    }

    private static Mapping read(Path file) throws IOException {
        return JsonReader.read(Files.readAllBytes(file), file.toString()) instanceof Mapping mapping
                ? mapping
                : Mapping.EMPTY;
    }

    private static @Nullable String fault(
            Mapping data, NicInventory nics, @Nullable ConfigTree wanted) {
        Mapping converted = NetworkDataConverter.convert(data, nics, new Notes());
        String fault = Corpus.differs(wanted, converted);
        return fault != null || converted == null || shape(wanted).equals(shape(converted))
                ? fault
                : "another order: " + shape(converted);
    }

    private static NicInventory nics(Mapping table, boolean byAddress) {
        Map<String, String> names = new TreeMap<>();
        table.entries()
                .forEach(
                        (key, value) -> {
                            String other = ((Scalar) value).display();
                            names.put(
                                    byAddress ? key.display() : other,
                                    byAddress ? other : key.display());
                        });
        return Conversion.nics(names);
    }

    /** All keys of a tree in order: mappings are equal whatever their order, files are not. */
    private static String shape(@Nullable ConfigTree tree) {
        return switch (tree) {
            case null -> "";
            case Scalar _ -> "";
            case Sequence sequence ->
                    sequence.items().stream().map(NetworkDataCorpusTest::shape).toList().toString();
            case Mapping mapping -> {
                var keys = new StringBuilder("{");
                mapping.entries()
                        .forEach(
                                (key, value) ->
                                        keys.append(key.display())
                                                .append(shape(value))
                                                .append(' '));
                yield keys.append('}').toString();
            }
        };
    }
}
