package org.cloudinit.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.TextDocuments;

/** The reference's own calls of its functions, from the conformance corpus. */
public final class Calls {
    private Calls() {}

    /** The corpus's folder; without one the calling test is skipped. */
    public static Path folder() {
        String corpus = System.getProperty("conformance.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no corpus: give -Dconformance.corpus=DIR");
        return Path.of(corpus, "calls");
    }

    /** Checks every row of a function's table, and prints how many agree. */
    public static void check(String function, Predicate<Mapping> agrees) throws IOException {
        var documents = new TextDocuments();
        var wrong = new ArrayList<String>();
        List<String> lines = Files.readAllLines(folder().resolve(function + ".jsonl"));
        for (String line : lines) {
            Mapping row = (Mapping) documents.json(line.getBytes(UTF_8), function);
            if (!agrees.test(row)) {
                wrong.add(line.substring(0, Math.min(line.length(), 1000)));
            }
        }
        System.out.println(
                "calls/" + function + ": " + (lines.size() - wrong.size()) + " of " + lines.size());
        assertEquals(List.of(), wrong);
    }
}
