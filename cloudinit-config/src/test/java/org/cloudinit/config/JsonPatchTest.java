package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.report.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6902 on configuration. */
class JsonPatchTest {
    private static final String DOCUMENT =
            "{a: 1, l: [1, 2, 3], d: {x: {y: [{z: 1}]}, e: null}, s: text, a/b: 1, m~n: 2}";

    private static ConfigTree apply(String patch) {
        return JsonPatch.apply(
                YamlReader.read(patch, "patch"), YamlReader.read(DOCUMENT, "document"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {op: add, path: /n, value: 5}            | "m~n": 2, "n": 5}
                    {op: add, path: /a, value: 5}            | {"a": 5, "l"
                    {op: add, path: /l/0, value: 5}          | "l": [5, 1, 2, 3]
                    {op: add, path: /l/3, value: 5}          | "l": [1, 2, 3, 5]
                    {op: add, path: /l/-, value: 5}          | "l": [1, 2, 3, 5]
                    {op: add, path: /d/x/y/0/w, value: [1]}  | "y": [{"z": 1, "w": [1]}]
                    {op: add, path: '', value: 5}            | 5
                    {op: remove, path: /l/1}                 | "l": [1, 3]
                    {op: remove, path: /d/e}                 | "d": {"x": {"y": [{"z": 1}]}}
                    {op: remove, path: /a~1b}                | "s": "text", "m~n"
                    {op: replace, path: /m~0n, value: 5}     | "m~n": 5}
                    {op: replace, path: /l/2, value: 5}      | "l": [1, 2, 5]
                    {op: move, from: /l/0, path: /l/2}       | "l": [2, 3, 1]
                    {op: move, from: /d/x, path: /a}         | {"a": {"y": [{"z": 1}]}, "l"
                    {op: move, from: /a, path: /a}           | {"a": 1, "l"
                    {op: copy, from: /l, path: /d/e}         | "e": [1, 2, 3]
                    {op: test, path: /l, value: [1, 2.0, 3]} | {"a": 1
                    {op: test, path: /a, value: true}        | {"a": 1
                    """)
    void applies(String operation, String shown) {
        String result = JsonWriter.write(apply("[" + operation + "]"), JsonStyle.LINE);
        assertTrue(result.contains(shown), result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jsonp.invalid  | {path: /a, value: 1}
                    jsonp.invalid  | {op: 1, path: /a, value: 1}
                    jsonp.invalid  | {op: put, path: /a, value: 1}
                    jsonp.invalid  | {op: add, value: 1}
                    jsonp.invalid  | {op: add, path: 1, value: 1}
                    jsonp.invalid  | {op: add, path: a, value: 1}
                    jsonp.invalid  | {op: add, path: /a~2, value: 1}
                    jsonp.invalid  | {op: add, path: /a~, value: 1}
                    jsonp.invalid  | {op: add, path: /a}
                    jsonp.invalid  | {op: move, path: /a}
                    jsonp.invalid  | text
                    jsonp.conflict | {op: add, path: /l/4, value: 1}
                    jsonp.conflict | {op: add, path: /l/01, value: 1}
                    jsonp.conflict | {op: add, path: /l/-1, value: 1}
                    jsonp.conflict | {op: add, path: /l/x, value: 1}
                    jsonp.conflict | {op: add, path: /n/x, value: 1}
                    jsonp.conflict | {op: add, path: /s/0, value: 1}
                    jsonp.conflict | {op: remove, path: /n}
                    jsonp.conflict | {op: remove, path: /l/3}
                    jsonp.conflict | {op: remove, path: /l/-}
                    jsonp.conflict | {op: remove, path: ''}
                    jsonp.conflict | {op: replace, path: /n, value: 1}
                    jsonp.conflict | {op: replace, path: /l/-, value: 1}
                    jsonp.conflict | {op: move, from: /n, path: /a}
                    jsonp.conflict | {op: move, from: /d, path: /d/x/w}
                    jsonp.conflict | {op: copy, from: /s/0, path: /a}
                    jsonp.conflict | {op: test, path: /n, value: 1}
                    jsonp.test     | {op: test, path: /a, value: 2}
                    jsonp.test     | {op: test, path: /a, value: '1'}
                    jsonp.test     | {op: test, path: /d, value: {}}
                    """)
    void refuses(String code, String operation) {
        var thrown = assertThrows(MalformedException.class, () -> apply("[" + operation + "]"));
        assertEquals(code, thrown.problem().code());
        assertEquals("patch", thrown.problem().origin().source());
    }

    @Test
    void aPatchIsAList() {
        assertEquals(
                "jsonp.invalid",
                assertThrows(MalformedException.class, () -> apply("{op: remove, path: /a}"))
                        .problem()
                        .code());
    }

    /**
     * A bad operation is found before the first is applied, and the document is never half patched.
     */
    @Test
    void allOrNothing() {
        ConfigTree document = YamlReader.read(DOCUMENT, "document");
        ConfigTree patch =
                YamlReader.read(
                        "[{op: remove, path: /a}, {op: test, path: /a, value: 1}]", "patch");
        assertThrows(MalformedException.class, () -> JsonPatch.apply(patch, document));
        assertEquals(YamlReader.read(DOCUMENT, "again"), document);
    }
}
