package org.cloudinit.dist.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.Arrays;
import org.cloudinit.dist.Program;
import org.cloudinit.dist.Program.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {
    private static final String LOG =
            """
            2026-11-22 15:48:29,000 - log_util.py[DEBUG]: Cloud-init v. 26.2 running 'init-local' at Sun, 22 Nov 2026 15:48:29 +0000. Up 4.21 seconds.
            2026-11-22 15:48:29,010 - handlers.py[DEBUG]: start: init-local/check-cache: reading [check]
            2026-11-22 15:48:29,013 - handlers.py[DEBUG]: finish: init-local/check-cache: SUCCESS: no cache: none
            2026-11-22 15:48:29,014 - stages.py[DEBUG]: something else
            2026-11-22 15:48:29,500 - handlers.py[DEBUG]: finish: init-local: SUCCESS: searching for local datasources
            """;

    @TempDir private Path folder;

    private Run run(String log, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), log);
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "-i";
        all[words.length + 1] = file.toString();
        return Program.run(all);
    }

    @Test
    void whatHappenedIsShownInOrder() throws IOException {
        assertEquals(
                new Run(
                        0,
                        """
                        -- Boot Record 01 --
                        The total time elapsed since completing an event is printed after the "@" character.
                        The time the event takes is printed after the "+" character.

                        Starting stage: init-local
                        |`->no cache: none @00.01000s +00.00300s
                        Finished stage: (init-local) 00.50000 seconds

                        Total Time: 0.50000 seconds

                        1 boot records analyzed
                        """,
                        ""),
                run(LOG, "analyze", "show"));
    }

    @Test
    void whatTookLongestComesFirst() throws IOException {
        String log =
                LOG.replace(
                                "- stages.py[DEBUG]: something else",
                                "- handlers.py[DEBUG]: start: init-local/b: b")
                        + "2026-11-22 15:48:29,700 - handlers.py[DEBUG]: finish: init-local/b: SUCCESS: b\n";
        assertTrue(
                run(log, "analyze", "blame").out().startsWith("-- Boot Record 01 --\n     00.003"));
    }

    @Test
    void aDumpIsReadAsALogIs() throws IOException {
        String dump = run(LOG, "analyze", "dump").out();
        assertTrue(dump.startsWith("[\n {\n  \"description\": \"starting search for local"), dump);
        assertTrue(dump.contains("\"timestamp\": 1795362509.013"), dump);
        assertEquals(run(LOG, "analyze", "show").out(), run(dump, "analyze", "show").out());
    }

    @Test
    void theOutputMayBeAFile() throws IOException {
        Path file = folder.resolve("out");
        assertEquals(new Run(0, "", ""), run(LOG, "analyze", "dump", "-o", file.toString()));
        assertEquals(run(LOG, "analyze", "dump").out(), Files.readString(file));
        assertEquals(1, run(LOG, "analyze", "dump", "-o", "/no/such/folder/out").code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22 15:48:29,993|1795362509.993",
                "Nov 22 15:48:29|1795362509.0",
                "Nov 3 06:51:06.074410|1793688666.07441",
                "2026-11-22T15:48:29.972325+00:00|1795362509.972",
            })
    void timesOfEveryLog(String text, double seconds) {
        assertEquals(seconds, LogTime.parse(text, Year.of(2026)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "Nov 31 00:00:00",
                "2026-13-01 00:00:00,1",
                "2026-11-22 15:48:29,-1",
                "Nov 3 06:51:06.1234567",
                "2026-11-22 15:48:29,"
            })
    void whatIsNoTime(String text) {
        assertNull(LogTime.parse(text, Year.of(2026)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22 15:48:29,1 - a - start: b: c",
                "yesterday - x.py[DEBUG]: start: b: c",
                "2026-11-22 15:48:29,1 - start:",
                "2026-11-22 15:48:29,1 - x: finish: name:",
                "2026-11-22 15:48:29,1 - x: Cloud-init v. 1 running 'lunch' at noon",
            })
    void aLineThatOnlyLooksLikeAnEventIsLeftOut(String line) throws IOException {
        assertThrows(LogLine.UnreadableException.class, () -> LogLine.parse(line, Year.of(2026)));
        Run run = run(LOG + line + "\n", "analyze", "show");
        assertEquals(run(LOG, "analyze", "show").out(), run.out());
        assertTrue(run.err().contains("line 6 "), run.err());
    }

    @Test
    void aLogThatWasCutIsReadAsFarAsItGoes() throws IOException {
        String cut = LOG.substring(LOG.indexOf('\n') + 1);
        Run run = run(cut, "analyze", "show");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("no cache: none @00.00000s +00.00300s"), run.out());
        assertTrue(run.out().endsWith("1 boot records analyzed\n"), run.out());
    }

    @Test
    void binaryHalvesAreRoundedAsTheyAre() {
        assertEquals("00.00003", BootRecords.number(0.000035, 8));
        assertEquals("00.00001", BootRecords.number(0.000005, 8));
        assertEquals("-1.00000", BootRecords.number(-1, 8));
        assertEquals("123.45679", BootRecords.number(123.456789, 8));
    }

    @Test
    void anEmptyLogAndOneThatIsNotThereAreErrors() throws IOException {
        assertEquals(1, run(" \n", "analyze", "dump").code());
        assertEquals(1, Program.run("analyze", "dump", "-i", "/no/such/log").code());
    }

    @Test
    void aBootOfAnotherRootHasNoTimes() throws IOException {
        Run run = run(LOG, "--root", folder.toString(), "analyze", "boot");
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("systemd does not say"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyze", "analyze all", "analyze show word", "analyze dump -f x"})
    void whatCannotBeFollowedIsRefused(String line) {
        assertEquals(2, Program.run(line.split(" ")).code());
    }
}
