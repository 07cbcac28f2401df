package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.junit.jupiter.api.Test;

/** The text that the writers make of single values, without the corpus. */
class WriterTest {
    private static String yaml(ConfigTree tree) {
        return YamlWriter.write(tree, YamlStyle.BARE);
    }

    /** The text of a string as the value of {@code a}. */
    private static String a(String text) {
        String written = yaml(Mapping.builder().put("a", text).build());
        ConfigTree again = ((Mapping) YamlReader.read(written, "w")).get("a");
        assertEquals(Scalar.text(text), again, written);
        return written;
    }

    @Test
    void stringsThatWouldReadAsSomethingElseAreQuoted() {
        assertEquals("a: 'yes'\n", a("yes"));
        assertEquals("a: y\n", a("y"));
        assertEquals("a: '0644'\n", a("0644"));
        assertEquals("a: 08\n", a("08"));
        assertEquals("a: 1e3\n", a("1e3"));
        assertEquals("a: '1:30'\n", a("1:30"));
        assertEquals("a: '2001-12-14'\n", a("2001-12-14"));
        assertEquals("a: ''\n", a(""));
        assertEquals("a: '='\n", a("="));
        assertEquals("a: '- x'\n", a("- x"));
        assertEquals("a: -x\n", a("-x"));
        assertEquals("a: 'x: y'\n", a("x: y"));
        assertEquals("a: x:y\n", a("x:y"));
        assertEquals("a: 'x #y'\n", a("x #y"));
        assertEquals("a: x#y\n", a("x#y"));
        assertEquals("a: '--- x'\n", a("--- x"));
        assertEquals("a: ' x'\n", a(" x"));
        assertEquals("a: it's\n", a("it's"));
        assertEquals("a: '''x'''\n", a("'x'"));
    }

    @Test
    void specialCharactersAreEscaped() {
        assertEquals("a: \"\\xE9\\u20AC\\U0001F600\"\n", a("é€😀"));
        assertEquals(
                "a: \"\\0\\a\\b\\t\\v\\f\\r\\e\\\"\\\\\\N\\_\\L\\P\\x7F\"\n",
                a("\0\u0007\b\t\u000B\f\r\u001B\"\\\u0085\u00A0\u2028\u2029\u007F"));
    }

    @Test
    void linesAreFolded() {
        assertEquals("a: 'x\n\n    y\n\n    '\n", a("x\ny\n"));
        assertEquals("a: \"x\\n  y\"\n", a("x\n  y"));
        String words = "word ".repeat(20).strip();
        assertEquals(
                "a: " + "word ".repeat(16).strip() + "\n    " + "word ".repeat(4).strip() + "\n",
                a(words));
        assertEquals(
                "a: \"\\xE9"
                        + "word ".repeat(15).strip()
                        + "\\\n    \\ "
                        + "word ".repeat(4).strip()
                        + " word\"\n",
                a("é" + words));
    }

    @Test
    void collections() {
        var tree =
                Mapping.builder()
                        .put(
                                "list",
                                Sequence.of(
                                        Sequence.of(Scalar.integer(1), Sequence.EMPTY),
                                        Mapping.EMPTY))
                        .put(
                                "a",
                                Mapping.builder().put("z", true).put("b", Scalar.nothing()).build())
                        .build();
        assertEquals("a:\n    b: null\n    z: true\nlist:\n-   - 1\n    - []\n- {}\n", yaml(tree));
        assertEquals("{}\n", yaml(Mapping.EMPTY));
        assertEquals("--- []\n...\n", YamlWriter.write(Sequence.EMPTY));
        assertEquals("x\n...\n", yaml(Scalar.text("x")));
        assertEquals("--- x\n...\n", YamlWriter.write(Scalar.text("x")));
    }

    @Test
    void longEmptyAndManyLinedKeysFollowAQuestionMark() {
        var tree = Mapping.builder().put("k".repeat(123), 1).put("", 2).put("x\ny", 3).build();
        assertEquals(
                "? ''\n: 2\n? " + "k".repeat(123) + "\n: 1\n? 'x\n\n    y'\n: 3\n", yaml(tree));
        var longest = Mapping.builder().put("k".repeat(122), 1).build();
        assertEquals("k".repeat(122) + ": 1\n", yaml(longest));
    }

    @Test
    void keysOfOneTypeAreSortedOthersStay() {
        var sorted =
                Mapping.builder().put("b", 1).put("\uE000", 2).put("😀", 3).put("a", 4).build();
        assertEquals("a: 4\nb: 1\n\"\\uE000\": 2\n\"\\U0001F600\": 3\n", yaml(sorted));
        var mixed =
                Mapping.builder()
                        .put("b", 1)
                        .put(Scalar.integer(1), Scalar.integer(2))
                        .put("a", 3)
                        .build();
        assertEquals("b: 1\n1: 2\na: 3\n", yaml(mixed));
    }

