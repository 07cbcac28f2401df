package org.cloudinit.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.core.logging.LogPlans;
import org.cloudinit.core.logging.LogSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ports are given does not turn up in the log, in messages or in notes, at any level. */
class SecretTest {
    private static final String SECRET = "canary-c0ffee-do-not-print";

    private static final String EVERYTHING_TO_A_FILE =
            """
            [loggers]
            keys=root
            [logger_root]
            level=DEBUG
            handlers=file
            [handler_file]
            class=FileHandler
            args=('/log',)
            """;

    @TempDir Path folder;

    @Test
    void nothingSecretIsToldByAnyPort() throws IOException {
        LogSink sink = LogSink.current();
        var told = new ArrayList<String>();
        var root = new FolderRoot(folder);
        root.write(RenderedFile.text("/secret", SECRET, 0600));
        told.add(failure(() -> root.write(RenderedFile.text("/secret/x", SECRET, 0600))));
        told.add(failure(() -> root.append("/secret/x", SECRET.getBytes(UTF_8), 0600)));
        told.add(failure(() -> root.read("/secret", 3)));
        told.add(RenderedFile.text("/secret", SECRET, 0600).toString());
        new NotedProcesses(told::add).run(Command.of("chpasswd", SECRET));
        var shown = new ByteArrayOutputStream();
        var processes = new LocalProcesses(Console.of(shown, shown));
        byte[] input = SECRET.getBytes(UTF_8);
        List<String> sleep = List.of("sh", "-c", "cat >&2; sleep 9 # " + SECRET);
        processes.run(new Command(sleep, Map.of("V", SECRET), input, 300, Output.CAPTURED));
        told.add(failure(() -> processes.run(Command.of("/no/such", SECRET))));
        Files.writeString(folder.resolve("log.conf"), EVERYTHING_TO_A_FILE);
        Mapping config =
                Mapping.builder().put("log_cfgs", Sequence.ofTexts(List.of("/log.conf"))).build();
        sink.open(LogPlans.of(config, root), root, false);
        sink.close();
        told.add(Files.readString(folder.resolve("log")));
        assertTrue(told.getLast().contains("running sh with 2 arguments"), told.getLast());
        for (String text : told) {
            assertFalse(text.contains(SECRET), text);
        }
        assertFalse(sink.exported().toString().contains(SECRET));
        assertTrue(sink.exported().toString().contains("killed sh with 2 arguments"));
        assertTrue(Files.exists(folder.resolve("secret")));
    }

    private static String failure(org.junit.jupiter.api.function.Executable act) {
        return assertThrows(IOException.class, act).toString();
    }
}
