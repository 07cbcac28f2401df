package org.cloudinit.core.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Conversation;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessConversationTest {
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    private Conversation talk(String script, long limitMillis) throws IOException {
        var processes = new LocalProcesses(Console.of(new ByteArrayOutputStream(), error));
        return processes.converse(
                new Command(
                        List.of("sh", "-c", script),
                        Map.of("NAME", "value"),
                        new byte[0],
                        limitMillis,
                        Output.SHOWN));
    }

    @Test
    void answersComeLineByLine() throws IOException {
        try (Conversation talk =
                talk("while read -r x; do echo \"$NAME $x\"; echo more; done", 20_000)) {
            talk.send("one\n");
            assertEquals("value one", talk.receive());
            assertEquals("more", talk.receive());
            talk.send("two\n");
            assertEquals("value two", talk.receive());
        }
    }

    @Test
    void aProgramThatEndsGivesNoMoreAnswers() throws IOException {
        try (Conversation talk = talk("echo last", 20_000)) {
            assertEquals("last", talk.receive());
            assertNull(talk.receive());
            assertNull(talk.receive());
            assertThrows(IOException.class, () -> talk.send("x\n"));
        }
    }

    @Test
    void aProgramThatHangsIsKilledAtItsLimit() throws IOException {
        try (Conversation talk = talk("sleep 1000", 300)) {
            long start = System.nanoTime();
            IOException failure = assertThrows(IOException.class, talk::receive);
            assertTrue(failure.getMessage().contains("300 ms"), "" + failure);
            assertTrue((System.nanoTime() - start) / 1_000_000 < 20_000);
            assertNull(talk.receive());
        }
    }

    @Test
    void aProgramThatReadsNothingBlocksNobody() throws IOException {
        try (Conversation talk = talk("sleep 1000", 300)) {
            talk.send("x".repeat(4 << 20) + "\n");
            assertThrows(IOException.class, talk::receive);
        }
    }

    @Test
    void aProgramThatSaysTooMuchFillsNoMemory() throws IOException {
        try (Conversation talk = talk("head -c 50000000 /dev/zero; echo; echo end", 20_000)) {
            String line = talk.receive();
            assertEquals(64 << 10, line == null ? 0 : line.length());
            assertEquals("end", talk.receive());
        }
    }

    @Test
    void whatItWritesToStandardErrorIsShown() throws IOException {
        try (Conversation talk = talk("echo aside >&2; echo answer", 20_000)) {
            assertEquals("answer", talk.receive());
            assertNull(talk.receive());
        }
        for (int i = 0; i < 100 && error.size() == 0; i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        assertEquals("aside\n", error.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aProgramThatIsNotThereIsAnError() {
        var processes = new LocalProcesses(Console.of(new ByteArrayOutputStream(), error));
        assertThrows(IOException.class, () -> processes.converse(Command.of("/nowhere/program")));
    }

    @Test
    void underAnotherRootFolderNothingIsStarted() {
        var notes = new ArrayList<String>();
        assertThrows(
                IOException.class,
                () -> new NotedProcesses(notes::add).converse(Command.of("true", "secret")));
        assertEquals(List.of("would talk with true with 1 arguments"), notes);
    }
}
