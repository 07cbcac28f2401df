package org.cloudinit.core.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.TextDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries added to a text come out as if the whole had been written at once. */
class IndentedObjectTest {
    private static final TextDocuments DOCUMENTS = new TextDocuments();

    private static final Mapping DOCUMENT =
            Mapping.builder()
                    .put("a", Sequence.ofTexts(List.of("x", "}", "{", "a,", "\n \"b\": 1")))
                    .put("empty", Mapping.EMPTY)
                    .put(
                            "m",
                            Mapping.builder()
                                    .put("n", Mapping.builder().put("o", 1).build())
                                    .build())
                    .put("s", Scalar.text("ends with {"))
                    .put("z", Scalar.nothing())
                    .build();

    @ParameterizedTest
    @ValueSource(strings = {"A", "b", "m", "n", "s", "z", "zz", "empty"})
    void whereverTheKeyBelongs(String key) {
        for (Mapping value : List.of(Mapping.EMPTY, DOCUMENT)) {
            Mapping addition = Mapping.builder().put(key, value).build();
            assertEquals(
                    DOCUMENTS.toJsonFile(DOCUMENT.with(key, value)),
                    object(DOCUMENT).with(object(addition)).text());
        }
    }

    @Test
    void theTextItselfComesBack() {
        assertEquals(DOCUMENTS.toJsonFile(DOCUMENT), object(DOCUMENT).text());
    }

    private static IndentedObject object(Mapping mapping) {
        IndentedObject object = IndentedObject.of(DOCUMENTS.toJsonFile(mapping));
        assertNotNull(object);
        return object;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}\n",
                "[]\n",
                "{\n}\n",
                "{\"a\": 1}\n",
                "{\n \"a\": 1\n}",
                "{\n\"a\": 1\n}\n",
                "{\n  \"a\": 1\n}\n",
                "{\n \"a\": {\n \"b\": 1\n }\n}\n",
                "{\n \"a\": {\n  \"b\": 1\n}\n}\n",
                "{\n \"a\": {\n  \"b\": 1\n \n}\n",
                "{\n \"a\": 1\n \"b\": 2\n}\n",
                "{\n \"a\": 1,\n\n \"b\": 2\n}\n",
                "{\n \"a\": 1,\n}\n",
                "{\n \"a\": 1,\n \"a\": 2\n}\n",
                "{\n \"\\u0061\": 1\n}\n",
                "{\n \"a\":1\n}\n",
                "{\n a: 1\n}\n",
                "{\n \"a\n}\n",
                "{\n }\n}\n",
                "{\n \"a\": {\n}\n"
            })
    void anotherForm(String text) {
        assertNull(IndentedObject.of(text));
    }

    @Test
    void whatItSaysIsNotChanged() {
        Mapping addition = Mapping.builder().put("features", DOCUMENT).build();
        String text = object(DOCUMENT).with(object(addition)).text();
        assertEquals(
                DOCUMENT.with("features", DOCUMENT),
                DOCUMENTS.json(text.getBytes(StandardCharsets.UTF_8), "text"));
    }
}
