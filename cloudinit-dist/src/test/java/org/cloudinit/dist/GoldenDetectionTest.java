package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.dist.Program.Run;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code detect --write} on the machines of the recorded runs of {@code ds-identify}. */
class GoldenDetectionTest {
    private static final List<String> FILES =
            List.of("/run/cloud-init/cloud.cfg", "/run/cloud-init/.ds-identify.result");
    private static final String LOG = "/run/cloud-init/ds-identify.log";

    @TempDir private Path scratch;

    @Test
    void everyRecordedRunIsReproduced() throws IOException {
        String property = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(property != null, "no corpus: give -Dconformance.corpus=DIR");
        Path corpus = Path.of(property);
        List<GoldenRun> runs = GoldenRun.all(corpus, List.of("ds-identify"));
        var differences = new ArrayList<String>();
        for (GoldenRun run : runs) {
            Path folder = scratch.resolve(run.name());
            SandboxHost machine = new GoldenMachine(run, corpus, folder).machine();
            Run ours = Program.run("--root", folder.toString(), "detect", "--write");
            Mapping tree = run.record().mapping("tree");
            String code = run.record().shown("exit_code");
            if (!Integer.toString(ours.code()).equals(code)) {
                differences.add(run.id() + ": exit code " + ours.code() + ", not " + code);
            }
            for (String path : FILES) {
                String wanted = tree.mapping(path).text("content", "(absent)");
                String is = Files.readString(folder.resolve(path.substring(1)));
                if (!wanted.equals(is)) {
                    differences.add(run.id() + ": " + path + " is " + is + ", not " + wanted);
                }
                assertEquals(0644, machine.root().facts(path).mode(), path);
            }
            assertTrue(tree.has(LOG), run.id());
            assertEquals(0644, machine.root().facts(LOG).mode());
        }
        System.out.println(
                "golden detections: " + (runs.size() - differences.size()) + " of " + runs.size());
        assertEquals(List.of(), differences);
        assertEquals(3, runs.size());
    }
}
