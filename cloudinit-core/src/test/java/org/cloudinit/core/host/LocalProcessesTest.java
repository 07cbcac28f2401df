package org.cloudinit.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real programs: well-behaved, slow, talkative, deaf, and with children. Whether their output is
 * read as it comes or when they have ended makes no difference to what is known of it.
 */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = Output.class,
        names = {"CAPTURED", "CAPTURED_LATE"})
class LocalProcessesTest {
    @Parameter Output captured;
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LocalProcesses processes = new LocalProcesses(Console.of(out, err));

    private Result shell(String script, long millis, byte[] input) throws IOException {
        return processes.run(
                new Command(
                        List.of("sh", "-c", script),
                        Map.of("ADDED", "yes"),
                        input,
                        millis,
                        captured));
    }

    private Result shell(String script) throws IOException {
        return shell(script, 20_000, new byte[0]);
    }

    @Test
    void givesOutputErrorAndExitCode() throws IOException {
        Result result = shell("echo out; echo err >&2; exit 7");
        assertEquals("out\n", new String(result.output(), UTF_8));
        assertEquals("err\n", new String(result.error(), UTF_8));
        assertEquals(7, result.exitCode());
        assertFalse(result.success());
        assertEquals(128 + 15, shell("kill -TERM $$").exitCode());
    }

    @Test
    void givesInputAndEnvironment() throws IOException {
        byte[] large = new byte[3 << 20];
        Arrays.fill(large, (byte) 'x');
        assertArrayEquals(large, shell("cat", 20_000, large).output());
        assertEquals(
                "small", new String(shell("cat", 20_000, "small".getBytes(UTF_8)).output(), UTF_8));
        assertEquals("yes\n", new String(shell("echo $ADDED").output(), UTF_8));
        assertEquals("", new String(shell("cat").output(), UTF_8));
    }

    @Test
    void whatFillsAPipeIsThereToTheLastByte() throws IOException {
        for (int size : List.of(1, 8191, 8193, 65_535, 65_536, 65_537, 200_000)) {
            String script = "head -c " + size + " /dev/zero; head -c " + size + " /dev/zero >&2";
            Result result = shell(script);
            assertEquals(size, result.output().length);
            assertEquals(size, result.error().length);
        }
    }

    @Test
    void aProgramNeedNotReadItsInput() throws IOException {
        assertEquals(0, shell("exit 0", 20_000, new byte[3 << 20]).exitCode());
        assertEquals(0, shell("exec <&-; sleep 0.2", 20_000, new byte[100]).exitCode());
    }

    @Test
    void hugeOutputIsReadToItsEndAndKeptInPart() throws IOException {
        Result result = shell("head -c 50000000 /dev/zero; head -c 9000000 /dev/zero >&2; exit 3");
        assertEquals(LocalProcesses.OUTPUT_LIMIT, result.output().length);
        assertEquals(LocalProcesses.OUTPUT_LIMIT, result.error().length);
        assertEquals(3, result.exitCode());
    }

    @Test
    void atTheTimeLimitTheWholeFamilyDies() throws Exception {
        Path pids = folder.resolve("pids");
        String script =
                "echo $$ >> P; (echo $(sh -c 'echo $PPID') >> P; sleep 300 & echo $! >> P; wait) & wait"
                        .replace("P;", pids + ";")
                        .replace(">> P", ">> " + pids);
        long start = System.nanoTime();
        Result result = shell("echo before; " + script, 1500, new byte[0]);
        assertTrue((System.nanoTime() - start) / 1_000_000 < 10_000);
        assertEquals(LocalProcesses.TIMED_OUT, result.exitCode());
        assertEquals("before\n", new String(result.output(), UTF_8));
        List<String> family = Files.readAllLines(pids);
        assertEquals(3, family.size(), family.toString());
        for (String pid : family) {
            awaitDeath(Long.parseLong(pid));
        }
    }

    private static void awaitDeath(long pid) throws InterruptedException, IOException {
        for (int i = 0; i < 100 && lives(pid); i++) {
            Thread.sleep(50);
        }
        assertFalse(lives(pid), "process " + pid + " lives");
    }

    /** A zombie whose new parent has not looked yet is dead. */
    private static boolean lives(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            return !Files.readString(stat).contains(") Z ");
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        }
    }

    @Test
    void startedProgramsRunSideBySide() throws IOException {
        String meet = "touch %s; until [ -e %s ]; do sleep 0.01; done; echo %s";
        var first = processes.start(in(folder, meet.formatted("a", "b", "one"), 20_000));
        var second = processes.start(in(folder, meet.formatted("b", "a", "two"), 20_000));
        assertEquals("one\n", new String(first.await().output(), UTF_8));
        assertEquals("two\n", new String(second.await().output(), UTF_8));
    }

    @Test
    void aTimeLimitBeginsWithTheStart() throws IOException {
        var slow = processes.start(in(folder, "sleep 30", 1));
        var quick = processes.start(in(folder, "exit 3", 20_000));
        assertEquals(3, quick.await().exitCode());
        assertEquals(LocalProcesses.TIMED_OUT, slow.await().exitCode());
    }

    private Command in(Path folder, String script, long millis) {
        return new Command(
                List.of("sh", "-c", "cd \"$1\" || exit; " + script, "sh", folder.toString()),
                Map.of(),
                new byte[0],
                millis,
                captured);
    }

    @Test
    void aDaemonThatKeepsTheOutputOpenDoesNotHoldUpTheBoot() throws IOException {
        long start = System.nanoTime();
        Result result = shell("echo started; sleep 20 &", 20_000, new byte[0]);
        assertEquals(0, result.exitCode());
        assertEquals("started\n", new String(result.output(), UTF_8));
        assertTrue((System.nanoTime() - start) / 1_000_000 < 10_000);
    }

    @Test
    void shownOutputGoesToTheStages() throws IOException {
        Result result =
                processes.run(
                        new Command(
                                List.of("sh", "-c", "echo shown; echo error >&2"),
                                Map.of(),
                                new byte[0],
                                20_000,
                                Output.SHOWN));
        assertEquals("shown\n", out.toString(UTF_8));
        assertEquals("error\n", err.toString(UTF_8));
        assertEquals(0, result.output().length);
    }

    @Test
    void noShellTakesPart() throws IOException {
        Result result = processes.run(Command.of("echo", "$HOME; `id`", "*"));
        assertEquals("$HOME; `id` *\n", new String(result.output(), UTF_8));
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        var failure =
                assertThrows(
                        IOException.class,
                        () -> processes.run(Command.of("no-such-program", "pass word")));
        assertTrue(
                failure.getMessage().startsWith("starting no-such-program: "),
                failure.getMessage());
        assertFalse(failure.getMessage().contains("pass word"));
    }

    @Test
    void aCommandDoesNotPrintItsArguments() {
        assertEquals("chpasswd with 1 arguments", Command.of("chpasswd", "root:secret").toString());
    }
}
