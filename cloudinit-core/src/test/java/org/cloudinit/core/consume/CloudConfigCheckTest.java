package org.cloudinit.core.consume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.api.spi.ConfigSchema.Remark;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.Test;

class CloudConfigCheckTest {
    private static final String FILE = "/var/lib/cloud/instances/i/cloud-config.txt";
    private static final Mapping CONFIG =
            Mapping.builder(Origin.of(FILE)).put("password", "hush-hush").build();

    private final RecordingReporter reporter = new RecordingReporter();

    private String run(ConfigSchema schema) {
        return CloudConfigCheck.run(CONFIG, schema, reporter);
    }

    private static Remark fault(String path, int line) {
        return new Remark(path, new Origin(FILE, line, 1), "");
    }

    private Problem problem() {
        assertEquals(1, reporter.problems().size());
        return reporter.problems().getFirst();
    }

    @Test
    void aSchemaIsNotAskedAboutNothing() {
        ConfigSchema loaded =
                config -> {
                    throw new AssertionError("no schema is needed");
                };
        assertEquals("", CloudConfigCheck.run(Mapping.EMPTY, loaded, reporter));
        assertEquals(List.of(), reporter.problems());
    }

    @Test
    void nothingIsSaidOfWhatIsRight() {
        assertEquals("", run(ConfigSchema.NONE));
        assertEquals(List.of(), reporter.problems());
    }

    @Test
    void faultsAreOneWarningWithTheirPlacesEachOnce() {
        assertEquals(
                "",
                run(
                        config ->
                                List.of(
                                        fault("", 0),
                                        fault("users.0.uid", 7),
                                        fault("users.0.uid", 7),
                                        fault("zz", 9))));
        assertEquals(
                "checking cloud-config: "
                        + FILE
                        + ": cloud-config failed schema validation! At the document,"
                        + " users.0.uid (line 7), zz (line 9) [cloud-config.schema]."
                        + " You may run 'sudo cloud-init schema --system' to check the details.",
                problem().line());
        assertEquals(Severity.WARNING, problem().severity());
    }

    @Test
    void whatWillGoIsOneLineAndNoProblem() {
        var origin = new Origin(FILE, 3, 1);
        assertEquals(
                "Deprecated cloud-config provided: a: Deprecated in version 22.2., b.0: Changed.",
                run(
                        config ->
                                List.of(
                                        new Remark("a", origin, "Deprecated in version 22.2."),
                                        new Remark("b.0", origin, "Changed."))));
        assertEquals(List.of(), reporter.problems());
    }

    @Test
    void thousandsOfFaultsAndLongKeysMakeAShortLine() {
        var many = new ArrayList<Remark>();
        for (int i = 1; i <= 5000; i++) {
            many.add(fault("k".repeat(200) + "\n" + i, i));
        }
        run(config -> many);
        assertTrue(problem().message().endsWith("and more"), problem().message());
        assertTrue(problem().message().length() < 4000);
        assertFalse(problem().message().contains("\n"));
    }

    @Test
    void keysWithLineEndsStayOnTheirLine() {
        run(config -> List.of(fault("a\nERROR: b\u001b[31m", 1)));
        assertTrue(problem().message().endsWith("At a?ERROR: b?[31m (line 1)"));
    }

    @Test
    void aSchemaThatFailsCostsTheCheckAlone() {
        ConfigSchema broken =
                config -> {
                    throw new IllegalStateException("hush-hush");
                };
        ConfigSchema incomplete =
                config -> {
                    throw new NoClassDefFoundError("dev/harrel/jsonschema/Validator");
                };
        assertEquals("", run(broken));
        assertEquals("", run(incomplete));
        assertEquals(List.of(), reporter.problems());
    }
}
