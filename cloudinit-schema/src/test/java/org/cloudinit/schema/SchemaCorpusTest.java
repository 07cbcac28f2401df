package org.cloudinit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.config.JsonReader;
import org.junit.jupiter.api.Test;

/** The table {@code schema_verdicts} of the conformance corpus: verdicts and messages. */
class SchemaCorpusTest {
    /** Rows whose test puts another schema, or none, in the place of the published one. */
    private static final Set<String> OF_ANOTHER_SCHEMA =
            Set.of("schema_verdicts/429", "schema_verdicts/435", "schema_verdicts/436");

    @Test
    void verdictsAreTheReferences() throws IOException {
        String folder = System.getProperty("conformance.corpus");
        assumeTrue(folder != null, "skipped: no conformance corpus (set -Dconformance.corpus=DIR)");
        var differences = new ArrayList<String>();
        int rows = 0;
        for (String line : Files.readAllLines(Path.of(folder, "schema_verdicts.jsonl"))) {
            Mapping row = (Mapping) JsonReader.read(line, "schema_verdicts");
            if (!Set.of("cloud-config", "cloud_config").contains(row.text("schema_type", ""))
                    || OF_ANOTHER_SCHEMA.contains(row.text("id"))) {
                continue;
            }
            rows++;
            String expected = row.mapping("exc").text("message", "");
            String actual = message(CloudConfigSchema.check(CorpusValue.of(row.get("config"))));
            if (!expected.equals(row.flag("strict", true) ? actual : "")) {
                differences.add(row.text("id") + "\n  " + expected + "\n  " + actual);
            }
        }
        System.out.println("schema_verdicts: " + (rows - differences.size()) + " of " + rows);
        assertEquals(List.of(), differences);
        assertEquals(307, rows);
    }

    /**
     * The configurations of every module's own test of the schema: with the pattern of a message,
     * with none, or with an object of pytest's that stands for either.
     */
    @Test
    void configurationsOfTheModulesAreJudgedAsByTheReference() throws IOException {
        String folder = System.getProperty("conformance.corpus");
        assumeTrue(folder != null, "skipped: no conformance corpus (set -Dconformance.corpus=DIR)");
        var differences = new ArrayList<String>();
        int rows = 0;
        try (Stream<Path> tables = Files.list(Path.of(folder, "params"))) {
            for (Path table : tables.sorted().toList()) {
                if (!table.getFileName().toString().startsWith("config.test_cc_")) {
                    continue;
                }
                for (String line : Files.readAllLines(table)) {
                    Mapping row = (Mapping) JsonReader.read(line, "row");
                    Mapping params = row.mapping("params");
                    if (row.text("test", "").endsWith("test_schema_validation")
                            && params.has("config")) {
                        rows++;
                        String said =
                                message(
                                        CloudConfigSchema.check(
                                                CorpusValue.of(params.get("config"))));
                        if (!isExpected(params, said)) {
                            differences.add(row.text("id") + "\n  " + said);
                        }
                    }
                }
            }
        }
        System.out.println("params: " + (rows - differences.size()) + " of " + rows + " verdicts");
        assertEquals(242, rows);
        assertEquals(List.of(), differences);
    }

    private static boolean isExpected(Mapping params, String said) {
        String raises = params.mapping("expectation").text("v", "");
        if (!raises.isEmpty()) {
            return raises.contains("RaisesContext") != said.isEmpty();
        }
        String pattern = params.text("error_msg");
        if (pattern == null) {
            // Null where it is valid; not there at all where any error will do.
            return params.has("error_msg") == said.isEmpty();
        }
        // A brace that counts nothing is itself to Python, and an error to Java.
        String found = pattern.replaceAll("(?<!\\\\)\\{(?!\\d)", "\\\\{");
        return !said.isEmpty()
                && (said.contains(pattern) || Pattern.compile(found).matcher(said).find());
    }

    /** As the original's exception puts it. */
    static String message(List<Finding> findings) {
        String errors = String.join(", ", lines(findings, false));
        String marks = String.join(", ", lines(findings, true));
        return (errors.isEmpty() ? "" : "Cloud config schema errors: " + errors)
                + (errors.isEmpty() || marks.isEmpty() ? "" : "\n\n")
                + (marks.isEmpty() ? "" : "Cloud config schema deprecations: " + marks);
    }

    private static List<String> lines(List<Finding> findings, boolean deprecated) {
        return findings.stream()
                .filter(finding -> finding.deprecated() == deprecated)
                .map(Finding::line)
                .toList();
    }
}
