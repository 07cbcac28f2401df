package org.cloudinit.dist.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.JsonReader;
import org.cloudinit.dist.network.NetConvertArguments.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line a case, in and out. */
class BatchConversionTest {
    private static final String GOOD =
            "{\"id\": 7, \"input\": \"{version: 1, config: [{type: physical, name: eth0, mtu: 1400}]}\","
                    + " \"kind\": \"yaml\", \"renderer\": \"netplan\", \"distro\": \"arch\"}";

    @TempDir private Path folder;

    static int run(String file, InputStream in, OutputStream out) {
        return BatchConversion.run(new Batch(file), in, out, System.err);
    }

    static List<Mapping> answers(byte[] batch) {
        var out = new ByteArrayOutputStream();
        assertEquals(0, run("-", new ByteArrayInputStream(batch), out));
        var answers = new ArrayList<Mapping>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add((Mapping) JsonReader.read(line, "answer"));
        }
        return answers;
    }

    private static List<Mapping> answers(String batch) {
        return answers(batch.getBytes(StandardCharsets.UTF_8));
    }

    private static String code(Mapping answer) {
        return answer.mapping("error").text("code", "none");
    }

    @Test
    void anAnswerHoldsFilesAndLosses() {
        Mapping answer = answers(GOOD).getFirst();
        assertEquals(Scalar.integer(7), answer.get("id"));
        assertEquals(Scalar.nothing(), answer.get("error"));
        Mapping file = answer.mapping("files").mapping("/etc/netplan/50-cloud-init.yaml");
        assertEquals("0600", file.text("mode"));
        assertTrue(file.text("content", "").endsWith("mtu: 1400\n"), file.text("content"));
        assertEquals(0, answer.sequence("losses").size());
    }

    @Test
    void lossesHaveTheirPlaces() {
        String line = GOOD.replace("mtu: 1400", "colour: red").replace("netplan", "sysconfig");
        Mapping answer = answers(line).getFirst();
        var loss = (Mapping) answer.sequence("losses").items().getFirst();
        assertEquals("config[0].colour", loss.text("path"));
        assertEquals(Scalar.integer(1), loss.get("line"));
    }

    @Test
    void whatNetworkDataLosesIsALossToo() {
        String line =
                "{\"id\": \"x\", \"input\": \"{\\\"links\\\": [{\\\"id\\\": \\\"a\\\", \\\"type\\\": \\\"phy\\\","
                        + " \\\"ethernet_mac_address\\\": \\\"fa:16:3e:00:00:01\\\"},"
                        + " {\\\"id\\\": \\\"b\\\", \\\"type\\\": \\\"phy\\\", \\\"ethernet_mac_address\\\":"
                        + " \\\"fa:16:3e:00:00:02\\\"}], \\\"networks\\\": [{\\\"link\\\": \\\"a\\\","
                        + " \\\"type\\\": \\\"ipv4_dhcp\\\"}]}\","
                        + " \"kind\": \"network_data.json\", \"renderer\": \"netplan\","
                        + " \"distro\": \"arch\", \"nics\": {\"ens3\": \"FA:16:3E:00:00:01\","
                        + " \"ens4\": {\"mac\": \"fa:16:3e:00:00:09\", \"driver\": \"e1000\"}}}";
        Mapping answer = answers(line).getFirst();
        assertEquals(Scalar.nothing(), answer.get("error"));
        var loss = (Mapping) answer.sequence("losses").items().getFirst();
        assertEquals("network-data.missing-nic", loss.text("code"));
    }

    @Test
    void theInputMayBeAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("in"), "{version: 2, ethernets: {}}");
        String line =
                "{\"id\": null, \"path\": \""
                        + file
                        + "\", \"kind\": \"yaml\","
                        + " \"renderer\": \"netplan\", \"distro\": \"arch\"}";
        assertEquals("none", code(answers(line).getFirst()));
        Mapping missing = answers(line.replace("/in\"", "/none\"")).getFirst();
        assertEquals("batch.unreadable", code(missing));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                    | json.",
                "nonsense\u0001                       | json.",
                "[1]                                  | batch.not-a-mapping",
                "{}                                   | batch.incomplete",
                "{\"kind\": \"yaml\"}                 | batch.incomplete",
                "{\"kind\": \"azure\"}                | batch.unknown-kind",
                "{\"kind\": \"azure-imds\"}           | batch.kind-not-supported",
                "{\"kind\": \"vmware-imc\"}           | batch.kind-not-supported",
                "{\"kind\": \"yaml\", \"input\": \"version: 3\", \"renderer\": \"netplan\", \"distro\": \"arch\"} | network.unknown-version",
                "{\"kind\": \"yaml\", \"input\": \"version: [\", \"renderer\": \"netplan\", \"distro\": \"arch\"} | yaml.",
                "{\"kind\": \"yaml\", \"input\": \"{version: 1, config: []}\", \"renderer\": \"x\", \"distro\": \"arch\"} | batch.unknown-renderer",
                "{\"kind\": \"yaml\", \"input\": \"{version: 1, config: []}\", \"renderer\": \"netplan\", \"distro\": \"x\"} | batch.unknown-distro",
                "{\"kind\": \"yaml\", \"input\": \"{version: 1, config: []}\", \"renderer\": \"netplan\", \"distro\": \"arch\", \"nics\": {\"a\": \"b\"}} | batch.bad-address",
            })
    void aBadLineIsAnsweredAndTheNextIsRead(String bad, String code) {
        List<Mapping> answers = answers(bad + "\n\n" + GOOD + "\n");
        assertEquals(2, answers.size());
        assertTrue(code(answers.getFirst()).startsWith(code), code(answers.getFirst()));
        assertEquals(0, answers.getFirst().mapping("files").size());
        assertTrue(answers.getFirst().mapping("error").text("remedy", "").length() > 3);
        assertEquals("none", code(answers.get(1)));
    }

    @Test
    void anErrorOfTheInputHasItsPlace() {
        String line = GOOD.replace("{version: 1, config: [", "version: 1\\nconfig:\\n- [");
        Mapping error = answers(line).getFirst().mapping("error");
        assertEquals(Scalar.integer(3), error.get("line"));
    }

    @Test
    void aLineThatIsTooLongCostsItselfOnly() {
        byte[] batch = new byte[LineReader.LIMIT + 1000 + GOOD.length()];
        Arrays.fill(batch, (byte) ' ');
        batch[LineReader.LIMIT + 999] = '\n';
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(good, 0, batch, LineReader.LIMIT + 1000, good.length);
        List<Mapping> answers = answers(batch);
        assertEquals("batch.too-long", code(answers.getFirst()));
        assertEquals("none", code(answers.get(1)));
    }

    /** What comes together is converted side by side. */
    @Test
    void answersHaveTheOrderOfTheirLines() {
        var batch = new StringBuilder();
        for (int i = 0; i < 700; i++) {
            String search = "search: [" + "example.org, ".repeat(i % 7 * 40) + "example.net]";
            String device = "mtu: 1400}, {type: nameserver, address: 192.0.2.1, " + search;
            String line = i % 10 == 3 ? "{\"id\": 7}" : GOOD.replace("mtu: 1400", device);
            batch.append(line.replace("\"id\": 7", "\"id\": " + i)).append('\n');
        }
        List<Mapping> answers = answers(batch.toString());
        assertEquals(700, answers.size());
        for (int i = 0; i < 700; i++) {
            assertEquals(Scalar.integer(i), answers.get(i).get("id"));
            assertEquals(i % 10 == 3 ? "batch.incomplete" : "none", code(answers.get(i)));
        }
    }

    @Test
    void whatStandsBesideTheNetworkIsALoss() {
        String line =
                GOOD.replace("\"input\": \"", "\"input\": \"network: ")
                        .replace("]}\"", "]}\\nwifi: 1\"");
        Mapping answer = answers(line).getFirst();
        assertEquals("none", code(answer));
        var loss = (Mapping) answer.sequence("losses").items().getFirst();
        assertEquals("network.beside-network", loss.text("code"));
        assertEquals(Scalar.integer(2), loss.get("line"));
    }

    /** The one who asks may wait for an answer before it asks again. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void anAnswerComesBeforeTheNextQuestion() throws Exception {
        var questions = new PipedOutputStream();
        try (var in = new PipedInputStream(questions, 1 << 16);
                var answers = new PipedInputStream(1 << 16);
                var out = new PipedOutputStream(answers)) {
            Thread batch = Thread.ofPlatform().start(() -> run("-", in, out));
            var reader = new LineReader(answers);
            for (int i = 0; i < 3; i++) {
                questions.write((GOOD + "\n").getBytes(StandardCharsets.UTF_8));
                questions.flush();
                assertTrue(reader.next());
            }
            questions.close();
            batch.join();
        }
    }

    @Test
    void aBatchThatIsNotThereFails() {
        var out = new ByteArrayOutputStream();
        var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int code =
                BatchConversion.run(new Batch("/no/file"), InputStream.nullInputStream(), out, log);
        assertEquals(1, code);
        assertEquals(0, out.size());
    }
}
