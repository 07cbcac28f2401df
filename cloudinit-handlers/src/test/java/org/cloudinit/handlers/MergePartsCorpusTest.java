package org.cloudinit.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.config.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that parts become, byte by byte, beside the reference's. */
class MergePartsCorpusTest {
    /** Deviation C10: one list under two names is written out at both; both files mean the same. */
    private static final Set<String> WRITTEN_OUT = Set.of("merge_parts/131");

    @TempDir private Path folder;

    @Test
    void writesTheReferencesFile() throws IOException {
        List<Mapping> rows = rows();
        var wrong = new ArrayList<String>();
        for (Mapping row : rows) {
            var walk = new HandlerWalk(folder);
            walk.walk(new CloudConfigHandler(), parts(row));
            String expected = "600 " + bytes(row.text("cloud_config_txt", ""));
            String actual = walk.files(HandlerWalk.INSTANCE).get("cloud-config.txt");
            if (!expected.equals(actual)) {
                wrong.add(row.text("id") + "\nexpected\n" + expected + "\nactual\n" + actual);
            }
        }
        System.out.println(
                "merge_parts.jsonl, cloud-config.txt: "
                        + (rows.size() - wrong.size())
                        + " of "
                        + rows.size());
        assertEquals(87, rows.size());
        assertEquals(WRITTEN_OUT.size(), wrong.size());
        wrong.removeIf(text -> WRITTEN_OUT.contains(text.lines().findFirst().orElse("")));
        assertEquals(List.of(), wrong);
    }

    /** Which handler takes which types, and how often: the table of the original's own handlers. */
    @Test
    void theHandlersTakeTheReferencesTypes() throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        if (corpus == null) {
            abort("no conformance corpus: -Dconformance.corpus=DIR names it");
        }
        String text = Files.readString(Path.of(corpus, "handlers.json"));
        var expected = new TreeSet<String>();
        for (ConfigTree row :
                ((Mapping) JsonReader.read(text, "handlers.json")).sequence("handlers")) {
            for (String type : ((Mapping) row).texts("types")) {
                expected.add(type + " " + ((Mapping) row).text("frequency"));
            }
        }
        var actual = new TreeSet<String>();
        // Templates are rendered by the walk itself, and given to the handler of what they become.
        actual.add("text/jinja2 always");
        for (PartHandler handler :
                List.of(
                        new CloudConfigHandler(),
                        new ShellScriptHandler(),
                        new FrequencyScriptHandler(),
                        new BoothookHandler())) {
            for (String type : handler.types()) {
                actual.add(type + " " + handler.frequency().spelling().toLowerCase(Locale.ROOT));
            }
        }
        assertEquals(expected, actual);
        assertEquals(8, expected.size());
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Part[] parts(Mapping row) {
        var parts = new ArrayList<Part>();
        for (ConfigTree tree : row.sequence("parts")) {
            String name = "part-00" + (parts.size() + 1);
            switch (tree) {
                case Mapping part -> parts.add(part(name, part));
                case Scalar text ->
                        parts.add(HandlerWalk.part("text/cloud-config", name, text.display()));
                default -> throw new AssertionError(row.text("id"));
            }
        }
        return parts.toArray(Part[]::new);
    }

    private static Part part(String name, Mapping part) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<Scalar, ConfigTree> header : part.mapping("headers").entries().entrySet()) {
            headers.put(header.getKey().display(), ((Scalar) header.getValue()).display());
        }
        return HandlerWalk.part(
                part.text("type", "text/cloud-config"),
                name,
                part.text("content", "").getBytes(StandardCharsets.UTF_8),
                headers);
    }

    private static List<Mapping> rows() throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        if (corpus == null) {
            return abort("no conformance corpus: -Dconformance.corpus=DIR names it");
        }
        var rows = new ArrayList<Mapping>();
        for (String line : Files.readAllLines(Path.of(corpus, "merge_parts.jsonl"))) {
            rows.add((Mapping) JsonReader.read(line, "merge_parts.jsonl"));
        }
        return rows;
    }
}
