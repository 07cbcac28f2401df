package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.junit.jupiter.api.Test;

/** Files that the original wrote, read and written again: the same bytes. */
class GoldenTextTest {
    /** State files of the golden runs, all by {@code util.json_dumps} and a line break. */
    @Test
    void jsonFiles() throws IOException {
        int count = 0;
        var wrong = new ArrayList<String>();
        for (Path file : goldenRuns()) {
            Mapping run = (Mapping) JsonReader.read(Files.readAllBytes(file), file.toString());
            for (var entry : run.mapping("tree").entries().entrySet()) {
                String path = entry.getKey().display();
                String content =
                        entry.getValue() instanceof Mapping node ? node.text("content", "") : "";
                if ((path.endsWith(".json") || path.endsWith("set-hostname"))
                        && content.startsWith("{")) {
                    count++;
                    if (!content.equals(JsonWriter.write(JsonReader.read(content, path)) + "\n")) {
                        wrong.add(file + " " + path);
                    }
                }
            }
        }
        System.out.println("golden JSON files: " + (count - wrong.size()) + " of " + count);
        assertTrue(count > 100, "only " + count + " files found");
        assertEquals(List.of(), wrong);
    }

    private static List<Path> goldenRuns() throws IOException {
        try (Stream<Path> files = Files.walk(Corpus.folder().resolve("golden/head"))) {
            return files.filter(file -> file.getFileName().toString().matches("golden.*\\.json"))
                    .toList();
        }
    }

    /**
     * Netplan's files: a comment or an empty line, then a dump without aliases; of an interpreted
     * configuration each section is dumped by itself and indented, of a version 2 document that is
     * passed through the whole.
     */
    @Test
    void netplanFiles() {
        int count = 0;
        var wrong = new ArrayList<String>();
        for (String table : new String[] {"network_configs", "network_configs_distro"}) {
            for (Mapping row : Corpus.rows(table)) {
                for (var entry : row.mapping("actual").entries().entrySet()) {
                    if (entry.getKey().display().endsWith(".yaml")
                            && entry.getValue() instanceof Scalar.Text text) {
                        count++;
                        String body = text.value().replaceAll("\\A(#.*\\n)*\\n*", "");
                        Mapping tree = (Mapping) YamlReader.read(text.value(), "row");
                        boolean sections = body.startsWith("network:\n    version: 2\n");
                        String written =
                                sections ? sections(tree) : YamlWriter.write(tree, YamlStyle.BARE);
                        if (!body.equals(written)) {
                            wrong.add(row.text("id") + "\n" + body + "\n" + written);
                        }
                    }
                }
            }
        }
        System.out.println("netplan files: " + (count - wrong.size()) + " of " + count);
        assertTrue(count > 50, "only " + count + " files found");
        assertEquals("", String.join("\n", wrong));
    }

    private static String sections(Mapping tree) {
        var text = new StringBuilder("network:\n");
        for (var section : tree.mapping("network").entries().entrySet()) {
            var alone = Mapping.builder().put(section.getKey(), section.getValue()).build();
            text.append(YamlWriter.write(alone, YamlStyle.BARE).indent(4));
        }
        return text.toString();
    }

    /** The configuration files that distributions ship are read without complaint. */
    @Test
    void shippedConfigurations() throws IOException {
        try (Stream<Path> files = Files.list(Corpus.folder())) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("cloud.cfg."))
                            .toList()) {
                Mapping config =
                        (Mapping) YamlReader.read(Files.readAllBytes(file), file.toString());
                assertTrue(config.sequence("cloud_init_modules").size() > 5, file.toString());
                assertEquals(config, YamlReader.read(YamlWriter.write(config), "written"));
            }
        }
    }
}
