package org.cloudinit.handlers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.report.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts land in their folders, runnable, and readable for root alone. */
class ScriptHandlersTest {
    private static final String SHELL = "text/x-shellscript";

    @TempDir private Path folder;

    @Test
    void scriptsOfUserDataAreStored() throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(
                new ShellScriptHandler(),
                HandlerWalk.part(SHELL, "a.sh", "#!/bin/sh\necho 1\n"),
                HandlerWalk.part(SHELL, "part-002", "#!/bin/sh\necho 2"));
        assertEquals(
                Map.of("a.sh", "700 #!/bin/sh\necho 1\n", "part-002", "700 #!/bin/sh\necho 2"),
                walk.files(HandlerWalk.INSTANCE + "scripts/"));
        assertEquals(List.of(), walk.reporter.problems());
        assertEquals(List.of(), walk.machine.processes().commands());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vendor-data", "vendor-data2"})
    void scriptsOfVendorsAreStoredApart(String origin) throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(origin, new ShellScriptHandler(), HandlerWalk.part(SHELL, "v.sh", "#!/bin/sh\n"));
        assertEquals(
                Map.of("scripts/vendor/v.sh", "700 #!/bin/sh\n"), walk.files(HandlerWalk.INSTANCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"per-boot", "per-instance", "per-once"})
    void scriptsOfAFrequencyAreStoredInItsFolder(String frequency) throws IOException {
        for (String origin : List.of("user-data", "vendor-data", "vendor-data2")) {
            String where = origin.equals("user-data") ? "" : "vendor/";
            var walk = new HandlerWalk(folder.resolve(origin));
            walk.walk(
                    origin,
                    new FrequencyScriptHandler(),
                    HandlerWalk.part(SHELL + "-" + frequency, "x.sh", "#!/bin/sh\r\ndate\r\n"));
            assertEquals(
                    Map.of(frequency + "/x.sh", "700 #!/bin/sh\ndate\n"),
                    walk.files("/var/lib/cloud/scripts/" + where));
            assertEquals(1, walk.files("/var/lib/cloud/").size());
        }
    }

    /** The same spelling in the reference's {@code clean_filename}, but for names that vanish. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    a.sh,                a.sh
                    ../../etc/passwd,    .._.._etc_passwd
                    /etc/cron.d/x,       _etc_cron.d_x
                    'a b;$(c)&d.sh',     ab(c)d.sh
                    ..,                  part
                    .,                   part
                    äöü,                 part
                    '',                  part
                    ...,                 ...
                    -rf,                 -rf
                    """)
    void namesStayInTheirFolder(String name, String stored) throws IOException {
        assertEquals(stored, ScriptText.fileName(name));
        var walk = new HandlerWalk(folder);
        walk.walk(new ShellScriptHandler(), HandlerWalk.part(SHELL, name, "x"));
        assertEquals(
                Map.of("/var/lib/cloud/instances/i-abc/scripts/" + stored, "700 x"),
                walk.files(""));
    }

    /** The reference takes the last name of a path for these scripts, and for these alone. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    dir/a.sh,           a.sh
                    ../../etc/passwd,   passwd
                    /etc/cron.d/x,      x
                    a/..,               part
                    dir/,               part
                    """)
    void scriptsOfAFrequencyAreNamedByTheLastName(String name, String stored) throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(new FrequencyScriptHandler(), HandlerWalk.part(SHELL + "-per-boot", name, "x"));
        assertEquals(Map.of("/var/lib/cloud/scripts/per-boot/" + stored, "700 x"), walk.files(""));
    }

    @Test
    void theLastOfEqualNamesStays() throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(
                new ShellScriptHandler(),
                HandlerWalk.part(SHELL, "x", "one, and longer"),
                HandlerWalk.part(SHELL, "x", "two"));
        assertEquals(Map.of("x", "700 two"), walk.files(HandlerWalk.INSTANCE + "scripts/"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    '',                     ''
                    '#!/bin/sh',            '#!/bin/sh'
                    '#!/bin/sh\\r\\na\\r\\n', '#!/bin/sh\\na\\n'
                    '#!/bin/sh\\na\\r\\n',  '#!/bin/sh\\na\\r\\n'
                    '#!/bin/sh\\r\\na\\rb\\r', '#!/bin/sh\\na\\rb\\r'
                    '\\r\\na\\r\\n',        '\\na\\n'
                    '\\na\\r\\n',           '\\na\\r\\n'
                    '\\r',                  '\\r'
                    '\\uFEFF#!/bin/sh\\n',  '#!/bin/sh\\n'
                    '\\uFEFF#!/bin/sh\\r\\n', '#!/bin/sh\\n'
                    '\\uFEFF',              ''
                    """)
    void lineEndsAndByteOrderMarks(String written, String stored) throws IOException {
        byte[] expected = bytes(stored);
        assertArrayEquals(expected, ScriptText.runnable(Secret.of(bytes(written))).reveal());
        var walk = new HandlerWalk(folder);
        walk.walk(new ShellScriptHandler(), HandlerWalk.part(SHELL, "x", bytes(written), Map.of()));
        Path file = folder.resolve("var/lib/cloud/instances/i-abc/scripts/x");
        assertArrayEquals(expected, Files.readAllBytes(file));
    }

    @Test
    void bytesThatAreNoTextStay() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertArrayEquals(all, ScriptText.runnable(Secret.of(all)).reveal());
    }

    private static byte[] bytes(String escaped) {
        return escaped.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\uFEFF", "\uFEFF")
                .getBytes(StandardCharsets.UTF_8);
    }
}
