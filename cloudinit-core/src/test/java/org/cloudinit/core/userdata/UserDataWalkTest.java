package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.logging.FailureText;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SampleInstance;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handler gets which part, and what a handler that fails may harm: nothing but itself. */
class UserDataWalkTest {
    @TempDir private Path folder;

    private final RecordingReporter reporter = new RecordingReporter();
    private final List<String> events = new ArrayList<>();
    private SandboxHost machine;

    /** Notes what it is asked, and fails in one place. */
    private class Noting implements PartHandler {
        private final String type;
        private final Frequency frequency;
        private final String failing;

        Noting(String type, Frequency frequency, String failing) {
            this.type = type;
            this.frequency = frequency;
            this.failing = failing;
        }

        void at(String place) throws IOException {
            events.add(type + " " + place);
            switch (place.equals(failing) ? type : "") {
                case "text/x-io" -> throw new IOException("canary");
                case "text/x-file" -> throw new FileSystemException("canary", null, "No space");
                case "text/x-error" -> throw new AssertionError("canary");
                case "text/x-memory" -> throw new OutOfMemoryError("canary");
                case "text/x-runtime" -> throw new IllegalStateException("canary");
                case "text/x-malformed" -> throw malformed("com.example.Mine");
                case "text/x-linkage" -> throw new NoClassDefFoundError("canary");
                default -> {}
            }
        }

        @Override
        public Set<String> types() {
            if (failing.equals("types")) {
                throw new IllegalStateException("canary");
            }
            return Set.of(type);
        }

        @Override
        public Frequency frequency() {
            return frequency;
        }

        @Override
        public Session begin(HandlerContext context) throws IOException {
            at("begin");
            return new Session() {
                @Override
                public void handle(Part part) throws IOException {
                    at(part.filename());
                }

                @Override
                public void end() throws IOException {
                    at("end");
                }
            };
        }
    }

    @BeforeEach
    void makeMachine() throws IOException {
        machine = SandboxHost.in(folder).build();
    }

    @ParameterizedTest
    @CsvSource({
        "text/x-io, begin",
        "text/x-io, p",
        "text/x-io, end",
        "text/x-file, p",
        "text/x-error, begin",
        "text/x-error, p",
        "text/x-memory, p",
        "text/x-memory, end",
        "text/x-runtime, begin",
        "text/x-runtime, p",
        "text/x-runtime, end",
        "text/x-runtime, types",
        "text/x-malformed, begin",
        "text/x-malformed, p",
        "text/x-malformed, end",
        "text/x-linkage, begin",
        "text/x-linkage, p",
        "text/x-linkage, end"
    })
    void aHandlerThatFailsHarmsNoOther(String type, String place) {
        walk(
                List.of(always(type, place), always("text/x-good", "")),
                Set.of(),
                part(type, "p", Map.of()),
                part("text/x-good", "q", Map.of()),
                part("text/x-good", "r", Map.of()));
        List<String> good = events.stream().filter(event -> event.contains("good")).toList();
        assertEquals(
                List.of("text/x-good begin", "text/x-good q", "text/x-good r", "text/x-good end"),
                good);
        assertEquals("user-data.handler-failed", reporter.codes().getFirst());
        assertFalse(reporter.problems().toString().contains("canary"));
        assertEquals(
                !place.equals("begin") && !place.equals("types"),
                events.contains(type + " end"),
                "a walk that began is ended: " + events);
    }

    /** Bad input, as the code of a class says it. */
    private static MalformedException malformed(String type) {
        var malformed =
                new MalformedException(
                        "a.b", "canary", new Origin("canary", 3, 4), "canary", "canary");
        malformed.setStackTrace(
                new StackTraceElement[] {new StackTraceElement(type, "handle", "Mine.java", 7)});
        return malformed;
    }

    /** A reader of ours that a handler of others calls says what is wrong, and where. */
    @Test
    void whatOurOwnReadersSayIsTold() {
        MalformedException malformed = malformed("org.cloudinit.config.yaml.Reader");
        assertEquals(malformed.problem(), FailureText.problem(malformed));
        assertNull(FailureText.problem(malformed("com.example.Mine")));
        assertEquals("MalformedException at Mine:7", FailureText.of(malformed("com.example.Mine")));
    }

