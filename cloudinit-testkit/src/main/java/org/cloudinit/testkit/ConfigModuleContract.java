package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every config module does. */
public abstract class ConfigModuleContract {
    private static final String SECRET = "canary-77ab-do-not-print";

    /** Made by the test that extends this one. */
    protected ConfigModuleContract() {}

    /** The module under test. */
    protected abstract ConfigModule subject();

    /** The context of a run on a machine, with a configuration. */
    protected abstract ModuleContext context(
            SandboxHost machine, Mapping config, RecordingReporter reporter);

    /** Keys of the configuration that it works on, where {@link ConfigModule#keys} is empty. */
    protected List<String> keys() {
        return List.copyOf(subject().keys());
    }

    @Test
    void isNamedAsInTheModuleList() {
        String name = subject().name();
        assertTrue(name.matches("[a-z][a-z0-9_]*"), name);
        assertFalse(name.startsWith("cc_"), name);
        String plain = name.replace("_", "");
        assertEquals(plain, subject().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** Values of every wrong shape are refused in order, and never printed. */
    @Test
    void refusesWhatHasTheWrongShape(@TempDir Path folder) throws IOException {
        List<ConfigTree> shapes =
                List.of(
                        Scalar.text(SECRET),
                        Scalar.text(""),
                        Scalar.integer(-1),
                        Scalar.bool(true),
                        Scalar.nothing(),
                        Sequence.EMPTY,
                        Sequence.of(Scalar.text(SECRET), Scalar.nothing(), Scalar.integer(7)),
                        Sequence.of(Sequence.of(Sequence.of(Scalar.text(SECRET)))),
                        Sequence.of(mapping(Scalar.text(SECRET))),
                        mapping(Scalar.text(SECRET)),
                        mapping(Sequence.of(Scalar.text(SECRET))));
        int run = 0;
        for (String key : keys()) {
            for (ConfigTree shape : shapes) {
                SandboxHost machine = SandboxHost.in(folder.resolve("" + run++)).build();
                var reporter = new RecordingReporter();
                Mapping config = Mapping.builder().put(key, shape).build();
                String told = told(context(machine, config, reporter)) + reporter.problems();
                assertFalse(told.contains(SECRET), key + " is printed: " + told);
            }
        }
    }

    private String told(ModuleContext context) {
        try {
            return switch (subject().run(context)) {
                case Outcome.Failed(var problem) -> problem.line();
                case Outcome.Skipped(String reason) -> reason;
                case Outcome.Done _ -> "";
            };
        } catch (IOException | MalformedException e) {
            return String.valueOf(e);
        }
    }

    private static Mapping mapping(ConfigTree value) {
        return Mapping.builder().put("name", value).put(SECRET, value).put("path", value).build();
    }
}
