package org.cloudinit.core.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.core.logging.LogPlan.InFile;
import org.cloudinit.core.logging.LogPlan.Standard;
import org.cloudinit.core.logging.LogPlan.Syslog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingConfigTest {
    /** What a stock image says, in our words: console for warnings, a file for everything. */
    static final String STOCK =
            """
            # two handlers
            [loggers]
            keys = root, cloudinit

            [handlers]
            keys=console,file

            [formatters]
            keys=full

            [logger_root]
            level=DEBUG
            handlers=console,file

            [logger_cloudinit]
            level=DEBUG
            qualname=cloudinit
            handlers=
            propagate=1

            [handler_console]
            class=StreamHandler
            level=WARNING
            formatter=full
            args=(sys.stderr,)

            [formatter_full]
            format=%(asctime)s - %(filename)s[%(levelname)s]: %(message)s

            [handler_file]
            class=FileHandler
            level=DEBUG
            formatter=full
            args=('/var/log/cloud-init.log', 'a', 'UTF-8')
            """;

    private static LogPlan parse(String text) {
        return LoggingConfig.parse(text, "log_cfgs");
    }

    @Test
    void readsAStockConfiguration() {
        LogPlan plan = parse(STOCK);
        assertEquals(LogLevel.DEBUG, plan.threshold());
        assertEquals(
                List.of(new Standard(true), new InFile("/var/log/cloud-init.log", true)),
                plan.targets().stream().map(LogPlan.Target::place).toList());
        assertEquals(
                List.of(LogLevel.WARNING, LogLevel.DEBUG),
                plan.targets().stream().map(LogPlan.Target::level).toList());
    }

    @Test
    void readsEachHandler() {
        assertEquals(new InFile("/l", false), place("FileHandler", "('/l', 'w')"));
        assertEquals(new InFile("/l", true), place("logging.FileHandler", "(\"/l\",)"));
        assertEquals(
                new InFile("/l", true), place("handlers.RotatingFileHandler", "('/l', 'a', 9, 3)"));
        assertEquals(new InFile("/relative", true), place("FileHandler", "('relative',)"));
        assertEquals(new Standard(false), place("StreamHandler", "(sys.stdout,)"));
        assertEquals(new Standard(true), place("StreamHandler", "()"));
        assertEquals(
                new Syslog("/dev/log", 1),
                place("handlers.SysLogHandler", "(\"/dev/log\", handlers.SysLogHandler.LOG_USER)"));
        assertEquals(
                new Syslog("/dev/log", 23),
                place("handlers.SysLogHandler", "('/dev/log', handlers.SysLogHandler.LOG_LOCAL7)"));
        assertTrue(parse(handler("NullHandler", "()")).targets().isEmpty());
    }

    private static LogPlan.Place place(String type, String arguments) {
        return parse(handler(type, arguments)).targets().getFirst().place();
    }

    private static String handler(String type, String arguments) {
        return """
               [loggers]
               keys=root
               [logger_root]
               handlers=h
               [handler_h]
               class=%s
               args=%s
               """
                .formatted(type, arguments);
    }

    @Test
    void cloudinitsOwnLoggerCounts() {
        String text =
                STOCK.replace("handlers=\npropagate=1", "handlers=file\npropagate=0")
                        .replace("level=DEBUG\nqualname", "level=ERROR\nqualname");
        LogPlan plan = parse(text);
        assertEquals(LogLevel.ERROR, plan.threshold());
        assertEquals(1, plan.targets().size());
    }

    @Test
    void withoutALevelItIsPythonsWarning() {
        assertEquals(LogLevel.WARNING, parse(handler("StreamHandler", "()")).threshold());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[loggers]\nkeys=root\n",
                "[loggers]\nkeys=root\n[logger_root]\nlevel=LOUD\n",
                "[loggers]\nkeys=root\n[logger_root]\nhandlers=absent\n",
                "[loggers]\nkeys=root,x\n[logger_root]\n",
                "/no/such/file",
                "key=value\n[loggers]"
            })
    void refuses(String text) {
        var refused = assertThrows(MalformedException.class, () -> parse(text));
        assertEquals("logging.bad-config", refused.problem().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FileHandler|()",
                "handlers.SMTPHandler|('a',)",
                "handlers.SysLogHandler|(('h', 514),)"
            })
    void refusesHandlers(String both) {
        String[] parts = both.split("\\|", -1);
        assertThrows(MalformedException.class, () -> parse(handler(parts[0], parts[1])));
    }

    @Test
    void namesTheLine() {
        var refused = assertThrows(MalformedException.class, () -> parse("[loggers]\n\n???\n"));
        assertEquals(3, refused.problem().origin().line());
    }
}