    @ParameterizedTest
    @CsvSource({
        "PER_INSTANCE, PER_INSTANCE, true",
        "PER_INSTANCE, PER_ALWAYS,   true",
        "PER_ALWAYS,   PER_ALWAYS,   true",
        "PER_ALWAYS,   PER_INSTANCE, false",
        "PER_ALWAYS,   PER_ONCE,     false"
    })
    void frequencies(Frequency walk, Frequency handler, boolean due) {
        var noting = new Noting("text/x-a", handler, "");
        walk(List.of(noting), walk, Set.of(), -1, part("text/x-a", "p", Map.of()));
        List<String> all = List.of("text/x-a begin", "text/x-a p", "text/x-a end");
        assertEquals(due ? all : List.of(), events);
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void excludedTypesArePassedOver() {
        walk(
                List.of(always("text/x-a", ""), always("text/x-b", "")),
                Set.of("text/x-a"),
                part("text/x-a", "p", Map.of()),
                part("text/x-b", "q", Map.of()));
        assertEquals(
                List.of(
                        "text/x-a begin",
                        "text/x-b begin",
                        "text/x-b q",
                        "text/x-a end",
                        "text/x-b end"),
                events);
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void theFirstHandlerOfATypeGetsItsParts() {
        var first = always("text/x-a", "");
        var second = new Noting("text/x-a", Frequency.PER_ALWAYS, "p");
        walk(List.of(first, second), Set.of(), part("text/x-a", "p", Map.of()));
        assertEquals(List.of("text/x-a begin", "text/x-a p", "text/x-a end"), events);
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "3, true", "0, false", "33, false"})
    void partsOfAnotherLaunchIndexAreLeftOut(int index, boolean handled) {
        walk(
                List.of(always("text/x-a", "")),
                Frequency.PER_INSTANCE,
                Set.of(),
                index,
                part("text/x-a", "p", Map.of("launch-index", "3")),
                part("text/x-a", "all", Map.of()));
        assertEquals(handled, events.contains("text/x-a p"));
        assertEquals(true, events.contains("text/x-a all"));
    }

    @Test
    void aPartThatNothingHandlesIsReportedWithoutItsContent() {
        walk(List.of(), Set.of(), part("text/x-not-multipart", "p", Map.of()));
        walk(List.of(), Set.of(), part("text/x-strange", "q", Map.of()));
        assertEquals(
                List.of("user-data.unhandled-part", "user-data.unhandled-part"), reporter.codes());
        String told = reporter.problems().toString();
        assertEquals(true, told.contains("Did you mean #cloud-config?"), told);
        assertFalse(told.contains("secret"), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void anEmptyPartIsNoMatter(String content) {
        var empty = new Part("text/x-not-multipart", "p", Secret.of(content), Map.of());
        walk(List.of(), Set.of(), empty);
        assertEquals(content.isEmpty() ? 0 : 1, reporter.codes().size());
    }

    private Noting always(String type, String failing) {
        return new Noting(type, Frequency.PER_ALWAYS, failing);
    }

    private static Part part(String type, String name, Map<String, String> headers) {
        return new Part(type, name, Secret.of("# cloud-config\nsecret: 1\n"), headers);
    }

    private void walk(List<PartHandler> handlers, Set<String> excluded, Part... parts) {
        walk(handlers, Frequency.PER_INSTANCE, excluded, -1, parts);
    }

    private void walk(
            List<PartHandler> handlers,
            Frequency frequency,
            Set<String> excluded,
            int index,
            Part... parts) {
        List<Part> message = List.of(parts);
        new UserDataWalk(machine.root(), "/cache", new TextDocuments())
                .walk(message, handlers, frequency, excluded, index, context());
    }

    private HandlerContext context() {
        return SampleInstance.handling(machine, new TextDocuments(), reporter);
    }
}
