package org.cloudinit.net.corpus;

import java.io.IOException;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.net.eni.EniReader;
import org.junit.jupiter.api.Test;

/** Interfaces files that the reference converted. */
class EniCorpusTest {
    @Test
    void converted() throws IOException {
        var score = new Score("calls/net.eni.convert_eni_data");
        for (Mapping row : Corpus.rows("calls/net.eni.convert_eni_data")) {
            String text = ((Scalar) row.sequence("args").items().getFirst()).display();
            Mapping ours = EniReader.read(new NetworkConfig.Eni(text, "row")).config().document();
            ConfigTree theirs = row.mapping("ret");
            String id = row.text("id", "");
            score.count("eni", id, ours.equals(theirs) ? null : "another document");
        }
        score.demand(Map.of("eni", 1));
    }
}
