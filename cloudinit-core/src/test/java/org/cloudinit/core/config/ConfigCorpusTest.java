package org.cloudinit.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.Calls;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The original's tables of merged configuration and of the kernel's command line. */
class ConfigCorpusTest {
    private static final TextDocuments DOCUMENTS = new TextDocuments();

    /** Tables with a test, in this module or that of the text formats. */
    private static final Set<String> TESTED =
            Set.of(
                    "mergers.dict_extract_mergers",
                    "mergers.string_extract_mergers",
                    "safeyaml.dumps",
                    "sources.canonical_cloud_id",
                    "sources.convert_vendordata",
                    "sources.process_instance_metadata",
                    "sources.redact_sensitive_keys",
                    "util.extract_usergroup",
                    "util.get_cfg_by_path",
                    "util.get_cfg_option_bool",
                    "util.get_cfg_option_str",
                    "util.get_output_cfg",
                    "util.is_false",
                    "util.is_true",
                    "util.keyval_str_to_dict",
                    "util.load_shell_content",
                    "util.load_yaml",
                    "util.mergemanydict",
                    "util.read_conf_from_cmdline",
                    "util.translate_bool");

    /** Tables of functions that this stage does not have, and what they are for. */
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("sources.list_from_depends", "classes of a Python module"),
                    Map.entry("sources.list_sources", "names of Python classes"),
                    Map.entry("sources.parse_cmdline_or_dmi", "detection of the platform"),
                    Map.entry("util.decode_binary", "Python's two kinds of text"),
                    Map.entry("util.expand_dotted_devname", "modules of later stages: disks"),
                    Map.entry("util.find_freebsd_part", "FreeBSD"),
                    Map.entry("util.get_cfg_option_list", "options of later stages' modules"),
                    Map.entry("util.human2bytes", "modules of later stages: swap"),
                    Map.entry("util.parse_mount_info", "modules of later stages: growing disks"),
                    Map.entry("util.pathprefix2dict", "a seed folder of NoCloud"),
                    Map.entry("util.shellify", "bootcmd and runcmd, modules"),
                    Map.entry("util.strip_prefix_suffix", "handler of boothooks"),
                    Map.entry("util.uniq_list", "folders of certificates, name servers of FreeBSD"),
                    Map.entry("util.uniq_merge", "folders of certificates"));

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
            assertEquals(row.get("ret"), mapping(text), row.text("id", ""));
        }
        System.out.println(
                "calls/util.read_conf_from_cmdline: " + rows.size() + " of " + rows.size());
    }

    /** What cannot be read, or is no mapping, is none. */
    private static ConfigTree mapping(String text) {
        try {
            ConfigTree tree = DOCUMENTS.yaml(text.getBytes(StandardCharsets.UTF_8), "cmdline");
            return tree instanceof Mapping ? tree : Scalar.nothing();
        } catch (MalformedException unreadable) {
            return Scalar.nothing();
        }
    }

    /** A word without a value is true to the reference, and is not asked for here. */
    @Test
    void wordsOfTheCommandLine() throws IOException {
        Calls.check(
                "util.keyval_str_to_dict",
                row -> {
                    String line = ((Scalar) row.sequence("args").items().getFirst()).display();
                    for (Map.Entry<Scalar, ConfigTree> word :
                            row.mapping("ret").entries().entrySet()) {
                        String value = KernelCommandLine.value(line, word.getKey().display());
                        String wanted =
                                word.getValue() instanceof Scalar.Text text ? text.value() : null;
                        if (!Objects.equals(wanted, value)) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    @Test
    void everyTableOfTheseModulesIsTestedOrSaidToConcernOthers() throws IOException {
        var unknown = new ArrayList<String>();
        try (DirectoryStream<Path> tables = Files.newDirectoryStream(Calls.folder())) {
            for (Path table : tables) {
                String name = table.getFileName().toString().replace(".jsonl", "");
                boolean concerns =
                        name.startsWith("util.")
                                || name.startsWith("mergers.")
                                || name.startsWith("sources.")
                                || name.startsWith("safeyaml.");
                if (concerns && !TESTED.contains(name) && !ELSEWHERE.containsKey(name)) {
                    unknown.add(name);
                }
            }
        }
        assertEquals(List.of(), unknown);
        System.out.println(
                "calls: " + TESTED.size() + " tables tested, " + ELSEWHERE.size() + " of others");
    }
}
