package org.cloudinit.core.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.event.Events;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SampleInstance;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleRunnerTest {
    private static final String INSTANCE = "/var/lib/cloud/instances/i-abc/sem/";
    private static final TextDocuments DOCUMENTS = new TextDocuments();

    @TempDir private Path folder;
    private SandboxHost machine;
    private final RecordingReporter reporter = new RecordingReporter();
    private final List<String> ran = new ArrayList<>();

    @BeforeEach
    void machine() throws IOException {
        machine = SandboxHost.in(folder).build();
    }

    /** What a test's module does. */
    private interface Work {
        Outcome run(ModuleContext context) throws IOException;
    }

    private record TestModule(
            String name,
            Frequency frequency,
            Set<String> distros,
            Set<String> keys,
            long limitMillis,
            Work work)
            implements ConfigModule {
        @Override
        public Outcome run(ModuleContext context) throws IOException {
            return work.run(context);
        }
    }

    private ConfigModule noting(String name, Frequency frequency) {
        return new TestModule(name, frequency, Set.of(), Set.of(), 0, context -> note(name));
    }

    private Outcome note(String name) {
        ran.add(name);
        return new Outcome.Done();
    }

    private ConfigModule doing(String name, long limitMillis, Work work) {
        return new TestModule(name, Frequency.PER_INSTANCE, Set.of(), Set.of(), limitMillis, work);
    }

    private ModuleRunner runner(String yaml, ConfigModule... modules) {
        var config = (Mapping) DOCUMENTS.yaml(yaml.getBytes(StandardCharsets.UTF_8), "cloud.cfg");
        var context =
                new ModuleContext(
                        config,
                        List.of(),
                        SampleInstance.data(),
                        SampleInstance.PATHS,
                        Distros.of("debian"),
                        machine.host(),
                        DOCUMENTS,
                        TemplateEngine.NONE,
                        reporter);
        return new ModuleRunner(List.of(modules), context, new Events("init-local"));
    }

    @ParameterizedTest
    @CsvSource({
        "write_files, config_write_files",
        "write-files, config_write_files",
        "cc_write_files, config_cc_write_files",
        "cc-write-files.py, config_cc_write_files.py",
        "' write-files ', config_write_files"
    })
    void aNameHasManySpellings(String spelling, String semaphore) throws IOException {
        var module = noting("write_files", Frequency.PER_INSTANCE);
        var count = runner("l: ['" + spelling + "']", module).run("l");
        assertEquals(new ModuleRunner.Count(1, 0), count);
        assertEquals(List.of("write_files"), ran);
        var facts = machine.root().facts(INSTANCE + semaphore);
        assertNotNull(facts);
        assertEquals(0644, facts.mode());
    }

    @Test
    void eachFrequencyHasItsSemaphore() throws IOException {
        ConfigModule[] modules = {
            noting("a", Frequency.PER_INSTANCE),
            noting("b", Frequency.PER_ONCE),
            noting("c", Frequency.PER_ALWAYS)
        };
        runner("l: [a, b, c]", modules).run("l");
        runner("l: [a, b, c]", modules).run("l");
        assertEquals(List.of("a", "b", "c", "c"), ran);
        assertTrue(machine.root().exists(INSTANCE + "config_a"));
        assertTrue(machine.root().exists("/var/lib/cloud/sem/config_b.once"));
        assertEquals(List.of("config_a"), machine.root().list(INSTANCE));
    }

    @Test
    void theListOverridesFrequencyAndGivesArguments() {
        var seen = new ArrayList<String>();
        var module =
                doing(
                        "a",
                        0,
                        context -> {
                            context.arguments()
                                    .forEach(word -> seen.add(((Scalar) word).display()));
                            return note("a");
                        });
        String yaml = "l: [[a, always, x, 7], {name: a, frequency: always, args: [y]}]";
        runner(yaml, module).run("l");
        runner(yaml, module).run("l");
        assertEquals(4, ran.size());
        assertEquals(List.of("x", "7", "y", "x", "7", "y"), seen);
        assertFalse(machine.root().exists(INSTANCE + "config_a"));
    }

    @Test
    void aFrequencyThatIsNoneIsReportedAndTheModulesOwnCounts() {
        var module = noting("a", Frequency.PER_INSTANCE);
        runner("l: [[a, sometimes]]", module).run("l");
        assertEquals(List.of("a"), ran);
        assertEquals(List.of("modules.frequency"), reporter.codes());
        assertTrue(machine.root().exists(INSTANCE + "config_a"));
    }

    @Test
    void onlyWhatFitsTheDistributionRuns() {
        var made =
                new TestModule(
                        "a",
                        Frequency.PER_ALWAYS,
                        Set.of("alpine"),
                        Set.of(),
                        0,
                        context -> note("a"));
        runner("l: [a]", made).run("l");
        assertEquals(List.of(), ran);
        runner("l: [a]\nunverified_modules: [a]", made).run("l");
        assertEquals(List.of("a"), ran);
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void onlyWhatHasConfigurationRuns() {
        var keyed =
                new TestModule(
                        "a",
                        Frequency.PER_ALWAYS,
                        Set.of(),
                        Set.of("x", "y"),
                        0,
                        context -> note("a"));
        runner("l: [a]", keyed).run("l");
        assertEquals(List.of(), ran);
        runner("l: [a]\ny: null", keyed).run("l");
        assertEquals(List.of("a"), ran);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apt: {preserve_sources_list: true}|0",
                "apt: {preserve_sources_list: false}|1",
                "apt: {preserve_sources_list: true, sources: {}}|1",
                "apt: {}|1"
            })
    void debiansOwnConfigurationAsksForNoModule(String config, int missed) {
        runner("l: [apt_configure]\n" + config).run("l");
        assertEquals(missed, reporter.codes().size());
    }

    @Test
    void modulesThatAreMissedAreNamedAtOnce() {
        var count = runner("l: [snap, byobu, nonesuch, chef]\nchef: {}").run("l");
        assertEquals(new ModuleRunner.Count(0, 0), count);
        assertEquals(List.of("modules.absent"), reporter.codes());
        String message = reporter.problems().getFirst().message();
        assertTrue(message.endsWith(": nonesuch, chef"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{}", "{frequency: always}", "true", "[[b]]", "1.5", "[7, [8]]"})
    void entriesThatAreNoneHinderNoOther(String entry) {
        runner("l: [" + entry + ", null, '', a]", noting("a", Frequency.PER_ALWAYS)).run("l");
        assertEquals(List.of("a"), ran);
    }

    @Test
    void aModuleThatFailsHindersNoOther() {
        var modules =
                new ConfigModule[] {
                    doing("io", 0, context -> throwing(new IOException("the disk is full"))),
                    doing("defect", 0, context -> throwing(new IllegalStateException("odd"))),
                    doing("deep", 0, context -> deep(context)),
                    doing("input", 0, ModuleRunnerTest::malformed),
                    doing("answer", 0, context -> new Outcome.Failed(problem())),
                    noting("good", Frequency.PER_ALWAYS)
                };
        var count = runner("l: [io, defect, deep, input, answer, good]", modules).run("l");
        assertEquals(new ModuleRunner.Count(6, 5), count);
        assertEquals(List.of("good"), ran);
        assertEquals(
                List.of("modules.failed", "modules.failed", "modules.failed", "a.b", "a.b"),
                reporter.codes());
        assertTrue(reporter.problems().stream().allMatch(p -> p.severity() == Severity.ERROR));
        assertEquals("the disk is full", reporter.problems().getFirst().message());
    }

    private static Outcome throwing(Exception failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }

    private static Outcome deep(ModuleContext context) {
        throw new StackOverflowError("" + context.arguments());
    }

    private static Outcome malformed(ModuleContext context) {
        throw new MalformedException(problem());
    }

    private static Problem problem() {
        return Problem.warning("a.b", "act", Origin.BUILT_IN, "message", "remedy");
    }

    @Test
    void aModuleThatHangsIsLeftBehindAtItsLimit() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var stubborn =
                doing(
                        "stubborn",
                        100,
                        context -> {
                            while (release.getCount() > 0) {
                                try {
                                    release.await();
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                }
                            }
                            context.reporter().report(problem());
                            return new Outcome.Done();
                        });
        var count =
                runner("l: [stubborn, good]", stubborn, noting("good", Frequency.PER_ALWAYS))
                        .run("l");
        assertEquals(new ModuleRunner.Count(2, 1), count);
        assertEquals(List.of("good"), ran);
        assertEquals(List.of("modules.hung"), reporter.codes());
        assertTrue(interrupted.await(5, TimeUnit.SECONDS));
        release.countDown();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("module-stubborn")) {
                thread.join(5_000);
            }
        }
        assertEquals(List.of("modules.hung"), reporter.codes(), "it is not listened to any more");
    }

    @Test
    void oneModuleRunsWhateverTheListsSay() {
        var made =
                new TestModule(
                        "a_b",
                        Frequency.PER_INSTANCE,
                        Set.of("alpine"),
                        Set.of("absent"),
                        0,
                        context -> note("a" + context.arguments().size()));
        assertEquals(
                new ModuleRunner.Count(1, 0),
                runner("{}", made).single("cc_a-b", List.of("x", "y"), null));
        runner("{}", made).single("cc_a-b", List.of(), null);
        runner("{}", made).single("cc_a-b", List.of(), Frequency.PER_ALWAYS);
        assertEquals(List.of("a2", "a0"), ran);
        assertEquals(
                new ModuleRunner.Count(0, 0), runner("{}", made).single("none", List.of(), null));
        assertEquals(List.of(), reporter.codes());
    }

    @ParameterizedTest
    @CsvSource({"ca_certs, true", "write_files, false", "install_hotplug, false", "nonesuch, true"})
    void aModuleIsMissedWhereItHasWork(String name, boolean missed) {
        Mapping config = Mapping.builder().put("ca-certs", "x").build();
        assertEquals(missed, ReferenceModules.isMissed(name, config));
    }
}
