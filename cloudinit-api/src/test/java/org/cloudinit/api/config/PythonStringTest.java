package org.cloudinit.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What Python 3.11 shows of texts and bytes. */
class PythonStringTest {
    @Test
    void textsAreQuoted() {
        assertEquals("'plain'", PythonString.repr("plain"));
        assertEquals("\"it's\"", PythonString.repr("it's"));
        assertEquals("'say \"it\\'s\"'", PythonString.repr("say \"it's\""));
        assertEquals("'say \"no\"'", PythonString.repr("say \"no\""));
        assertEquals("'back\\\\slash'", PythonString.repr("back\\slash"));
        assertEquals("'é ü 漢 😀'", PythonString.repr("é ü 漢 😀"));
    }

    @Test
    void whatCannotBePrintedIsEscaped() {
        assertEquals(
                "'\\n\\r\\t\\x00\\x7f\\x85\\xa0\\u2028\\u200b\\ud800\\ue000\\U0001d173'",
                PythonString.repr(
                        "\n\r\t\0\u007f\u0085\u00a0\u2028\u200b\ud800\ue000"
                                + Character.toString(0x1d173)));
    }

    @Test
    void bytesAreQuoted() {
        assertEquals(
                "b\"it's \\xc3\\xa9\\n\\\\\"",
                PythonString.repr("it's é\n\\".getBytes(StandardCharsets.UTF_8)));
        assertEquals("b'\"\\''", PythonString.repr("\"'".getBytes(StandardCharsets.UTF_8)));
    }
}
