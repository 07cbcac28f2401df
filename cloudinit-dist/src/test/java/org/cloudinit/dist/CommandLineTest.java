package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cloudinit.dist.Invocation.Initialise;
import org.cloudinit.dist.Invocation.Other;
import org.cloudinit.dist.Invocation.Print;
import org.cloudinit.dist.Invocation.Refused;
import org.cloudinit.dist.command.Globals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private static Invocation read(String line) {
        return CommandLine.read(line.isEmpty() ? new String[0] : line.split(" "));
    }

    @Test
    void theBootsOwnCommand() {
        assertEquals(
                new Initialise(new Globals("/", false, null), true, false, List.of()),
                read("init --local"));
        assertEquals(
                new Initialise(new Globals("/", false, null), false, false, List.of()),
                read("init"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--root r --debug --config-drive d init --local --force --file a --file b",
                "init -l --force -f a -f b -d --root r --config-drive d",
                "--root=r --config-drive=d --file=a --debug --force init --local --file=b",
            })
    void optionsStandBeforeAndBehindTheCommand(String line) {
        assertEquals(
                new Initialise(new Globals("r", true, "d"), true, true, List.of("a", "b")),
                read(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "init --help", "init --local -h", "--help schema"})
    void helpWinsOverEverything(String line) {
        assertEquals(new Print(Commands.usage()), read(line));
    }

    @Test
    void theWordsOfAnotherCommandAreItsOwnMatter() {
        assertEquals(
                new Other(new Globals("r", true, null), List.of("schema", "--file", "-x", "y")),
                read("--debug --root r schema --file -x y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-v", "-v schema"})
    void theVersionIsTheModules(String line) {
        String text = assertInstanceOf(Print.class, read(line)).text();
        assertTrue(text.matches("cloud-init \\d+\\.\\d+\\.\\d+\\S*\n"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--file f schema",
                "--local schema",
                "init --local now",
                "init --lokal",
                "init --local --root",
                "init --local --root=",
                "init --local --file",
                "init --local=yes",
                "--debug=1 init --local",
                "-x init --local",
            })
    void whatCannotBeFollowedIsRefusedWithARemedy(String line) {
        Refused refused = assertInstanceOf(Refused.class, read(line));
        assertTrue(refused.remedy().endsWith("."), refused.remedy());
    }
}
