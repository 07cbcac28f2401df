package org.cloudinit.core.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.core.host.FolderRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

class LogSinkTest {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} - [A-Za-z]+\\.java\\[[A-Z]+]: .*");

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SinkLoggers loggers = new SinkLoggers();
    private final LogSink sink = loggers.sink();
    private FolderRoot root;

    @BeforeEach
    void open() throws IOException {
        root = new FolderRoot(folder);
        sink.redirect(Output.plain(out, err));
    }

    private static Mapping config(String... texts) {
        var items = Sequence.ofTexts(List.of(texts));
        return Mapping.builder().put("log_cfgs", items).build();
    }

    private List<String> log() throws IOException {
        Path file = folder.resolve("var/log/cloud-init.log");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void openStock() {
        sink.open(LogPlans.of(config(LoggingConfigTest.STOCK), root), root, false);
    }

    @Test
    void earlyMessagesAreReplayedInOrderIntoFileAndConsole() throws IOException {
        var logger = loggers.getLogger("org.cloudinit.core.Early");
        logger.debug("one {}", 1);
        logger.warn("two {} and {}", "a", "b");
        assertEquals("", err.toString(UTF_8));
        openStock();
        logger.info("three");
        List<String> lines = log();
        assertEquals(3, lines.size());
        for (String line : lines) {
            assertTrue(LINE.matcher(line).matches(), line);
        }
        assertTrue(lines.get(0).endsWith(" - Early.java[DEBUG]: one 1"));
        assertTrue(lines.get(1).endsWith(" - Early.java[WARNING]: two a and b"));
        assertTrue(lines.get(2).endsWith(" - Early.java[INFO]: three"));
        assertTrue(err.toString(UTF_8).endsWith(" - Early.java[WARNING]: two a and b\n"));
        assertEquals(1, err.toString(UTF_8).lines().count());
    }

    @Test
    void everyMessageIsInTheFileAtOnce() throws IOException {
        openStock();
        loggers.getLogger("A").error("crash follows");
        assertTrue(log().getFirst().endsWith("A.java[ERROR]: crash follows"));
        assertEquals(0640, root.facts("/var/log/cloud-init.log").mode());
    }

    @Test
    void openedAgainItGoesElsewhereWithoutReplay() throws IOException {
        openStock();
        loggers.getLogger("A").info("first");
        String other = LoggingConfigTest.STOCK.replace("cloud-init.log", "other.log");
        sink.open(LogPlans.of(config(other), root), root, false);
        loggers.getLogger("A").info("second");
        assertEquals(1, log().size());
        assertEquals(1, Files.readAllLines(folder.resolve("var/log/other.log")).size());
    }

    @Test
    void theFirstPlanThatCanBeOpenedIsUsed() throws IOException {
        String syslog =
                LoggingConfigTest.STOCK
                        .replace("class=FileHandler", "class=handlers.SysLogHandler")
                        .replace("('/var/log/cloud-init.log', 'a', 'UTF-8')", "('/dev/log',)");
        LogPlans plans = LogPlans.of(config("[broken", syslog, LoggingConfigTest.STOCK), root);
        assertEquals(1, plans.problems().size());
        assertEquals(3, plans.tried());
        sink.open(plans, root, false);
        loggers.getLogger("A").info("here");
        assertTrue(log().getLast().endsWith("here"));
    }

    @Test
    void withoutAPlanEverythingGoesToStandardError() throws IOException {
        loggers.getLogger("A").debug("early");
        sink.open(LogPlans.of(config(), root), root, false);
        loggers.getLogger("A").debug("late");
        String text = err.toString(UTF_8);
        assertTrue(text.startsWith("WARN: no logging configured! (tried 0 configs)\n"), text);
        assertTrue(text.contains("A.java[DEBUG]: early\n"), text);
        assertTrue(text.contains("A.java[DEBUG]: late\n"), text);
        assertEquals(List.of(), log());
    }

    @Test
    void withoutBasicLoggingNothingIsWritten() {
        Mapping config = Mapping.builder().put("log_basic", false).build();
        sink.open(LogPlans.of(config, root), root, false);
        loggers.getLogger("A").error("unheard");
        assertFalse(err.toString(UTF_8).contains("unheard"));
    }

    @Test
    void aLogThatWasNeverOpenedTellsWarningsAtItsEnd() {
        loggers.getLogger("A").debug("detail");
        loggers.getLogger("A").error("no disk");
        sink.close();
        assertTrue(err.toString(UTF_8).endsWith("A.java[ERROR]: no disk\n"));
        assertFalse(err.toString(UTF_8).contains("detail"));
    }

    @Test
    void debugShowsEverythingOnTheConsole() {
        loggers.getLogger("A").debug("before");
        sink.debugToConsole();
        loggers.getLogger("A").debug("after");
        assertEquals(2, err.toString(UTF_8).lines().count());
    }

    @Test
    void warningsAreKeptForTheStatus() {
        loggers.getLogger("A").info("no");
        loggers.getLogger("A").warn("yes");
        loggers.getLogger("A").warn(MarkerFactory.getMarker("DEPRECATED"), "old key");
        assertEquals(
                List.of(LogLevel.WARNING, LogLevel.DEPRECATED),
                sink.exported().stream().map(LogEntry::level).toList());
        assertEquals("old key", sink.exported().get(1).message());
    }

    @Test
    void aFileThatCannotBeOpenedIsNoFailureOfTheStage() throws IOException {
        Files.writeString(folder.resolve("var"), "a file where a folder should be");
        openStock();
        loggers.getLogger("A").error("still told");
        assertTrue(err.toString(UTF_8).contains("no logging configured! (tried 1 configs)"));
        assertTrue(err.toString(UTF_8).contains("still told"));
    }

    @Test
    void aFullDiskIsToldOnceAndLoggingGoesOn() throws IOException {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isWritable(full), "no /dev/full here");
        var whole = new FolderRoot(Path.of("/"));
        String text = LoggingConfigTest.STOCK.replace("/var/log/cloud-init.log", "/dev/full");
        sink.open(LogPlans.of(config(text), whole), whole, false);
        loggers.getLogger("A").debug("one");
        loggers.getLogger("A").debug("two");
        assertEquals(1, err.toString(UTF_8).lines().count());
        assertTrue(err.toString(UTF_8).startsWith("cannot write to the log: "));
    }

    @Test
    void aConfigurationMayBeAFileOrAListOfPieces() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/log.conf"), LoggingConfigTest.STOCK);
        assertEquals(1, LogPlans.of(config("/etc/log.conf"), root).plans().size());
        int cut = LoggingConfigTest.STOCK.indexOf("[handler_file]");
        var pieces =
                Sequence.ofTexts(
                        List.of(
                                LoggingConfigTest.STOCK.substring(0, cut),
                                LoggingConfigTest.STOCK.substring(cut)));
        Mapping joined =
                Mapping.builder()
                        .put("log_cfgs", new Sequence(List.of(pieces), Origin.BUILT_IN))
                        .build();
        assertEquals(1, LogPlans.of(joined, root).plans().size());
        Mapping old = Mapping.builder().put("logcfg", Scalar.text(LoggingConfigTest.STOCK)).build();
        assertEquals(1, LogPlans.of(old, root).plans().size());
    }

    @Test
    void slf4jFindsThisProvider() {
        assertEquals(SinkLoggers.class, LoggerFactory.getILoggerFactory().getClass());
        assertEquals(LogSink.current(), LogSink.current());
    }

    @Test
    void startAndFinishLinesAreWhatTheReferencesToolsSplit() throws IOException {
        openStock();
        loggers.getLogger("LocalStage").debug("start: init-local/check-cache: reading the cache");
        String line = log().getFirst();
        String[] halves = line.split(" - ", -1);
        assertEquals(2, halves.length);
        String[] words = halves[1].split(" ", -1);
        assertEquals("start:", words[1]);
        assertEquals("init-local/check-cache:", words[2]);
    }
}
