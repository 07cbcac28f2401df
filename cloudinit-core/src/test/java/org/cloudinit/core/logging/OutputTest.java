package org.cloudinit.core.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.core.host.Console;
import org.cloudinit.core.host.FolderRoot;
import org.cloudinit.core.host.LocalProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HostRoot root;

    @BeforeEach
    void open() throws IOException {
        root = new FolderRoot(folder);
    }

    private static Mapping output(String mode, ConfigTree entry) {
        return Mapping.builder().put("output", Mapping.builder().put(mode, entry).build()).build();
    }

    private static OutputPlan all(String entry) {
        return OutputPlan.of(output("all", Scalar.text(entry)), "init");
    }

    private Output open(OutputPlan plan) throws IOException {
        return Output.open(plan, root, true, out, err);
    }

    private static void say(OutputStream to, String text) throws IOException {
        to.write(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "| tee -a /a; | tee -a /a",
                "|tee -a /a; | tee -a /a",
                ">/a; > /a",
                ">>/a; >> /a",
                "' >>   /a '; >> /a",
                "/a; >> /a",
                ">>>/a; >> >/a"
            })
    void spellsAsTheReference(String entry, String spelling) {
        OutputPlan plan = all(entry);
        assertNotNull(plan.out());
        assertEquals(spelling, plan.out().spelling());
        assertEquals(plan.out(), plan.err());
    }

    @Test
    void theModesOwnEntryWins() {
        Mapping modes =
                Mapping.builder()
                        .put("all", "> /all")
                        .put("init", "> /init")
                        .put("x", "> /x")
                        .build();
        Mapping config = Mapping.builder().put("output", modes).build();
        assertEquals(new Redirect.Into("/init"), OutputPlan.of(config, "init").out());
        assertEquals(new Redirect.Into("/all"), OutputPlan.of(config, "final").out());
    }

    @Test
    void readsListsAndMappings() {
        var pair = Sequence.ofTexts(List.of("> /o", "&1"));
        assertEquals(
                new OutputPlan(new Redirect.Into("/o"), new Redirect.Into("/o")),
                OutputPlan.of(output("all", pair), "init"));
        var single = Sequence.ofTexts(List.of("> /o"));
        assertEquals(
                new OutputPlan(new Redirect.Into("/o"), null),
                OutputPlan.of(output("all", single), "init"));
        var named = Mapping.builder().put("output", "| cat").put("error", "/e").build();
        assertEquals(
                new OutputPlan(new Redirect.Through("cat"), new Redirect.Onto("/e")),
                OutputPlan.of(output("init", named), "init"));
        var errorOnly = Mapping.builder().put("error", "/e").build();
        assertNull(OutputPlan.of(output("init", errorOnly), "init").out());
        assertEquals(OutputPlan.NONE, OutputPlan.of(output("init", Scalar.integer(3)), "init"));
        assertEquals(OutputPlan.NONE, OutputPlan.of(output("final", Scalar.text("x")), "init"));
        assertEquals(OutputPlan.NONE, OutputPlan.of(Mapping.EMPTY, "init"));
    }

    @Test
    void refusesWhatTheReferenceRaisesOn() {
        Mapping text = Mapping.builder().put("output", "| tee -a /a").build();
        assertThrows(MalformedException.class, () -> OutputPlan.of(text, "init"));
        var numbers =
                new Sequence(List.of(Scalar.integer(1)), org.cloudinit.api.config.Origin.BUILT_IN);
        assertThrows(MalformedException.class, () -> OutputPlan.of(output("all", numbers), "init"));
    }

    @Test
    void teeWritesToFileAndConsole() throws IOException {
        try (Output output = open(all("| tee -a /var/log/o.log"))) {
            say(output.out(), "out\n");
            say(output.err(), "err\n");
            assertSame(output.out(), output.err());
        }
        assertEquals("out\nerr\n", out.toString(UTF_8));
        assertEquals("out\nerr\n", Files.readString(folder.resolve("var/log/o.log")));
        assertEquals(0640, root.facts("/var/log/o.log").mode());
        try (Output output = open(all("| tee -a /var/log/o.log"))) {
            say(output.out(), "again\n");
        }
        assertEquals("out\nerr\nagain\n", Files.readString(folder.resolve("var/log/o.log")));
        try (Output output = open(all("| tee /var/log/o.log"))) {
            say(output.out(), "anew\n");
        }
        assertEquals("anew\n", Files.readString(folder.resolve("var/log/o.log")));
    }

    @Test
    void aPipeOfErrorsSaysWhatItSaysWhereOutputGoes() throws IOException {
        for (String command : List.of("tee -a /e", "/bin/cat; echo end")) {
            var named =
                    Mapping.builder()
                            .put("output", "| tee -a /o")
                            .put("error", "| " + command)
                            .build();
            try (Output output = open(OutputPlan.of(output("all", named), "init"))) {
                say(output.err(), "err\n");
            }
        }
        assertEquals("err\n", Files.readString(folder.resolve("e")));
        assertEquals("err\nerr\nend\n", Files.readString(folder.resolve("o")));
        assertEquals("err\nerr\nend\n", out.toString(UTF_8));
    }

    @Test
    void filesAreEmptiedOrAppendedTo() throws IOException {
        for (int i = 0; i < 2; i++) {
            var pair = Sequence.ofTexts(List.of("> /o", ">> /e"));
            try (Output output = open(OutputPlan.of(output("all", pair), "init"))) {
                say(output.out(), "out\n");
                say(output.err(), "err\n");
            }
        }
        assertEquals("out\n", Files.readString(folder.resolve("o")));
        assertEquals("err\nerr\n", Files.readString(folder.resolve("e")));
        assertEquals("", out.toString(UTF_8) + err.toString(UTF_8));
    }

    @Test
    void anotherPipeIsAShellUnderUmask037() throws IOException {
        Path file = folder.resolve("piped");
        try (Output output = open(all("| tr a-z A-Z > " + file))) {
            say(output.out(), "shout\n");
        }
        assertEquals("SHOUT\n", Files.readString(file));
        assertEquals(0640, root.facts("/piped").mode());
    }

    @Test
    void underAnotherRootNoShellIsStarted() throws IOException {
        Path file = folder.resolve("piped");
        try (Output output = Output.open(all("| cat > " + file), root, false, out, err)) {
            say(output.out(), "x");
        }
        assertFalse(Files.exists(file));
        assertEquals("x", out.toString(UTF_8));
    }

    @Test
    void whatCannotBeOpenedLeavesNothingOpen() throws IOException {
        root.createDirectory("/folder", 0755);
        assertThrows(IOException.class, () -> open(all(">> /folder")));
        var pair = Sequence.ofTexts(List.of("> /fine", "> /folder"));
        assertThrows(IOException.class, () -> open(OutputPlan.of(output("all", pair), "init")));
    }

    @Test
    void programsShowTheirOutputThere() throws IOException {
        try (Output output = open(all("| tee -a /o.log"))) {
            var processes = new LocalProcesses(Console.of(output.out(), output.err()));
            var command =
                    new Command(
                            List.of("sh", "-c", "echo from child; echo to error >&2"),
                            java.util.Map.of(),
                            new byte[0],
                            10_000,
                            org.cloudinit.api.host.ProcessRunner.Output.SHOWN);
            assertEquals(0, processes.run(command).exitCode());
        }
        String text = Files.readString(folder.resolve("o.log"));
        assertEquals(List.of("from child", "to error"), text.lines().toList(), "in their order");
    }
}
