package org.cloudinit.core.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.core.logging.LogPlan.InFile;
import org.cloudinit.core.logging.LogPlan.Place;
import org.cloudinit.core.logging.LogPlan.Standard;
import org.cloudinit.core.logging.LogPlan.Syslog;
import org.cloudinit.core.logging.LogPlan.Target;
import org.jspecify.annotations.Nullable;

/**
 * Reads one logging configuration in the form of Python's {@code logging.config.fileConfig}:
 * loggers, handlers, formatters. This program's loggers count as {@code cloudinit}'s: its handlers
 * take the messages and, if it propagates, the root logger's too. Handlers that rotate files write
 * to the file without rotating it.
 */
final class LoggingConfig {
    private final Map<String, Map<String, String>> sections;
    private final String source;

    private LoggingConfig(String text, String source) {
        this.sections = IniText.sections(text, source);
        this.source = source;
    }

    /**
     * Reads a configuration.
     *
     * @param source name of the text in messages
     * @throws MalformedException if it is not a logging configuration
     */
    static LogPlan parse(String text, String source) {
        return new LoggingConfig(text, source).plan();
    }

    private LogPlan plan() {
        Map<String, String> root = section("logger_root");
        LogLevel threshold = level(root, LogLevel.WARNING);
        var handlers = new ArrayList<String>();
        Map<String, String> own = ownLogger();
        boolean propagate = true;
        if (own != null) {
            if (own.containsKey("level") && !own.getOrDefault("level", "").equals("NOTSET")) {
                threshold = level(own, threshold);
            }
            handlers.addAll(words(own.get("handlers")));
            propagate = !"0".equals(own.get("propagate"));
        }
        if (propagate) {
            handlers.addAll(words(root.get("handlers")));
        }
        var targets = new ArrayList<Target>();
        for (String handler : handlers) {
            Target target = target(section("handler_" + handler));
            if (target != null) {
                targets.add(target);
            }
        }
        return new LogPlan(targets, threshold);
    }

    private @Nullable Map<String, String> ownLogger() {
        for (String key : words(section("loggers").get("keys"))) {
            if (!key.equals("root")) {
                Map<String, String> logger = section("logger_" + key);
                if ("cloudinit".equals(logger.get("qualname"))) {
                    return logger;
                }
            }
        }
        return null;
    }

    private @Nullable Target target(Map<String, String> handler) {
        Place place = place(handler);
        return place == null
                ? null
                : new Target(
                        place, level(handler, LogLevel.DEBUG), format(handler.get("formatter")));
    }

    /** Null for a handler that writes nothing. */
    private @Nullable Place place(Map<String, String> handler) {
        String type = handler.getOrDefault("class", "");
        List<String> arguments = PythonArguments.of(handler.getOrDefault("args", ""));
        String name = type.substring(type.lastIndexOf('.') + 1);
        return switch (name) {
            case "NullHandler" -> null;
            case "StreamHandler" -> new Standard(!arguments.contains("sys.stdout"));
            case "FileHandler",
                    "WatchedFileHandler",
                    "RotatingFileHandler",
                    "TimedRotatingFileHandler" -> {
                if (arguments.isEmpty()) {
                    throw malformed("a " + name + " without a file in args");
                }
                yield new InFile(
                        absolute(arguments.getFirst()), !second(arguments).startsWith("w"));
            }
            case "SysLogHandler" -> syslog(arguments);
            default ->
                    throw malformed("a handler of the class " + type + ", which is not known here");
        };
    }

    private static String second(List<String> arguments) {
        return arguments.size() > 1 ? arguments.get(1) : "a";
    }

    private static String absolute(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private Place syslog(List<String> arguments) {
        String socket = arguments.isEmpty() ? "" : arguments.getFirst();
        if (!socket.startsWith("/")) {
            throw malformed(
                    "a SysLogHandler that needs the network, which is not up in this stage");
        }
        return new Syslog(socket, Facilities.number(second(arguments)));
    }

    private LineFormat format(@Nullable String formatter) {
        if (formatter == null || formatter.isEmpty()) {
            return LineFormat.BARE;
        }
        Map<String, String> section = section("formatter_" + formatter);
        String format = section.get("format");
        return format == null ? LineFormat.BARE : new LineFormat(format, section.get("datefmt"));
    }

    private LogLevel level(Map<String, String> section, LogLevel otherwise) {
        String name = section.get("level");
        if (name == null) {
            return otherwise;
        }
        LogLevel level = LogLevel.named(name);
        if (level == null) {
            throw malformed("a level that is none: " + name);
        }
        return level;
    }

    private Map<String, String> section(String name) {
        Map<String, String> section = sections.get(name);
        if (section == null) {
            throw malformed("the section [" + name + "] is missing");
        }
        return section;
    }

    private static List<String> words(@Nullable String list) {
        var words = new ArrayList<String>();
        for (String word : (list == null ? "" : list).split(",", -1)) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words;
    }

    private MalformedException malformed(String message) {
        return new MalformedException(
                "logging.bad-config",
                "reading logging configuration",
                Origin.of(source),
                message,
                "Write it as Python's logging.config.fileConfig reads it.");
    }
}
