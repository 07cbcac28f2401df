package org.cloudinit.core.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.config.TextDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reference's own calls of {@code get_output_cfg}. */
class OutputCorpusTest {
    private static final String TABLE = "calls/util.get_output_cfg.jsonl";

    @Test
    void everyRowIsTheReferences() throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        assumeTrue(corpus != null, "no -Dconformance.corpus");
        Documents documents = new TextDocuments();
        var wrong = new ArrayList<String>();
        List<String> rows = Files.readAllLines(Path.of(corpus, TABLE));
        for (String row : rows) {
            Mapping call = (Mapping) documents.json(row.getBytes(UTF_8), TABLE);
            List<ConfigTree> arguments = call.sequence("args").items();
            Mapping config = (Mapping) arguments.getFirst();
            // A caller without a mode gets the entry of all.
            String mode = arguments.get(1) instanceof Scalar.Text text ? text.value() : "";
            OutputPlan plan = OutputPlan.of(config, mode);
            Sequence wanted = call.sequence("ret");
            if (!spelling(plan.out()).equals(text(wanted, 0))
                    || !spelling(plan.err()).equals(text(wanted, 1))) {
                wrong.add(call.text("id", "?"));
            }
        }
        System.out.println(TABLE + ": " + (rows.size() - wrong.size()) + " of " + rows.size());
        assertEquals(List.of(), wrong);
        assertTrue(rows.size() >= 16);
    }

    private static String spelling(@Nullable Redirect redirect) {
        return redirect == null ? "None" : redirect.spelling();
    }

    /** An empty text is no redirection, as None is none. */
    private static String text(Sequence pair, int index) {
        Scalar item = (Scalar) pair.items().get(index);
        return item.truthy() ? item.display() : "None";
    }
}
