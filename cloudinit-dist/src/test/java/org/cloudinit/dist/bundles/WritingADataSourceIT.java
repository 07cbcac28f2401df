package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the page for authors of data sources says, word for word. */
class WritingADataSourceIT {
    private static final Path PAGE = Path.of("../docs/writing-a-data-source.md");
    private static final Path IMAGE = Path.of("target/image").toAbsolutePath();
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```(\\w+)(?: ([^\\n]*))?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir Path folder;

    @Test
    void thePageLeadsFromAnEmptyFolderToASwappedBundle() throws Exception {
        String shown = "";
        int compared = 0;
        for (Block block : blocks()) {
            if (block.info().startsWith("file=")) {
                write(block);
            } else if (block.language().equals("sh")) {
                shown = run(block.text());
            } else {
                assertEquals("output", block.info(), "a block that this test does not know");
                assertEquals(block.text(), withoutTheStagesLine(shown));
                compared++;
            }
        }
        assertEquals(2, compared);
    }

    /** Under a name of its own, so that none of the page's is left. */
    @Test
    void theScriptMakesAFolderThatLeadsThereToo() throws Exception {
        Path script = Path.of("../scripts/new-data-source").toAbsolutePath();
        run(script + " com.acme.cloud Acme acme");
        assertEquals(
                "com.acme.cloud 1.0.0 installed\ndesk\nacme-1\n",
                withoutTheStagesLine(run("acme/try")));
        assertThrows(
                AssertionError.class, () -> run(script + " com.acme.cloud Acme acme"), "twice");
        assertThrows(AssertionError.class, () -> run(script + " 'a;b' Acme other"), "a package");
        assertFalse(Files.exists(folder.resolve("other")));
    }

    private record Block(String language, String info, String text) {}

    private static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            String info = matcher.group(2) == null ? "" : matcher.group(2);
            blocks.add(new Block(matcher.group(1), info, matcher.group(3)));
        }
        return blocks;
    }

    private void write(Block block) throws IOException {
        Path file = folder.resolve(block.info().substring("file=".length()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, block.text());
    }

    private String run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        var builder =
                new ProcessBuilder("bash", "-euc", script)
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("errors").toFile())
                        .redirectOutput(output.toFile());
        builder.environment().put("IMAGE", IMAGE.toString());
        String tools = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", tools, (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), script);
        assertEquals(0, process.exitValue(), () -> script + errors());
        return Files.readString(output);
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String withoutTheStagesLine(String shown) {
        return shown.replaceAll("(?m)^Cloud-init v\\. .*\\n", "");
    }
}
