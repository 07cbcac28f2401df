package org.cloudinit.api.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
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
