package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cloudinit.dist.Program.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static Run run(String line) {
        return Program.run(line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "devel",
                "devel no-such",
                "devel --debug net-convert",
                "schema --no-such",
                "schema word",
                "schema -t",
                "schema -t network-config -c f g",
                "--root=/no/such/folder devel no-such",
            })
    void whatCannotBeFollowedIsRefusedWithARemedy(String line) {
        Run run = run(line);
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("cloud-init"), run.err());
        assertTrue(run.err().endsWith(".\n"), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema --help", "schema -h", "schema --no-such --help"})
    void aCommandTellsWhatItTakes(String line) {
        Run run = run(line);
        assertEquals(0, run.code());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("usage: cloud-init schema "), run.out());
    }

    @Test
    void aGroupListsItsCommands() {
        Run run = run("devel --help");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("\n  devel net-convert "), run.out());
    }

    @Test
    void helpListsEveryCommand() {
        assertTrue(Commands.usage().contains("\n  schema "), Commands.usage());
    }
}
