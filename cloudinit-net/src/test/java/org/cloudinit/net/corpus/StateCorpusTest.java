package org.cloudinit.net.corpus;

import java.io.IOException;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Interpretation against the reference's own states and refusals. */
class StateCorpusTest {
    @Test
    void statesAreTheReferences() throws IOException {
        var score = new Score("network_state");
        for (Mapping row : Corpus.rows("network_state")) {
            // A state that is passed through, or that a test made up, says nothing.
            if (row.mapping("state").has("interfaces")) {
                score.count(row.text("stratum", ""), row.text("id", ""), difference(row));
            }
        }
        score.demand(Map.of("v1", 53, "v2", 56));
    }

    @Test
    void refusedInputsAreRefused() throws IOException {
        var score = new Score("parse_errors");
        for (Mapping row : Corpus.rows("parse_errors")) {
            String difference = null;
            try {
                Cases.state(row.mapping("input"), row);
                difference = "accepted";
            } catch (MalformedException _) {
                // as the reference
            }
            score.count("refused", row.text("id", ""), difference);
        }
        score.demand(Map.of("refused", 3));
    }

    private static @Nullable String difference(Mapping row) {
        NetworkState state;
        try {
            state = Cases.state(row.mapping("input"), row);
        } catch (MalformedException refused) {
            return refused.getMessage();
        }
        Mapping ours = StateTree.of(state);
        Mapping theirs = row.mapping("state");
        for (String key : new String[] {"interfaces", "routes", "dns", "use_ipv6"}) {
            ConfigTree wanted = theirs.get(key);
            ConfigTree got = ours.get(key);
            if (wanted != null && !wanted.equals(got)) {
                return key
                        + "\n  wanted "
                        + json(wanted)
                        + "\n  got    "
                        + json(got == null ? Scalar.nothing() : got);
            }
        }
        return null;
    }

    private static String json(ConfigTree tree) {
        return JsonWriter.write(tree, JsonStyle.INDENTED).replace("\n", "");
    }
}
