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
    void whiteSpaceIsWhatPythonTakesForIt() {
        var found = new StringBuilder();
        for (int c = 0; c < 0x10000; c++) {
            if (PythonString.isSpace(c)) {
                found.appendCodePoint(c);
            }
        }
        assertEquals(
                "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
                        + "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
                found.toString());
        assertEquals("a b", PythonString.strip("\u00a0\u0085 a b\u001f\n"));
        assertEquals("", PythonString.strip(" \u3000"));
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
