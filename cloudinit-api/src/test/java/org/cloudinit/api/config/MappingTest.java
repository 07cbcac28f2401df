package org.cloudinit.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
    @Test
    void whatIsBuiltStaysAsItIs() {
        Mapping.Builder builder = Mapping.builder().put("a", 1);
        Mapping first = builder.build();
        Mapping second = builder.put("b", 2).build();
        Mapping third = builder.remove("a").build();
        assertEquals(Mapping.builder().put("a", 1).build(), first);
        assertEquals(Mapping.builder().put("a", 1).put("b", 2).build(), second);
        assertEquals(Mapping.builder().put("b", 2).build(), third);
        assertEquals(first, first.toBuilder().put("c", 3).remove("c").build());
        assertFalse(first.has("c"));
    }

    @Test
    void entriesCannotBeChanged() {
        var entries = new LinkedHashMap<Scalar, ConfigTree>();
        entries.put(Scalar.text("a"), Scalar.integer(1));
        var mapping = new Mapping(entries, Origin.BUILT_IN);
        entries.clear();
        assertEquals(1, mapping.size());
        Map<Scalar, ConfigTree> view = mapping.at(Origin.of("x")).entries();
        assertEquals(mapping.entries(), view);
        Scalar key = Scalar.text("b");
        assertThrows(UnsupportedOperationException.class, () -> view.put(key, key));
        assertThrows(UnsupportedOperationException.class, view::clear);
        assertThrows(UnsupportedOperationException.class, () -> view.keySet().clear());
        assertThrows(UnsupportedOperationException.class, () -> view.values().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> view.entrySet().iterator().next().setValue(key));
        assertThrows(UnsupportedOperationException.class, () -> view.remove(Scalar.text("a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yes", " On\n", "TRUE", "1", "\u00a0yes", "true\u0085", "\u3000on\u2028"})
    void whiteSpaceOfEveryKindIsLeftOut(String text) {
        assertTrue(Mapping.isTrue(Scalar.text(text)));
        assertFalse(Mapping.isFalse(Scalar.text(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", " Off\n", "FALSE", "0", "\u00a0no\u001f"})
    void whatIsFalse(String text) {
        assertTrue(Mapping.isFalse(Scalar.text(text)));
        assertFalse(Mapping.isTrue(Scalar.text(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "y", "n", "o n", "yes!", "\ufeffyes", "\u200byes", "enabled"})
    void whatIsNeither(String text) {
        assertFalse(Mapping.isTrue(Scalar.text(text)));
        assertFalse(Mapping.isFalse(Scalar.text(text)));
    }
}