    @Test
    void scalarsOfEveryType() {
        assertEquals("1.0e+20\n...\n", yaml(new Scalar.Real(1e20, Origin.BUILT_IN)));
        assertEquals(
                "-.inf\n...\n", yaml(new Scalar.Real(Double.NEGATIVE_INFINITY, Origin.BUILT_IN)));
        assertEquals(".nan\n...\n", yaml(new Scalar.Real(Double.NaN, Origin.BUILT_IN)));
        assertEquals(
                "18446744073709551616\n...\n",
                yaml(new Scalar.BigInt(BigInteger.TWO.pow(64), Origin.BUILT_IN)));
        var bytes =
                Mapping.builder()
                        .put("b", new Scalar.Binary(new byte[] {1, 2}, Origin.BUILT_IN))
                        .build();
        assertEquals("b: !!binary |\n    AQI=\n", yaml(bytes));
        assertEquals(
                "2001-12-14 01:02:03.500000+02:00\n...\n",
                yaml(YamlReader.read("2001-12-14 1:02:03.5 +2", "t")).replace("'", ""));
    }

    @Test
    void aliasesAreKeptWhereTheyWereRead() {
        ConfigTree tree = YamlReader.read("a: &x [1]\nb: *x\nc: &y {k: *x}\nd: *y\n", "t");
        assertEquals(
                "a: &id001\n- 1\nb: *id001\nc: &id002\n    k: *id001\nd: *id002\n",
                YamlWriter.write(tree, new YamlStyle(false, false, true)));
        assertEquals("a:\n- 1\nb:\n- 1\nc:\n    k:\n    - 1\nd:\n    k:\n    - 1\n", yaml(tree));
        ConfigTree dates = YamlReader.read("a: &x 2001-01-01\nb: *x\nc: &s text\nd: *s\n", "t");
        assertEquals(
                "a: &id001 2001-01-01\nb: *id001\nc: text\nd: text\n",
                YamlWriter.write(dates, new YamlStyle(false, false, true)));
        Sequence shared = Sequence.of(Scalar.integer(1));
        var computed = Mapping.builder().put("a", shared).put("b", shared).build();
        assertEquals(
                "a:\n- 1\nb:\n- 1\n",
                YamlWriter.write(computed, new YamlStyle(false, false, true)));
    }

    @Test
    void jsonStrings() {
        assertEquals("\"plain ~!?'/\"", json("plain ~!?'/"));
        assertEquals("\"\\\"\\\\\\n\\t\\r\\f\\b\"", json("\"\\\n\t\r\f\b"));
        assertEquals("\"\\u0000\\u001b\\u007f\"", json("\0\u001b\u007f"));
        assertEquals("\"a\\u00e9\\u20ac\\ud83d\\ude00\"", json("aé€😀"));
        assertEquals("\"a\\ud83d\"", json("a\ud83d"));
        assertEquals("\"\\ude00?\"", json("\ude00?"));
    }

    private static String json(String text) {
        return JsonWriter.write(Scalar.text(text), JsonStyle.INDENTED);
    }

    @Test
    void jsonForms() {
        ConfigTree tree =
                YamlReader.read(
                        "b: [1, é, {}, []]\na: {x: .inf, 1: !!binary aGk=}\nd: 2001-01-01\n", "t");
        assertEquals(
                "{\n \"a\": {\n  \"x\": Infinity,\n  \"1\": \"ci-b64:aGk=\"\n },\n \"b\": [\n  1,\n  \"\\u00e9\",\n  {},\n"
                        + "  []\n ],\n \"d\": \"Warning: redacted unserializable type <class 'datetime.date'>\"\n}",
                JsonWriter.write(tree));
        assertEquals(
                "{\"b\": [1, \"\\u00e9\", {}, []], \"a\": {\"x\": Infinity, \"1\": \"ci-b64:aGk=\"}, "
                        + "\"d\": \"Warning: redacted unserializable type <class 'datetime.date'>\"}",
                JsonWriter.write(tree, JsonStyle.LINE));
        assertEquals(
                "\"\\\"\\\\\\n\\r\\t\\f\\b\\u0000\\u007f\\ud83d\\ude00\"",
                JsonWriter.write(Scalar.text("\"\\\n\r\t\f\b\0\u007F😀")));
    }
}
