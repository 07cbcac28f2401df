package org.cloudinit.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers out of user-data and out of the machine's folder, run as real programs. */
class MachineHandlersTest {
    @TempDir private Path folder;
    @TempDir private Path notes;

    private HandlerWalk walk;

    @BeforeEach
    void makeMachine() throws IOException {
        walk = new HandlerWalk(folder).runningPrograms();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is not installed");
    }

    private Path noted() {
        return notes.resolve("noted");
    }

    private String python(String rest) {
        return """
                import json
                def list_types():
                    return ["text/x-a", "text/x-b"]
                def note(*words):
                    with open('%s', "a") as out:
                        out.write(json.dumps(words) + "\\n")
                """
                        .formatted(noted())
                + rest;
    }

    private static Part part(String text) {
        return HandlerWalk.part("text/part-handler", "handler", text);
    }

    private PartHandler load(String rest) throws IOException {
        return new MachineHandlers().load(part(python(rest)), 0, walk.context());
    }

    private List<String> notes() throws IOException {
        return Files.exists(noted()) ? Files.readAllLines(noted()) : List.of();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aPythonHandlerOfEachVersionIsAskedInOrder(int version) throws IOException {
        String more = version == 1 ? "" : version == 2 ? ", frequency" : ", frequency, headers";
        PartHandler handler =
                load(
                        """
                        handler_version = %d
                        count = 0
                        def handle_part(data, ctype, filename, payload%s):
                            global count
                            count += 1
                            note(count, data.get_instance_id(), ctype, filename, payload%s)
                        """
                                .formatted(version, more, more));
        assertEquals(Set.of("text/x-a", "text/x-b"), handler.types());
        assertEquals(Frequency.PER_INSTANCE, handler.frequency());
        Part part =
                new Part(
                        "text/x-a",
                        "a\nb\\c",
                        Secret.of("h\u00e9llo\n"),
                        Map.of("X-Mine", "one\n two"));
        walk.walk(handler, part);
        String frequency = version == 1 ? "" : ", \"once-per-instance\"";
        String noHeaders = version < 3 ? "" : ", {\"Content-Type\": \"%s\"}";
        String headers =
                version < 3 ? "" : ", {\"X-Mine\": \"one\\n two\", \"Content-Type\": \"text/x-a\"}";
        assertEquals(
                List.of(
                        "[1, \"i-abc\", \"__begin__\", null, null"
                                + frequency
                                + noHeaders.formatted("__begin__")
                                + "]",
                        "[2, \"i-abc\", \"text/x-a\", \"a\\nb\\\\c\", \"h\\u00e9llo\\n\""
                                + frequency
                                + headers
                                + "]",
                        "[3, \"i-abc\", \"__end__\", null, null"
                                + frequency
                                + noHeaders.formatted("__end__")
                                + "]"),
                notes());
    }

    @Test
    void theHandlersFileIsKeptForRootAlone() throws IOException {
        load("def handle_part(*a): pass\n");
        Map<String, String> files = walk.files(HandlerWalk.INSTANCE + "handlers/");
        assertEquals(Set.of("part-handler-000.py"), files.keySet());
        assertTrue(files.get("part-handler-000.py").startsWith("600 "));
    }

    @Test
    void namesOfFrequenciesCanBeImported() throws IOException {
        PartHandler handler =
                load(
                        """
                        from cloudinit.settings import PER_ALWAYS
                        frequency = PER_ALWAYS
                        def handle_part(*a): pass
                        """);
        assertEquals(Frequency.PER_ALWAYS, handler.frequency());
    }

    @Test
    void bytesThatAreNoTextArriveAsBytes() throws IOException {
        PartHandler handler =
                load("def handle_part(d, c, f, p): note(c, type(p).__name__, len(p or ''))\n");
        walk.walk(
                handler,
                HandlerWalk.part("image/x", "a", new byte[] {0, (byte) 0xff, 10}, Map.of()));
        assertEquals("[\"image/x\", \"bytes\", 3]", notes().get(1));
    }

    @Test
    void whatItPrintsIsNoAnswer() throws IOException {
        PartHandler handler =
                load("def handle_part(d, c, f, p):\n    print('done')\n    note(c)\n");
        walk.walk(handler, HandlerWalk.part("text/x-a", "a", ""));
        assertEquals(List.of("[\"__begin__\"]", "[\"text/x-a\"]", "[\"__end__\"]"), notes());
    }

    @Test
    void aHandlerThatRaisesIsToldWithoutItsText() throws IOException {
        PartHandler handler =
                load("def handle_part(d, c, f, p):\n    if f: raise KeyError('MARKER')\n");
        MalformedException failure =
                assertThrows(
                        MalformedException.class,
                        () -> walk.walk(handler, HandlerWalk.part("text/x-a", "a", "MARKER")));
        assertEquals("it failed at a with KeyError", failure.problem().message());
        assertFalse(failure.getMessage().contains("MARKER"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is no python",
                "raise ValueError('MARKER')",
                "def handle_part(*a): pass",
                "import sys\nsys.exit(0)",
                "import os\nos._exit(3)"
            })
    void whatIsNoHandlerIsNotLoaded(String text) {
        MalformedException failure =
                assertThrows(
                        MalformedException.class,
                        () -> new MachineHandlers().load(part(text), 0, walk.context()));
        assertFalse(("" + failure.getMessage()).contains("MARKER"));
    }

    @Test
    void programsOfTheFolderSpeakTheProtocol() throws IOException {
        String script =
                """
                #!/bin/sh
                while read -r key value; do
                  case "$key $value" in
                    "call: list_types") answer="type: text/x-sh
                frequency: always
                " ;;
                    "call: handle_part") answer= ;;
                    "payload: "*) echo "$value" | base64 -d >> %s ;;
                    " ") printf '%%sdone\\n' "$answer" ;;
                  esac
                done
                """
                        .formatted(noted());
        walk.machine
                .root()
                .write(
                        new RenderedFile(
                                "/var/lib/cloud/handlers/mine",
                                script.getBytes(StandardCharsets.UTF_8),
                                0755,
                                null));
        walk.machine
                .root()
                .write(RenderedFile.text("/var/lib/cloud/handlers/notes.txt", "no program", 0644));
        List<PartHandler> handlers = new MachineHandlers().installed(walk.context());
        assertEquals(1, handlers.size());
        assertEquals(Set.of("text/x-sh"), handlers.getFirst().types());
        assertEquals(Frequency.PER_ALWAYS, handlers.getFirst().frequency());
        walk.walk(handlers.getFirst(), HandlerWalk.part("text/x-sh", "a", "hello\n"));
        assertEquals(List.of("hello"), notes());
    }

    @Test
    void oneOfTheFolderThatIsBrokenHarmsNoOther() throws IOException {
        walk.machine
                .root()
                .write(RenderedFile.text("/var/lib/cloud/handlers/a.py", "raise KeyError()", 0600));
        walk.machine
                .root()
                .write(RenderedFile.text("/var/lib/cloud/handlers/b.jar", "no jar", 0600));
        walk.machine
                .root()
                .write(
                        RenderedFile.text(
                                "/var/lib/cloud/handlers/c.py",
                                python("def handle_part(*a): pass\n"),
                                0600));
        List<PartHandler> handlers = new MachineHandlers().installed(walk.context());
        assertEquals(1, handlers.size());
        assertEquals(2, walk.reporter.problems().size());
    }
}
