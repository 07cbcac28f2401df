package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JSON reader makes of single rules, without the corpus. */
class JsonReaderTest {
    private static ConfigTree read(String text) {
        return JsonReader.read(text, "test.json");
    }

    private static MalformedException refused(String text) {
        return assertThrows(MalformedException.class, () -> read(text));
    }

    @Test
    void numbersAsPythonReadsThem() {
        assertEquals(Scalar.integer(-9223372036854775808L), read("-9223372036854775808"));
        assertInstanceOf(Scalar.BigInt.class, read("9223372036854775808"));
        assertEquals(Scalar.integer(0), read("-0"));
        assertEquals("1.0", ((Scalar.Real) read("1.0")).display());
        assertEquals("1e+16", ((Scalar.Real) read("1E16")).display());
        assertEquals("inf", ((Scalar.Real) read("1e999")).display());
        assertEquals("nan", ((Scalar.Real) read("NaN")).display());
        assertEquals("-inf", ((Scalar.Real) read("-Infinity")).display());
    }

    @Test
    void lastOfDoubleKeysWinsAtTheFirstPlace() {
        assertEquals(
                "{\"a\": 3, \"b\": 2}",
                JsonWriter.write(read("{\"a\":1,\"b\":2,\"a\":3}"), JsonStyle.LINE));
    }

    @Test
    void everyValueHasItsOrigin() {
        var root = (Mapping) read("{\n  \"é😀\": [1,\n   \"x\"]}");
        assertEquals(new Origin("test.json", 1, 1), root.origin());
        var list = root.sequence("é😀");
        assertEquals(2, list.origin().line());
        assertEquals(new Origin("test.json", 3, 4), list.items().get(1).origin());
    }

    @Test
    void stringsKeepEveryCharacter() {
        assertEquals(Scalar.text("a/\u0000\uD83D\uDE00é"), read("\"a\\/\\u0000\\ud83d\\ude00é\""));
        assertEquals(
                Scalar.text("é"),
                JsonReader.read("\uFEFF\"é\"".getBytes(StandardCharsets.UTF_8), "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    json.syntax | 1 | 4 | '[1 2]'
                    json.syntax | 1 | 8 | '{"a": 1'
                    json.syntax | 1 | 2 | '{a: 1}'
                    json.syntax | 1 | 4 | '[1,]'
                    json.syntax | 1 | 3 | '1 2'
                    json.syntax | 1 | 1 | '+Infinity'
                    json.syntax | 1 | 1 | '-INF'
                    """)
    void refuses(String code, int line, int column, String json) {
        var problem = refused(json).problem();
        assertEquals(code, problem.code());
        assertEquals(new Origin("test.json", line, column), problem.origin());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tru",
                "nul",
                "True",
                "'a'",
                "01",
                "1.",
                ".5",
                "+1",
                "0x1",
                "1_0",
                "[1 2]",
                "{\"a\" 1}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[,]",
                "]",
                "}",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"a\tb\"",
                "\"\u0000\"",
                "// c",
                "/* c */",
                "[1]]",
                "\u00A01",
                "\u000B1",
                "INF",
                "nan",
                "-",
                "1e",
                "1.e5",
                "\\",
                "[1] x"
            })
    void refusesWhatPythonRefuses(String json) {
        assertEquals("json.syntax", refused(json).problem().code(), json);
    }

    @Test
    void bounds() {
        assertEquals("json.depth", refused("[".repeat(100_000)).problem().code());
        assertEquals("json.depth", refused("{\"a\":".repeat(100_000)).problem().code());
        assertEquals("json.bomb", refused("[" + "1,".repeat(610_000) + "1]").problem().code());
        assertEquals("json.value", refused("9".repeat(4301)).problem().code());
        assertEquals("json.value", refused("9".repeat(1_000_000)).problem().code());
        var e =
                assertThrows(
                        MalformedException.class,
                        () -> JsonReader.read(new byte[11], "big", new Limits(10, 5, 5)));
        assertEquals("json.size", e.problem().code());
        var damaged = new byte[] {'"', (byte) 0xFF, '"'};
        e = assertThrows(MalformedException.class, () -> JsonReader.read(damaged, "bytes"));
        assertEquals("json.encoding", e.problem().code());
    }

    /** An error message may reach a log that everybody reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "{\"p\": s3cret}",
                "{\"p\": \"s3cret\\q\"}",
                "{\"p\": \"s3cret",
                "[\"s3cret\" s3cret]"
            })
    void neverQuotesTheDocument(String json) {
        var thrown = refused(json);
        assertFalse(String.valueOf(thrown.getMessage()).contains("s3cret"), thrown.getMessage());
        assertNull(thrown.getCause());
    }
}
