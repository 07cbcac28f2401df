package org.cloudinit.net.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.JsonReader;
import org.junit.jupiter.api.Assumptions;

/** The conformance corpus, where it is at hand: {@code -Dconformance.corpus=DIR}. */
final class Corpus {
    private Corpus() {}

    /** The folder; skips the test with a message where there is none. */
    static Path folder() {
        String folder = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(
                folder != null && !folder.isEmpty(),
                "skipped: no conformance corpus (set -Dconformance.corpus=DIR)");
        return Path.of(folder);
    }

    /** The rows of a table. */
    static List<Mapping> rows(String table) throws IOException {
        var rows = new ArrayList<Mapping>();
        for (String line : Files.readAllLines(folder().resolve(table + ".jsonl"))) {
            if (!line.isBlank()) {
                rows.add((Mapping) JsonReader.read(line, table));
            }
        }
        return rows;
    }
}
