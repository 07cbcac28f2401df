package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the YAML reader makes of single rules, without the corpus. */
class YamlReaderTest {
    private static ConfigTree read(String text) {
        return YamlReader.read(text, "test.yaml");
    }

    /** The value of {@code a} as one-line JSON, which shows its type. */
    private static String a(String text) {
        return JsonWriter.write(
                Objects.requireNonNull(((Mapping) read(text)).get("a")), JsonStyle.LINE);
    }

    private static MalformedException refused(String text) {
        return assertThrows(MalformedException.class, () -> read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    yes            | true
                    Off            | false
                    y              | "y"
                    ~              | null
                    nULL           | "nULL"
                    0644           | 420
                    08             | "08"
                    0o7            | "0o7"
                    0b1_0          | 2
                    -0x1F          | -31
                    1_000          | 1000
                    1:30           | 90
                    -1:30          | -90
                    1:60           | "1:60"
                    1:30.5         | 90.5
                    1e3            | "1e3"
                    1.5e3          | "1.5e3"
                    1.5e+3         | 1500.0
                    .5             | 0.5
                    -.5            | "-.5"
                    .inf           | Infinity
                    -.INF          | -Infinity
                    .NaN           | NaN
                    9223372036854775807  | 9223372036854775807
                    9223372036854775808  | 9223372036854775808
                    -9223372036854775808 | -9223372036854775808
                    2001-1-1       | "2001-1-1"
                    ! 12           | 12
                    !!str 12       | "12"
                    !!float 3      | 3.0
                    !!int "0x10"   | 16
                    !!bool "YES"   | true
                    !!binary aGk=  | "ci-b64:aGk="
                    !!omap [x: 1]  | [["x", 1]]
                    !!set {x}      | {"x": null}
                    "\\/\\x41"     | "/A"
                    \\/x           | "\\\\/x"
                    """)
    void resolvesAsPyYaml(String yaml, String json) {
        assertEquals(json, a("a: " + yaml));
    }

    /**
     * The character that stands in for an escaped slash is none that the document holds or escapes.
     */
    @Test
    void escapedSlashesBesideEscapes() {
        String text = "a: \"\\/ \\uE000\\uE000 \\ue001\\ue001\"\nb: '\\/ \uE002\uE002'\n";
        var root = (Mapping) read(text);
        assertEquals("/ \uE000\uE000 \uE001\uE001", root.text("a"));
        assertEquals("\\/ \uE002\uE002", root.text("b"));
    }

    /** Deviations C1, C2, C8 and C9. */
    @Test
    void acceptsWhatYamlAllows() {
        assertEquals("\"b\"", a("a: b\t# note\n"));
        assertEquals("\"b\"", a("x: &straße b\na: *straße\n"));
        assertEquals("\"\\ud83d\\ude00\"", a("a: \"\\ud83d\\ude00\""));
        assertEquals("yaml.value", refused("a: 2001-01-01 00:00:00 +23:00").problem().code());
    }

    @Test
    void datesAndTimes() {
        assertEquals("2001-12-14", display("2001-12-14"));
        assertEquals("2001-12-14 21:59:43.100000-05:00", display("2001-12-14t21:59:43.10-05:00"));
        assertEquals("2001-12-14 21:59:43+00:00", display("2001-12-14 21:59:43Z"));
        assertEquals("2001-12-14 01:02:00", display("2001-12-14 1:02:00"));
        assertEquals("2001-12-14 21:59:43.123456", display("2001-12-14 21:59:43.123456789"));
    }

    private static String display(String text) {
        return assertInstanceOf(Scalar.class, read(text)).display();
    }

    @Test
    void mergeKeysComeFirstAndOwnValuesWin() {
        String text = "base: &b {x: 1, y: 2}\na:\n  z: 3\n  x: 4\n  <<: *b\n";
        assertEquals("{\"x\": 4, \"y\": 2, \"z\": 3}", a(text));
        assertEquals(
                "{\"x\": 2, \"y\": 3, \"z\": 1}",
                a("a: {<<: [{z: 1}, {x: 2, y: 3, z: 4}]}").replace("\"z\": 4", ""));
    }

    @Test
    void lastOfDoubleKeysWinsAtTheFirstPlace() {
        assertEquals("{\"x\": 3, \"y\": 2}", a("a: {x: 1, y: 2, x: 3}"));
        assertEquals("{\"1\": \"b\"}", a("a: {1: a, true: b}"));
    }

    @Test
    void anAliasIsTheSameObject() {
        var root = (Mapping) read("a: &x [1]\nb: *x\n");
        assertSame(root.get("a"), root.get("b"));
    }

    @Test
    void everyValueHasItsOrigin() {
        var root = (Mapping) read("# comment\na:\n  - é😀: [1,\n      two]\n");
        assertEquals(new Origin("test.yaml", 2, 1), root.origin());
        var item = (Mapping) root.sequence("a").items().getFirst();
        assertEquals(new Origin("test.yaml", 3, 5), item.origin());
        assertEquals(new Origin("test.yaml", 3, 5), item.keys().iterator().next().origin());
        var inner = item.sequence("é😀");
        assertEquals(new Origin("test.yaml", 3, 9), inner.origin());
        assertEquals(new Origin("test.yaml", 4, 7), inner.items().get(1).origin());
    }

    @Test
    void emptyDocumentsAreNull() {
        for (String text :
                new String[] {"", "\n", "# only a comment\n", "---\n", "---\n...\n", "\uFEFF"}) {
            assertEquals(Scalar.nothing(), read(text), text);
        }
    }

    @Test
    void encodings() {
        byte[] marked = "\uFEFFa: é".getBytes(StandardCharsets.UTF_8);
        assertEquals("\"\\u00e9\"", bytes(marked));
        assertEquals("\"\\u00e9\"", bytes("\uFEFFa: é".getBytes(StandardCharsets.UTF_16LE)));
        assertEquals("\"\\u00e9\"", bytes("\uFEFFa: é".getBytes(StandardCharsets.UTF_16BE)));
        assertEquals("\"\\ufffd\"", bytes("a: \uFFFD".getBytes(StandardCharsets.UTF_8)));
        byte[] damaged = {'a', ':', '\n', ' ', (byte) 0xC3, '\n'};
        var e = assertThrows(MalformedException.class, () -> YamlReader.read(damaged, "d"));
        assertEquals("yaml.encoding", e.problem().code());
        assertEquals(2, e.problem().origin().line());
    }

    private static String bytes(byte[] bytes) {
        var root = (Mapping) YamlReader.read(bytes, "bytes");
        return JsonWriter.write(Objects.requireNonNull(root.get("a")), JsonStyle.LINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    yaml.syntax | 1 | 5  | 'a: b: c'
                    yaml.syntax | 1 | 4  | 'a: @x'
                    yaml.syntax | 1 | 7  | 'a: "b\\q"'
                    yaml.syntax | 1 | 7  | 'a: [1,'
                    yaml.syntax | 1 | 1  | '%FOO bar'
                    yaml.alias  | 1 | 4  | 'a: *nobody'
                    yaml.alias  | 1 | 5  | '&x [*x]'
                    yaml.alias  | 1 | 11 | '[&x 1, 2, &x 3]'
                    yaml.tag    | 1 | 4  | 'a: !foo 1'
                    yaml.tag    | 1 | 4  | 'a: !!python/object:os.system {}'
                    yaml.tag    | 1 | 4  | 'a: ='
                    yaml.tag    | 1 | 4  | 'a: <<'
                    yaml.tag    | 1 | 4  | 'a: !!str [b]'
                    yaml.tag    | 1 | 4  | 'a: !!seq {b: c}'
                    yaml.tag    | 1 | 4  | 'a: !!map b'
                    yaml.value  | 1 | 4  | 'a: 2001-02-30'
                    yaml.value  | 1 | 4  | 'a: 2001-01-01 24:00:00'
                    yaml.value  | 1 | 4  | 'a: 0x_'
                    yaml.value  | 1 | 4  | 'a: !!int ""'
                    yaml.value  | 1 | 4  | 'a: !!int 1f'
                    yaml.value  | 1 | 4  | 'a: !!float 0x1p3'
                    yaml.value  | 1 | 4  | 'a: !!bool 2'
                    yaml.value  | 1 | 4  | 'a: !!binary a'
                    yaml.value  | 1 | 4  | 'a: !!binary é'
                    yaml.value  | 1 | 12 | 'a: !!omap [{x: 1, y: 2}]'
                    yaml.key    | 1 | 1  | '[1, 2]: x'
                    yaml.key    | 1 | 1  | '{}: x'
                    yaml.merge  | 1 | 6  | '{<<: 1}'
                    yaml.merge  | 1 | 10 | '{<<: [{},1]}'
                    """)
    void refuses(String code, int line, int column, String yaml) {
        var problem = refused(yaml).problem();
        assertEquals(code, problem.code());
        assertEquals(new Origin("test.yaml", line, column), problem.origin());
    }

    @Test
    void refusesTabsSecondDocumentsAndControlCharacters() {
        assertEquals("yaml.syntax", refused("a:\n\t- b\n").problem().code());
        assertEquals(new Origin("test.yaml", 2, 1), refused("--- 1\n--- 2\n").problem().origin());
        assertEquals(
                new Origin("test.yaml", 2, 4), refused("a: b\nc: \u0007\n").problem().origin());
        assertEquals(new Origin("test.yaml", 1, 3), refused("a:\u0000b\n").problem().origin());
        assertEquals(new Origin("test.yaml", 2, 1), refused("a: b\n%TAG ! x\n").problem().origin());
    }

    /** An error message may reach a log that everybody reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: \"s3cret\\q\"",
                "password: s3cret: x",
                "password: !!int s3cret",
                "password: *s3cret",
                "password: !s3cret x",
                "password: 's3cret",
                "password: @s3cret",
                "s3cret: [",
                "[s3cret]: x",
                "&s3cret [*s3cret]"
            })
    void neverQuotesTheDocument(String yaml) {
        var thrown = refused(yaml);
        assertFalse(String.valueOf(thrown.getMessage()).contains("s3cret"), thrown.getMessage());
        assertEquals(null, thrown.getCause());
    }

    @Test
    void bombsEndSoon() {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append(
                    "a%d: &a%d [%s*a%d]\n"
                            .formatted(i, i, ("*a" + (i - 1) + ", ").repeat(8), i - 1));
        }
        bomb(laughs.toString(), "yaml.bomb");
        var merges = new StringBuilder("m0: &m0 {k0: 0}\n");
        for (int i = 1; i < 4000; i++) {
            merges.append("m%d: &m%d {<<: *m%d, k%d: 0}\n".formatted(i, i, i - 1, i));
        }
        bomb(merges.toString(), "yaml.bomb");
        var chain = new StringBuilder("c0: &c0 [x]\n");
        for (int i = 1; i < 5000; i++) {
            chain.append("c%d: &c%d [*c%d]\n".formatted(i, i, i - 1));
        }
        bomb(chain.toString(), "yaml.depth");
        bomb("[".repeat(100_000), "yaml.depth");
        bomb("{a: ".repeat(100_000), "yaml.depth");
        bomb("- ".repeat(100_000), "yaml.depth");
        bomb("[" + "x,".repeat(610_000) + "]", "yaml.bomb");
        bomb("a: " + "9".repeat(1_000_000), "yaml.value");
    }

    /**
     * Processor time, which a busy machine does not stretch; alone, each takes well under a second.
     */
    private static void bomb(String text, String code) {
        Duration before = processorTime();
        var thrown = refused(text);
        Duration spent = processorTime().minus(before);
        assertEquals(code, thrown.problem().code());
        assertTrue(spent.toMillis() < 2000, code + " took " + spent);
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    @Test
    void sizeIsBounded() {
        var limits = new Limits(10, 5, 5);
        var e =
                assertThrows(
                        MalformedException.class,
                        () -> YamlReader.read(new byte[11], "big", limits));
        assertEquals("yaml.size", e.problem().code());
    }

    @Test
    void theDeepestTreeThatIsReadCanBeUsedOnASmallStack() throws InterruptedException {
        String text = "[".repeat(400) + "]".repeat(400);
        var done = new boolean[1];
        var thread =
                new Thread(
                        null,
                        () -> {
                            ConfigTree tree = read(text);
                            ConfigTree again = read(YamlWriter.write(tree));
                            String json = JsonWriter.write(tree);
                            done[0] =
                                    tree.equals(again)
                                            && tree.hashCode() == again.hashCode()
                                            && JsonReader.read(json, "j").equals(tree);
                        },
                        "small stack",
                        512 << 10);
        thread.start();
        thread.join();
        assertTrue(done[0]);
    }
}
