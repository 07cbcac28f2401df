package org.cloudinit.dist.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The original's conversions through the batch: one process, one line a row; same paths, bytes and
 * modes.
 */
class NetConvertCorpusTest {
    /** Rows for which the original raises, deviation N72: ours are written. */
    private static final Set<String> RAISED =
            Set.of(
                    "network_configs/large_v1/yaml/networkd",
                    "network_configs_distro/large_v1/yaml/networkd-debian",
                    "network_configs_distro/large_v1/yaml/networkd-photon");

    /** Distributions whose settings are those of a variant, but for a header. */
    private static final Map<String, String> DISTRO_OF_VARIANT =
            Map.of(
                    "netplan", "ubuntu",
                    "sysconfig-rhel", "rhel",
                    "sysconfig-opensuse", "opensuse",
                    "eni-ip", "alpine",
                    "networkd", "photon",
                    "network-manager", "fedora");

    private record Row(
            Mapping row, String renderer, String distro, ConfigTree input, String kind) {}

    /** The same inputs as below, with the paths and headers of ten distributions. */
    @Test
    void configsOfDistributions() throws IOException {
        var rows = new ArrayList<Row>();
        for (Mapping row : table("network_configs_distro")) {
            rows.add(yaml(row, row.text("distro", "")));
        }
        compare("network_configs_distro", rows, false);
    }

    @Test
    void configs() throws IOException {
        var rows = new ArrayList<Row>();
        int others = 0;
        for (Mapping row : table("network_configs")) {
            String distro = DISTRO_OF_VARIANT.get(row.text("variant", ""));
            if (distro == null) {
                others++;
            } else {
                rows.add(yaml(row, distro));
            }
        }
        System.out.println(
                "batch network_configs: " + others + " rows are of a machine without ip");
        compare("network_configs", rows, true);
    }

    @Test
    void openStackSamples() throws IOException {
        var rows = new ArrayList<Row>();
        for (Mapping row : table("os_samples")) {
            String distro = DISTRO_OF_VARIANT.get(row.text("variant", ""));
            if (distro != null) {
                rows.add(
                        new Row(
                                row,
                                row.text("renderer", ""),
                                distro,
                                Scalar.text(
                                        JsonWriter.write(
                                                row.mapping("network_data"), JsonStyle.LINE)),
                                "network_data.json"));
            }
        }
        compare("os_samples", rows, true);
    }

    private static Row yaml(Mapping row, String distro) {
        return new Row(
                row,
                row.text("renderer", ""),
                distro,
                Scalar.text(row.text("input_yaml", "")),
                "yaml");
    }

    private static List<Mapping> table(String name) throws IOException {
        String corpus = System.getProperty("conformance.corpus", "");
        assumeFalse(corpus.isEmpty(), "no corpus: run with -Dconformance.corpus=DIR");
        var rows = new ArrayList<Mapping>();
        for (String line : Files.readAllLines(Path.of(corpus, name + ".jsonl"))) {
            rows.add((Mapping) JsonReader.read(line, name));
        }
        return rows;
    }

    private static void compare(String table, List<Row> rows, boolean plain) throws IOException {
        var batch = new ByteArrayOutputStream();
        for (Row row : rows) {
            batch.write(
                    JsonWriter.write(line(row), JsonStyle.LINE).getBytes(StandardCharsets.UTF_8));
            batch.write('\n');
        }
        long start = System.nanoTime();
        List<Mapping> answers = BatchConversionTest.answers(batch.toByteArray());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals(rows.size(), answers.size());
        Map<String, int[]> counts = new TreeMap<>();
        var wrong = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String fault = fault(row, answers.get(i), plain);
            int[] count = counts.computeIfAbsent(row.renderer(), _ -> new int[2]);
            count[1]++;
            if (fault == null) {
                count[0]++;
            } else if (!RAISED.contains(row.row().text("id", ""))) {
                wrong.add(row.row().text("id") + ": " + fault);
            }
        }
        counts.forEach(
                (renderer, count) ->
                        System.out.println(
                                "batch " + table + " " + renderer + ": " + count[0] + " of "
                                        + count[1]));
        System.out.println("batch " + table + ": " + rows.size() + " cases in " + millis + " ms");
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private static Mapping line(Row row) {
        Mapping.Builder nics = Mapping.builder();
        row.row().mapping("env").mapping("nics").entries().forEach(nics::put);
        row.row()
                .mapping("known_macs")
                .entries()
                .forEach((mac, name) -> nics.put((Scalar) name, Scalar.text(mac.display())));
        return Mapping.builder()
                .put("id", row.row().text("id", ""))
                .put("input", row.input())
                .put("kind", row.kind())
                .put("renderer", row.renderer())
                .put("distro", row.distro())
                .put("nics", nics.build())
                .build();
    }

    private static @Nullable String fault(Row row, Mapping answer, boolean plain) {
        assertEquals(row.row().get("id"), answer.get("id"));
        if (answer.get("error") instanceof Mapping error) {
            boolean ofInput = !error.text("code", "").startsWith("batch.");
            return row.row().has("exc") && ofInput ? null : "refused: " + error.text("message");
        }
        var theirs = new TreeMap<String, String>();
        row.row()
                .mapping("actual")
                .entries()
                .forEach(
                        (path, text) ->
                                theirs.put(path.display(), body(((Scalar) text).display(), plain)));
        var ours = new TreeMap<String, String>();
        answer.mapping("files")
                .entries()
                .forEach(
                        (path, file) -> {
                            String text = ((Mapping) file).text("content", "");
                            ours.put(path.display(), body(text, plain));
                        });
        if (plain && row.renderer().equals("eni")) {
            // The rows switch these rules off, which no distribution does.
            ours.remove("/etc/udev/rules.d/70-persistent-net.rules");
        }
        if (!ours.equals(theirs)) {
            return "wanted " + theirs + "\ngot " + ours;
        }
        for (Map.Entry<Scalar, ConfigTree> mode : row.row().mapping("modes").entries().entrySet()) {
            String path = mode.getKey().display();
            Mapping file = answer.mapping("files").mapping(path);
            if (file.has("mode") && !mode.getValue().equals(file.get("mode"))) {
                return path + " has the mode " + file.text("mode");
            }
        }
        return null;
    }

    /** The rows without distribution have no header, and begin with its empty line. */
    private static String body(String text, boolean plain) {
        if (!plain) {
            return text;
        }
        String header = "# network: {config: disabled}\n";
        int end = text.startsWith("# This file is generated") ? text.indexOf(header) : -1;
        return (end < 0 ? text : text.substring(end + header.length())).stripLeading();
    }
}
