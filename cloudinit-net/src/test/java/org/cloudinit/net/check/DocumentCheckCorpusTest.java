package org.cloudinit.net.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.RenderTarget;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;

/** Verdicts of the original's schemas; its own inputs and outputs, and ours, are valid. */
class DocumentCheckCorpusTest {
    private static final String NETPLAN = "/etc/netplan/50-cloud-init.yaml";

    private static List<String> errors(byte[] bytes) {
        return NetworkConversion.validate(bytes, "document").stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::line)
                .toList();
    }

    private static List<String> errors(String text) {
        return errors(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void verdicts() {
        int compared = 0;
        var wrong = new ArrayList<String>();
        for (Mapping row : Corpus.rows("schema_verdicts")) {
            if (row.text("schema_type", "").startsWith("network_config")) {
                compared++;
                ConfigTree config = row.mapping("config");
                List<String> errors = errors(JsonWriter.write(config, JsonStyle.LINE));
                if (errors.isEmpty() != row.text("stratum", "").equals("valid")) {
                    wrong.add(row.text("id") + ": " + errors);
                }
            }
        }
        System.out.println(
                "schema_verdicts, network: " + (compared - wrong.size()) + " of " + compared);
        assertEquals(23, compared);
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatTheOriginalReadsIsValid() {
        Corpus.check(
                "network_configs",
                row -> {
                    List<String> errors = new ArrayList<>(errors(row.text("input_yaml", "")));
                    // Keys that nobody reads, in a document that the schema refuses too.
                    errors.removeIf(
                            line -> line.contains("].ipv4_conf") || line.contains("].ipv6_conf"));
                    return errors.isEmpty() ? null : errors.toString();
                });
    }

    /** Nobody warns about what this program wrote itself. */
    @Test
    void ownOutputIsValid() {
        Corpus.check(
                "network_configs_distro",
                row -> {
                    String input = row.text("input_yaml", "");
                    Rendering rendering;
                    try {
                        rendering =
                                NetworkConversion.convert(
                                        NetworkConversion.read(YamlReader.read(input, "input")),
                                        RenderTarget.of(
                                                "netplan", "ubuntu", new NicInventory(List.of())),
                                        new Notes());
                    } catch (MalformedException refused) {
                        return refused.getMessage();
                    }
                    assertEquals(NETPLAN, rendering.files().getFirst().path());
                    List<String> errors = errors(rendering.files().getFirst().content());
                    return errors.isEmpty() ? null : errors.toString();
                });
    }

    @Test
    void networkDataOfTheCorpusAndWhatItBecomesAreValid() {
        for (String table : List.of("os_samples", "network_data_convert")) {
            Corpus.check(
                    table,
                    row -> {
                        var all = new ArrayList<String>();
                        for (String key : List.of("network_data", "network_config")) {
                            ConfigTree document = row.get(key);
                            if (document != null && !(document instanceof Scalar)) {
                                all.addAll(errors(JsonWriter.write(document, JsonStyle.LINE)));
                            }
                        }
                        // A network of this row names a link that is not in the document.
                        all.removeIf(
                                line -> line.contains("networks[1].link is the id of no link"));
                        return all.isEmpty() ? null : all.toString();
                    });
        }
    }
}
