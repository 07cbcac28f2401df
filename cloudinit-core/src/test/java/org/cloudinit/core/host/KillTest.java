package org.cloudinit.core.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cloudinit.api.host.RenderedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that writes and is killed with SIGKILL at random instants. */
class KillTest {
    private static final int KILLS = 12;
    private static final int LENGTH = 200_000;

    @TempDir Path folder;

    @Test
    void noInstantLeavesHalfAFile() throws Exception {
        var random = new Random(11);
        var root = new FolderRoot(folder);
        int whole = 0;
        for (int i = 0; i < KILLS; i++) {
            Process process = ChildJvm.start(Writer.class, folder.toString());
            process.getInputStream().read();
            Thread.sleep(random.nextInt(60));
            process.destroyForcibly().waitFor();
            for (String path : List.of("/etc/a", "/var/lib/cloud/data/b")) {
                byte[] bytes = root.readIfPresent(path);
                if (bytes != null) {
                    String text = new String(bytes, UTF_8);
                    assertEquals(text.substring(0, 1).repeat(LENGTH), text);
                    whole++;
                }
            }
        }
        assertTrue(whole > KILLS, "too few files were seen: " + whole);
        root.write(RenderedFile.text("/etc/a", "x", 0644));
        root.write(RenderedFile.text("/var/lib/cloud/data/b", "x", 0644));
        assertEquals(List.of("a"), root.list("/etc"));
        assertEquals(List.of("b"), root.list("/var/lib/cloud/data"));
    }

    /** Writes two files for ever, each time full of another letter. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            var root = new FolderRoot(Path.of(arguments[0]));
            var letters = new ArrayList<>(List.of("a", "b", "c", "d"));
            for (int i = 0; true; i++) {
                String text = letters.get(i % letters.size()).repeat(LENGTH);
                root.write(RenderedFile.text("/etc/a", text, 0644));
                root.write(RenderedFile.text("/var/lib/cloud/data/b", text, 0600));
                if (i == 0) {
                    System.out.println("ready");
                }
            }
        }
    }
}
