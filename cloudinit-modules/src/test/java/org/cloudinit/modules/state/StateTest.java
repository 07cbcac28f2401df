package org.cloudinit.modules.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTest {
    @TempDir private Path folder;
    private ModuleRun run;

    @BeforeEach
    void machine() throws IOException {
        run = ModuleRun.in(folder);
    }

    @Test
    void theSeedIsAddedToTheFile() throws IOException {
        run.metadata("random_seed: !!binary aGVsbG8=");
        run.run(new SeedRandom(), "random_seed: {file: /var/seed, data: U0VFRA==, encoding: B64}");
        assertEquals("SEEDhello", run.text("/var/seed"));
        run.run(new SeedRandom(), "random_seed: {file: /var/seed, data: raw}");
        assertEquals("SEEDhellorawhello", run.text("/var/seed"));
    }

    @Test
    void aDeviceThatIsNotThereIsNotMade() throws IOException {
        run.run(new SeedRandom(), "random_seed: {data: x}");
        assertFalse(run.machine().root().exists("/dev/urandom"));
        run.machine().root().write(RenderedFile.text("/dev/urandom", "", 0666));
        run.run(new SeedRandom(), "random_seed: {data: x}");
        assertEquals("x", run.text("/dev/urandom"));
    }

    @Test
    void aCommandLearnsTheFile() throws IOException {
        run.machine().root().write(RenderedFile.text("/usr/bin/pollinate", "", 0755));
        run.run(new SeedRandom(), "random_seed: {file: /f, command: [pollinate, -q]}");
        var command = run.machine().processes().commands().getFirst();
        assertEquals(List.of("pollinate", "-q"), command.words());
        assertEquals(Map.of("RANDOM_SEED_FILE", "/f"), command.environment());
    }

    @Test
    void aCommandThatIsNotInstalledIsMissedOnlyWhereRequired() throws IOException {
        assertInstanceOf(
                Outcome.Done.class,
                run.run(new SeedRandom(), "random_seed: {command: [pollinate]}"));
        for (String stated : List.of("command: [pollinate], ", "")) {
            var failed =
                    assertInstanceOf(
                            Outcome.Failed.class,
                            run.run(
                                    new SeedRandom(),
                                    "random_seed: {" + stated + "command_required: true}"));
            assertEquals("seed-random.command", failed.problem().code());
        }
        assertEquals(List.of(), run.machine().processes().commands());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "{data: x, encoding: rot13}",
                "{data: a, encoding: b64}",
                "{data: x, encoding: gz}",
                "{data: 7}",
                "{command: pollinate}"
            })
    void whatIsNoSeedIsRefused(String seed) {
        assertThrows(
                MalformedException.class, () -> run.run(new SeedRandom(), "random_seed: " + seed));
    }

    @Test
    void oldSemaphoresGetTheNamesOfToday() throws IOException {
        String sem = ModuleRun.INSTANCE + "/sem/";
        run.machine().root().write(RenderedFile.text(sem + "config-set-hostname", "1: 2\n", 0644));
        run.machine().root().write(RenderedFile.text(sem + "config_ssh", "", 0644));
        run.machine()
                .root()
                .write(RenderedFile.text("/var/lib/cloud/sem/config-a-b.once", "", 0600));
        assertInstanceOf(Outcome.Skipped.class, run.run(new Migrator(), "migrate: false"));
        for (int again = 0; again < 2; again++) {
            run.run(new Migrator(), "{}");
            assertEquals(
                    List.of("config_set_hostname", "config_ssh"),
                    run.machine().root().list(ModuleRun.INSTANCE + "/sem"));
            assertEquals("1: 2\n", run.text(sem + "config_set_hostname"));
            assertEquals("600", run.mode("/var/lib/cloud/sem/config_a_b.once"));
        }
    }
}
