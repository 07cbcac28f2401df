package org.cloudinit.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The original's tables of merged configuration and of the kernel's command line. */
class ConfigCorpusTest {
    private static final TextDocuments DOCUMENTS = new TextDocuments();

    @TempDir private Path folder;

    private static List<Mapping> rows(String table) throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(corpus != null, "no corpus: give -Dconformance.corpus=DIR");
        var rows = new ArrayList<Mapping>();
        for (String line : Files.readAllLines(Path.of(corpus, table))) {
            rows.add((Mapping) DOCUMENTS.json(line.getBytes(StandardCharsets.UTF_8), table));
        }
        return rows;
    }

    @Test
    void baseConfigurations() throws IOException {
        int equal = 0;
        List<Mapping> rows = rows("base_config.jsonl");
        for (Mapping row : rows) {
            String id = row.text("id", "");
            SandboxHost.Builder machine =
                    SandboxHost.in(folder.resolve(id)).kernelCommandLine(row.text("cmdline", ""));
            for (Map.Entry<Scalar, ConfigTree> file : row.mapping("files").entries().entrySet()) {
                machine.file(file.getKey().display(), ((Scalar) file.getValue()).display());
            }
            var reporter = new RecordingReporter();
            ConfigSources sources =
                    ConfigSources.read(
                            List.of(),
                            null,
                            machine.build().root(),
                            DOCUMENTS,
                            new TestEngine(),
                            reporter);
            Mapping answer = row.mapping("answer");
            assertEquals(
                    DOCUMENTS.toJson(answer.mapping("config")),
                    DOCUMENTS.toJson(sources.base()),
                    id);
            assertEquals(answer.sequence("log").size(), reporter.problems().size(), id);
            equal++;
        }
        System.out.println("base_config: " + equal + " of " + rows.size());
    }

    @Test
    void cloudConfigOfTheCommandLine() throws IOException {
        List<Mapping> rows = rows("cmdline.jsonl");
        SandboxHost host = SandboxHost.in(folder).build();
        for (Mapping row : rows) {
            Mapping answer = row.mapping("answer");
            String id = row.text("id", "");
            String text = KernelCommandLine.cloudConfig(row.text("cmdline", ""));
            assertEquals(answer.text("cc", ""), text, id);
            Mapping config =
                    new ConfigFile(host.root(), DOCUMENTS, new RecordingReporter())
                            .parse(text.getBytes(StandardCharsets.UTF_8), "kernel command line");
            assertEquals(DOCUMENTS.toJson(answer.mapping("conf")), DOCUMENTS.toJson(config), id);
        }
        System.out.println("cmdline cc: " + rows.size() + " of " + rows.size());
    }

    @Test
    void configurationsOfTheCommandLine() throws IOException {
        List<Mapping> rows = rows("calls/util.read_conf_from_cmdline.jsonl");
        for (Mapping row : rows) {
            String text = KernelCommandLine.cloudConfig(row.mapping("kwargs").text("cmdline", ""));
            ConfigTree tree = DOCUMENTS.yaml(text.getBytes(StandardCharsets.UTF_8), "cmdline");
            assertEquals(row.get("ret"), tree, row.text("id", ""));
        }
    }
}
