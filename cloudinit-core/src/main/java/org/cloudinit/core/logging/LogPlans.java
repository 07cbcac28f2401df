package org.cloudinit.core.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;

/**
 * Reads {@code log_cfgs} (or the old {@code logcfg}): a list of logging configurations, each a
 * text, a list of texts that are joined, or the path of a file. They are tried in order; the first
 * one whose places can be opened is used ({@code log.setup_logging}).
 *
 * @param plans those that can be read, in order
 * @param problems what is wrong with those before the first that can be read
 * @param tried number of configurations, readable or not
 * @param basic whether messages go to standard error where no plan can be used ({@code log_basic})
 */
public record LogPlans(List<LogPlan> plans, List<Problem> problems, int tried, boolean basic) {
    public LogPlans {
        plans = List.copyOf(plans);
        problems = List.copyOf(problems);
    }

    /**
     * Reads the plans of a configuration. What cannot be read is a problem, not an exception: the
     * reference dies of it.
     */
    public static LogPlans of(Mapping config, HostFiles files) {
        var plans = new ArrayList<LogPlan>();
        var problems = new ArrayList<Problem>();
        List<Source> sources = sources(config);
        for (Source source : sources) {
            try {
                plans.add(plan(source, files));
            } catch (MalformedException e) {
                if (plans.isEmpty()) {
                    problems.add(e.problem());
                }
            } catch (IOException e) {
                problems.add(
                        Problem.warning(
                                "logging.unreadable-config",
                                "reading logging configuration",
                                source.origin(),
                                String.valueOf(e.getMessage()),
                                "Name a readable file in log_cfgs, or write the configuration there."));
            }
        }
        return new LogPlans(plans, problems, sources.size(), config.flag("log_basic", true));
    }

    private record Source(String text, Origin origin) {}

    private static List<Source> sources(Mapping config) {
        if (config.get("logcfg") instanceof Scalar.Text old && old.truthy()) {
            return List.of(new Source(old.value(), old.origin()));
        }
        var sources = new ArrayList<Source>();
        for (ConfigTree item : config.sequence("log_cfgs")) {
            sources.add(
                    switch (item) {
                        case Sequence parts -> new Source(joined(parts), parts.origin());
                        case Scalar scalar -> new Source(scalar.display(), scalar.origin());
                        case Mapping mapping -> new Source(keys(mapping), mapping.origin());
                    });
        }
        return sources;
    }

    private static String joined(Sequence parts) {
        var text = new StringBuilder();
        for (ConfigTree part : parts) {
            if (part instanceof Scalar scalar) {
                text.append(text.isEmpty() ? "" : "\n").append(scalar.display());
            }
        }
        return text.toString();
    }

    /** Python iterates over a mapping's keys. */
    private static String keys(Mapping mapping) {
        var text = new StringBuilder();
        for (Scalar key : mapping.keys()) {
            text.append(text.isEmpty() ? "" : "\n").append(key.display());
        }
        return text.toString();
    }

    private static LogPlan plan(Source source, HostFiles files) throws IOException {
        String text = source.text();
        if (text.startsWith("/") && !text.contains("\n") && files.exists(text)) {
            String content = new String(files.read(text), StandardCharsets.UTF_8);
            return LoggingConfig.parse(content, text);
        }
        return LoggingConfig.parse(text, "log_cfgs at " + source.origin());
    }
}
