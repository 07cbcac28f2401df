package org.cloudinit.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Template;
import org.cloudinit.config.JsonReader;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the conformance corpus with texts that hold names such as {@code $NAME}. */
class BasicTemplateCorpusTest {
    @TempDir private Path folder;

    @Test
    void rendersAsTheReference() throws IOException {
        assertEquals(2, equal("templater.basic_render"));
        // The others are Jinja's, and compared there.
        assertEquals(25, equal("templater.render_string"));
    }

    private int equal(String table) throws IOException {
        String corpus = System.getProperty("conformance.corpus", "");
        assumeTrue(!corpus.isEmpty(), "no corpus: give -Dconformance.corpus=DIR");
        var context =
                ModuleRun.context(
                        SandboxHost.in(folder.resolve(table)).build(),
                        Mapping.EMPTY,
                        new RecordingReporter());
        var wrong = new ArrayList<String>();
        int rows = 0;
        for (String line : Files.readAllLines(Path.of(corpus, "calls", table + ".jsonl"))) {
            Mapping row = (Mapping) JsonReader.read(line, table);
            ConfigTree text = row.sequence("args").items().getFirst();
            if (!(text instanceof Scalar.Text template)
                    || Template.marked(template.value(), "row") != null) {
                continue;
            }
            rows++;
            ConfigTree variables =
                    row.sequence("args").size() > 1
                            ? row.sequence("args").items().get(1)
                            : row.mapping("kwargs").get("params");
            String actual;
            try {
                actual =
                        BasicTemplate.render(
                                template.value(),
                                "row",
                                variables instanceof Mapping mapping ? mapping : Mapping.EMPTY,
                                context);
            } catch (MalformedException refused) {
                actual = null;
            }
            if (row.has("exc") ? actual != null : !row.text("ret", "").equals(actual)) {
                wrong.add(row.text("id") + ": " + actual);
            }
        }
        assertEquals("", String.join("\n", wrong));
        return rows;
    }
}
