package org.cloudinit.handlers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Part;
import org.cloudinit.testkit.RecordingProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boothooks are stored, and run at once: here as real programs. */
class BoothookHandlerTest {
    private static final String TYPE = "text/cloud-boothook";

    @TempDir private Path folder;

    @Test
    void runsWithTheInstanceId() throws IOException {
        var walk = new HandlerWalk(folder).runningPrograms();
        Path told = folder.resolve("told");
        walk.walk(
                new BoothookHandler(),
                hook("#!/bin/sh\nprintf %s \"$INSTANCE_ID\" > " + told + "\n"));
        assertEquals("i-abc", Files.readString(told));
        assertEquals(List.of(), walk.reporter.problems());
    }

    @Test
    void runsInTheOrderOfTheParts() throws IOException {
        var walk = new HandlerWalk(folder).runningPrograms();
        Path told = folder.resolve("told");
        walk.walk(
                new BoothookHandler(),
                HandlerWalk.part(TYPE, "z", "#cloud-boothook\n#!/bin/sh\nprintf 1 >> " + told),
                HandlerWalk.part(TYPE, "a", "#cloud-boothook\n#!/bin/sh\nprintf 2 >> " + told));
        assertEquals("12", Files.readString(told));
    }

    @Test
    void runsAScriptWithWindowsLineEnds() throws IOException {
        var walk = new HandlerWalk(folder).runningPrograms();
        Path told = folder.resolve("told");
        walk.walk(
                new BoothookHandler(),
                HandlerWalk.part(
                        TYPE, "x", "#cloud-boothook\r\n#!/bin/sh\r\nprintf ok > " + told + "\r\n"));
        assertEquals("ok", Files.readString(told));
    }

    @Test
    void aHookThatFailsIsReportedAndTheNextOneRuns() throws IOException {
        var walk = new HandlerWalk(folder).runningPrograms();
        Path told = folder.resolve("told");
        walk.walk(
                new BoothookHandler(),
                HandlerWalk.part(
                        TYPE, "bad", "#cloud-boothook\n#!/bin/sh\necho canary-secret\nexit 7\n"),
                HandlerWalk.part(TYPE, "good", "#cloud-boothook\n#!/bin/sh\n: > " + told));
        assertEquals(List.of("user-data.boothook-failed"), walk.reporter.codes());
        String line = walk.reporter.problems().getFirst().line();
        assertEquals(
                "running a boothook: /var/lib/cloud/instances/i-abc/boothooks/bad: it ended with 7"
                        + " [user-data.boothook-failed]. Its output is in the output log; run it by"
                        + " hand.",
                line);
        assertEquals(true, Files.exists(told));
    }

    /** Deviation U18: the original waits for it for ever. */
    @Test
    void aHookThatHangsHasAnHourAndTheNextOneRuns() throws IOException {
        var walk = new HandlerWalk(folder);
        walk.machine.processes().answering(RecordingProcesses.result(124, "", ""));
        walk.walk(new BoothookHandler(), hook("#!/bin/sh\nsleep inf\n"), hook("#!/bin/sh\n"));
        List<Command> commands = walk.machine.processes().commands();
        assertEquals(2, commands.size());
        assertEquals(3_600_000, commands.getFirst().timeoutMillis());
        String line = walk.reporter.problems().getFirst().line();
        assertTrue(line.contains("hook.sh: it ended with 124: by itself, or because it was"), line);
    }

    @Test
    void aHookThatCannotBeStartedHoldsNoSecretInItsFailure() throws IOException {
        var walk = new HandlerWalk(folder).runningPrograms();
        IOException failure =
                assertThrows(
                        IOException.class,
                        () ->
                                walk.walk(
                                        new BoothookHandler(),
                                        hook("#!/no/such/program\ncanary-secret\n")));
        assertFalse(failure.toString().contains("canary"), failure.toString());
        assertEquals(1, walk.files(HandlerWalk.INSTANCE + "boothooks/").size());
    }

    @Test
    void theCommandIsTheStoredFileAlone() throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(new BoothookHandler(), hook("#!/bin/sh\n"));
        Command command = walk.machine.processes().commands().getFirst();
        String path = HandlerWalk.INSTANCE + "boothooks/hook.sh";
        assertEquals(List.of(walk.machine.root().resolve(path).toString()), command.words());
        assertEquals(Map.of("INSTANCE_ID", "i-abc"), command.environment());
        assertEquals(Output.SHOWN, command.output());
        assertEquals(Map.of("hook.sh", "700 #!/bin/sh\n"), walk.files(path.replace("hook.sh", "")));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    '#cloud-boothook|#!/bin/sh|a|',   '#!/bin/sh|a|'
                    '#cloud-boothook|||  #!/bin/sh|', '#!/bin/sh|'
                    '#cloud-boothook',                ''
                    '',                               ''
                    '#!/bin/sh|',                     '#!/bin/sh|'
                    '| #!/bin/sh|',                   '#!/bin/sh|'
                    '|#cloud-boothook|#!/bin/sh|',    '#!/bin/sh|'
                    """)
    void theLineThatMakesItABoothookIsNotStored(String written, String stored) {
        byte[] content = written.replace('|', '\n').getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(
                stored.replace('|', '\n').getBytes(StandardCharsets.UTF_8),
                BoothookHandler.withoutPrefix(Secret.of(content)).reveal());
    }

    private static Part hook(String script) {
        return HandlerWalk.part(TYPE, "hook.sh", "#cloud-boothook\n" + script);
    }
}
