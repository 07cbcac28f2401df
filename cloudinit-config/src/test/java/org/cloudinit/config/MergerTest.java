package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Merging, without the corpus. */
class MergerTest {
    private static Mapping yaml(String text, String source) {
        return (Mapping) YamlReader.read(text, source);
    }

    private static String merge(String base, String other, String how) {
        MergeRules rules = MergeRules.parse(how, Origin.BUILT_IN);
        return JsonWriter.write(
                Merger.merge(yaml(base, "base"), yaml(other, "other"), rules), JsonStyle.LINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: 1}        | {a: 2, b: 3}  | dict()                        | {"a": 1, "b": 3}
                    {a: 1}        | {a: 2, b: 3}  | dict(replace)                 | {"a": 2, "b": 3}
                    {a: {b: 1}}   | {a: {c: 2}}   | dict()                        | {"a": {"b": 1, "c": 2}}
                    {a: {b: 1}}   | {a: {c: 2}}   | dict(replace)                 | {"a": {"c": 2}}
                    {a: [1]}      | {a: [2, 3]}   | dict(recurse_list)+list()     | {"a": [2]}
                    {a: [1]}      | {a: [2, 3]}   | dict(recurse_array)+list(append) | {"a": [1, 2, 3]}
                    {a: [1]}      | {a: [2, 3]}   | dict(recurse_list)+list(prepend) | {"a": [2, 3, 1]}
                    {a: [1]}      | {a: [2]}      | dict(recurse_list)+list(no_replace) | {"a": [1]}
                    {a: [{b: 1}]} | {a: [{c: 2}]} | dict(recurse_list)+list(recurse_dict) | {"a": [{"b": 1, "c": 2}]}
                    {a: x}        | {a: y}        | dict(recurse_str)+str(append) | {"a": "xy"}
                    {a: x}        | {a: y}        | dict(recurse_str)+str()       | {"a": "y"}
                    {a: 1, b: 2}  | {a: null}     | dict(allow_delete)            | {"b": 2}
                    {a: 1}        | {a: null}     | dict()                        | {"a": 1}
                    {a: 1}        | {b: 2}        | list(append)                  | {"a": 1}
                    {a: [1]}      | {a: xy}       | dict(recurse_str)+list(append) | {"a": [1, "x", "y"]}
                    """)
    void mergesByRules(String base, String other, String how, String merged) {
        assertEquals(merged, merge(base, other, how));
    }

    @Test
    void valuesKeepTheirOrigins() {
        Mapping base = yaml("a: {b: 1}\n", "base");
        Mapping other = yaml("\na: {c: 2}\nd: 3\n", "other");
        Mapping merged = (Mapping) Merger.merge(base, other, MergeRules.KEEPING);
        assertEquals(
                new Origin("base", 1, 8), Objects.requireNonNull(merged.find("a", "b")).origin());
        assertEquals(
                new Origin("other", 2, 8), Objects.requireNonNull(merged.find("a", "c")).origin());
        assertEquals(new Origin("other", 3, 4), Objects.requireNonNull(merged.get("d")).origin());
        assertSame(other.get("d"), merged.get("d"));
    }

    @Test
    void theFirstConfigurationWinsUnlessItSaysOtherwise() {
        Mapping high = yaml("a: 1\nl: [1]\n", "high");
        Mapping low =
                yaml("a: 2\nb: 3\nl: [2]\nmerge_how: 'dict(recurse_list)+list(append)'\n", "low");
        assertEquals(
                "{\"a\": 1, \"l\": [1, 2], \"b\": 3}",
                JsonWriter.write(Merger.mergeAll(List.of(high, low)), JsonStyle.LINE));
        assertEquals(Mapping.EMPTY, Merger.mergeAll(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merge_how: 'dict(recurse_list) + LIST(append)'",
                "merge_type: dict(recurse_list)+list(append)",
                "merge_how: null\nmerge_type: dict(recurse-list)+list(append)",
                "merge_how: [{name: dict, settings: [recurse_list]}, {name: ' list ', settings: [append]}]",
                "merge_how: [[dict, recurse_list], [list, append]]",
                "merge_how: [{name: dict, settings: recurse_list}, {name: list, settings: {append: 1}}]"
            })
    void rulesInEveryForm(String text) {
        MergeRules.Extracted extracted = MergeRules.extract(yaml(text + "\nkept: 1\n", "c"));
        assertEquals("{\"kept\": 1}", JsonWriter.write(extracted.config(), JsonStyle.LINE));
        assertEquals(
                MergeRules.parse("dict(recurse_list)+list(append)", Origin.BUILT_IN),
                extracted.rules());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo()",
                "dict()+foo()",
                "[1]",
                "[[]]",
                "[{name: dict}]",
                "[{settings: []}]",
                "[{name: foo, settings: []}]",
                "[{name: dict, settings: null}]",
                "[dict()]",
                "{name: dict}",
                "1",
                "true",
                "[{name: 1, settings: []}]",
                "[[foo]]",
                "[{name: DICT, settings: []}]"
            })
    void refusesRules(String how) {
        Mapping config = yaml("a: 1\nmerge_how: " + how + "\n", "c");
        var thrown = assertThrows(MalformedException.class, () -> MergeRules.extract(config));
        assertEquals("merge.rules", thrown.problem().code());
        assertEquals(2, thrown.problem().origin().line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list(append", "list", "(append)", "list(append)x", "\"dict(\\nreplace)\""})
    void refusesTextThatIsNoRule(String how) {
        Mapping config = yaml("a: 1\nmerge_how: " + how + "\n", "c");
        var thrown = assertThrows(MalformedException.class, () -> MergeRules.extract(config));
        assertEquals("merge.syntax", thrown.problem().code());
        assertEquals(2, thrown.problem().origin().line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {a: x}   | {a: [y]}  | dict(recurse_list)+str(append)
                    {a: [1]} | {a: {b: 1}} | dict()+list(no_replace)
                    """)
    void refusesToJoinWhatCannotBeJoined(String base, String other, String how) {
        var thrown = assertThrows(MalformedException.class, () -> merge(base, other, how));
        assertEquals("merge.types", thrown.problem().code());
        assertEquals(new Origin("other", 1, 5), thrown.problem().origin());
    }

    @Test
    void emptyRulesAreNone() {
        assertEquals(MergeRules.NONE, MergeRules.parse("", Origin.BUILT_IN));
        assertEquals(MergeRules.NONE, MergeRules.parse(" + ", Origin.BUILT_IN));
        Mapping config = yaml("{a: 1, merge_how: {}}", "c");
        assertEquals(MergeRules.NONE, MergeRules.extract(config).rules());
        assertEquals(MergeRules.REPLACING, MergeRules.NONE.orElse(MergeRules.REPLACING));
        ConfigTree base = yaml("{a: 1}", "base");
        assertSame(base, Merger.merge(base, yaml("{a: 2}", "other"), MergeRules.NONE));
    }
}
