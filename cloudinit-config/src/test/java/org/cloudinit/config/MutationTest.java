package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.junit.jupiter.api.Test;

/**
 * Any bytes become a tree or a {@link MalformedException} with a place, and nothing else; any tree
 * that is written reads back as itself. Seeded, so that a failure can be repeated; {@code
 * -Dmutations=N} for longer runs.
 */
class MutationTest {
    private static final int ROUNDS = Integer.getInteger("mutations", 4000);

    /** Pieces that mean something to YAML or JSON. */
    private static final String[] PIECES = {
        "\n",
        " ",
        "  ",
        "\t",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        "&a ",
        "*a",
        "!",
        "!!",
        "!!int ",
        "!!float ",
        "!!binary ",
        "!!set ",
        "!!omap ",
        "!!pairs ",
        "!!timestamp ",
        "!!str ",
        "|",
        ">",
        "|2-\n",
        "'",
        "\"",
        "\\",
        "\\x",
        "\\u12",
        "\\U00110000",
        "%",
        "%YAML 1.1\n",
        "%TAG ! x\n",
        "@",
        "`",
        "<<: ",
        "=",
        "~",
        "---\n",
        "...\n",
        "0x",
        "0b",
        "1:2",
        "1e",
        ".",
        "2001-01-01",
        "T",
        "\r",
        "\0",
        "\uFEFF",
        "\u0085",
        "\u2028",
        "é",
        "😀",
        "\uD800",
        "null",
        "NaN",
        "1e999",
        "99999999999999999999",
        "/",
        "\\/",
        "\uE000"
    };

    private static final String[] SEEDS = {
        "#cloud-config\nusers:\n  - default\n  - {name: a, groups: [b, c], sudo: !!str 1}\nruncmd: [[ls, -l], 'echo \"x\"']\n",
        "a: &x [1, 0644, 1:30, 1e3, .5, 2001-12-14t21:59:43.10-05:00]\nb: *x\nc: {<<: {d: 1}, e: |\n  f\n\n g\n}\n",
        "k: >-\n  folded\n  text\n\n  more\nl: |+\n  kept\n\nm: \"esc \\x41 \\u263A \\\n  cut\"\nn: !!binary |\n  aGVs\n  bG8=\n",
        "? complex\n: - x\n  - !!set {a, b}\n  - !!omap [a: 1]\n--- \n",
        "{\"a\": [1, 2.5, -3e4, true, null, \"s\\u00e9\\n\"], \"b\": {\"c\": {}}, \"d\": 12345678901234567890}",
        "network:\n  version: 2\n  ethernets:\n    eth0: {dhcp4: yes, match: {macaddress: '52:54:00:12:34:00'}}\n"
    };

    private interface Read {
        ConfigTree read(byte[] bytes);
    }

    @Test
    void anyBytesAreReadOrRefused() {
        var random = new Random(20260101);
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = mutated(random);
            read += outcome(bytes, all -> YamlReader.read(all, "fuzz"), i);
            read += outcome(bytes, all -> JsonReader.read(all, "fuzz"), i);
        }
        assertTrue(
                read > ROUNDS / 20,
                "only " + read + " documents were read: the mutations are too wild");
    }

    /** 1 where the document was read. */
    private static int outcome(byte[] bytes, Read reader, int round) {
        try {
            reader.read(bytes);
            return 1;
        } catch (MalformedException e) {
            assertEquals("fuzz", e.problem().origin().source());
            return 0;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("round " + round + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    private static byte[] mutated(Random random) {
        var text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(from, to);
                case 1 ->
                        text.insert(
                                from,
                                text.substring(
                                        from, Math.min(text.length(), from + random.nextInt(40))));
                default -> text.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(8) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void whatIsWrittenReadsBack() {
        var random = new Random(20260102);
        for (int i = 0; i < ROUNDS / 2; i++) {
            ConfigTree tree = tree(random, 5);
            for (YamlStyle style : List.of(YamlStyle.DOCUMENT, YamlStyle.BARE)) {
                String text = YamlWriter.write(tree, style);
                assertEquals(tree, YamlReader.read(text, "written"), text);
                assertEquals(text, YamlWriter.write(YamlReader.read(text, "written"), style));
            }
        }
    }

    @Test
    void jsonReadsBackToo() {
        var random = new Random(20260103);
        for (int i = 0; i < ROUNDS / 2; i++) {
            // Once through JSON, keys are strings and dates are warnings; what remains must stay.
            String text = JsonWriter.write(tree(random, 5), JsonStyle.LINE);
            ConfigTree tree = JsonReader.read(text, "written");
            for (JsonStyle style : List.of(JsonStyle.INDENTED, JsonStyle.LINE)) {
                assertEquals(tree, JsonReader.read(JsonWriter.write(tree, style), "written"));
            }
            assertEquals(text, JsonWriter.write(tree, JsonStyle.LINE));
        }
    }

    private static ConfigTree tree(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> {
                var items = new ArrayList<ConfigTree>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(tree(random, depth - 1));
                }
                yield new Sequence(items, Origin.BUILT_IN);
            }
            case 2, 3 -> {
                var builder = Mapping.builder();
                for (int i = random.nextInt(4); i > 0; i--) {
                    builder.put(Scalar.text(text(random)), tree(random, depth - 1));
                }
                yield builder.build();
            }
            default -> scalar(random);
        };
    }

    private static Scalar scalar(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> Scalar.nothing();
            case 1 -> Scalar.bool(random.nextBoolean());
            case 2 -> Scalar.integer(random.nextLong() >> random.nextInt(64));
            case 3 -> new Scalar.Real(Double.longBitsToDouble(random.nextLong()), Origin.BUILT_IN);
            case 4 ->
                    new Scalar.Date(
                            LocalDate.ofEpochDay(random.nextInt(-20_000, 40_000)), Origin.BUILT_IN);
            case 5 -> {
                var bytes = new byte[random.nextInt(100)];
                random.nextBytes(bytes);
                yield new Scalar.Binary(bytes, Origin.BUILT_IN);
            }
            default -> Scalar.text(text(random));
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(30) + 1); i > 0; i--) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            // Half a character cannot be written as UTF-8.
            text.append(piece.equals("\uD800") ? "word " : piece);
        }
        return text.toString();
    }
}
