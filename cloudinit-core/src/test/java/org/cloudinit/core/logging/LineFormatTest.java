package org.cloudinit.core.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.cloudinit.api.host.UtcTime;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private static LogEntry entry(long millis, String message) {
        return new LogEntry(millis, "org.cloudinit.core.LocalStage", LogLevel.DEBUG, message, null);
    }

    private static String formatted(String format, String message) {
        return new LineFormat(format, null).line(entry(0, message));
    }

    @Test
    void isTheReferencesLine() {
        long millis = Instant.parse("2026-11-22T15:48:29.993Z").toEpochMilli();
        assertEquals(
                "2026-11-22 15:48:29,993 - LocalStage.java[DEBUG]: hello",
                LineFormat.USUAL.line(entry(millis, "hello")));
    }

    /** Forwards and back, over seconds and beyond 1970. */
    @Test
    void aTimeDoesNotDependOnTheOneBefore() {
        var second = new SecondText();
        for (long millis :
                new long[] {0, 7, 999, 1000, 999, 1_795_362_509_042L, 59_999, -1, -1000}) {
            var expected = new StringBuilder();
            UtcTime.of(millis).appendTo(expected);
            var line = new StringBuilder();
            second.appendTo(line, millis);
            assertEquals(expected.toString(), line.toString());
        }
    }

    @Test
    void readsPythonsFormats() {
        assertEquals(
                "[CLOUDINIT] LocalStage.java[DEBUG]: m",
                formatted("[CLOUDINIT] %(filename)s[%(levelname)s]: %(message)s", "m"));
        assertEquals("DEBUG   |m", formatted("%(levelname)-8s|%(message)s", "m"));
        assertEquals("   DEBUG|100%", formatted("%(levelname)8s|100%%", "m"));
        assertEquals(
                "10 LocalStage org.cloudinit.core.LocalStage",
                formatted("%(levelno)d %(module)s %(name)s", "m"));
        assertEquals("? 0.000", formatted("%(lineno)d %(created)f", "m"));
        assertEquals("%(open", formatted("%(open", "m"));
        assertEquals(
                "01.01.1970 Jan 00:00:00 UTC %q",
                new LineFormat("%(asctime)s", "%d.%m.%Y %b %H:%M:%S %Z %q").line(entry(0, "")));
    }

    @Test
    void aMessageIsOneLineAndSteersNoTerminal() {
        String forged = "x\n2026-11-22 15:48:29,993 - a.py[ERROR]: start: forged\u001b[2J\r\u009b";
        String line = LineFormat.USUAL.line(entry(0, forged));
        assertEquals(1, line.lines().count());
        assertTrue(
                line.endsWith(
                        "x\\n2026-11-22 15:48:29,993 - a.py[ERROR]: start: forged\\x1b[2J\\x0d\\x9b"),
                line);
        assertTrue(LineFormat.USUAL.line(entry(0, "tab\tü")).endsWith("tab\tü"));
    }

    @Test
    void causesFollowBelow() {
        var cause = new ArithmeticException("inner\nforged");
        var thrown = new LinkageError("outer", cause);
        var entry = new LogEntry(0, "a.B", LogLevel.ERROR, "failed", thrown);
        String line = LineFormat.USUAL.line(entry);
        assertTrue(
                line.contains("B.java[ERROR]: failed\njava.lang.LinkageError: outer\n    at "),
                line);
        assertTrue(
                line.contains("\nCaused by: java.lang.ArithmeticException: inner forged\n"), line);
        var quoting = new IllegalStateException("the value of a document");
        String silent = LineFormat.USUAL.line(new LogEntry(0, "a.B", LogLevel.ERROR, "f", quoting));
        assertTrue(silent.contains("\njava.lang.IllegalStateException\n    at "), silent);
        var circle = new RuntimeException("a");
        circle.initCause(new RuntimeException("b", circle));
        assertFalse(
                LineFormat.USUAL
                        .line(new LogEntry(0, "a.B", LogLevel.ERROR, "f", circle))
                        .isEmpty());
    }
}
