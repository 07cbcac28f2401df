package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.net.sandbox.Corpus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Words and assignments as a shell reads them. */
class ShellWordsTest {
    @Test
    void theOriginalsRows() {
        Corpus.check("calls/util.load_shell_content", ShellWordsTest::fault);
    }

    private static @Nullable String fault(Mapping row) {
        String text = ((Scalar.Text) row.sequence("args").items().getFirst()).value();
        Map<String, String> values;
        try {
            values = ShellWords.assignments(text, "file");
        } catch (MalformedException refused) {
            return row.has("exc") ? null : refused.getMessage();
        }
        var actual = Mapping.builder();
        values.forEach(actual::put);
        return Corpus.differs(row.get("ret"), actual.build());
    }

    private static List<String> words(String text) {
        return ShellWords.split(text, "text", false).stream().map(ShellWords.Word::text).toList();
    }

    @Test
    void quotesAndBackslashesKeepTogether() {
        assertEquals(List.of("a", "b c", "d e", "f g"), words("a 'b c' \"d e\" f\\ g"));
        assertEquals(List.of("a\"b\\c\\d"), words("\"a\\\"b\\\\c\\d\""));
        assertEquals(List.of("a\\b", ""), words("'a\\b' ''"));
        assertEquals(List.of("xyz"), words("x'y'\"z\""));
        assertEquals(List.of(), words(" \t\r\n"));
        assertEquals(List.of("#a", "b#c"), words("#a b#c"));
    }

    @Test
    void commentsEndWithTheirLine() {
        assertEquals(
                Map.of("A", "1", "B", "2", "C", "x#y"),
                ShellWords.assignments("A=1#2\n# C=3\nB=2 # D=4\nC='x#y'", "file"));
    }

    @Test
    void theLastAssignmentWinsUnlessItIsEmpty() {
        assertEquals(
                Map.of("A", "2", "B", "1"), ShellWords.assignments("A=1\nB=1\nA=2\nB=\n", "file"));
    }

    @Test
    void whatIsNotClosedIsRefusedWithItsLine() {
        for (String text : List.of("A=1\nB='x", "A=1\nB=\"x\n\n", "A=1\nB=\"x\\", "A=1\nB\\")) {
            var refused =
                    assertThrows(
                            MalformedException.class, () -> ShellWords.assignments(text, "file"));
            assertEquals("network.bad-shell-text", refused.problem().code());
            assertEquals(2, refused.problem().origin().line(), text);
        }
    }

    @Test
    void aWordThatIsNoAssignmentIsRefusedWithItsLine() {
        var refused =
                assertThrows(
                        MalformedException.class,
                        () -> ShellWords.assignments("A=1\n\n\nsecret", "file"));
        assertEquals(
                "reading variables: file:4: there is a word that is no assignment"
                        + " [network.bad-shell-text]. Write NAME='value' on each line.",
                refused.getMessage());
    }
}
