package org.cloudinit.modules.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.Services;
import org.cloudinit.modules.packages.PackageInstaller;
import org.jspecify.annotations.Nullable;

/**
 * {@code rsyslog}: files of the system's log service, and where it sends to ({@code cc_rsyslog}).
 */
public final class Rsyslog implements ConfigModule {
    /** Made by the module system. */
    public Rsyslog() {}

    @Override
    public String name() {
        return "rsyslog";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("rsyslog");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        ConfigTree stated = context.config().get("rsyslog");
        if (stated == null) {
            return new Outcome.Skipped("there is no rsyslog");
        }
        RsyslogSettings settings = RsyslogSettings.of(stated, context.config());
        if (settings.install()) {
            new PackageInstaller(context).installFor(settings.program(), settings.packages());
        }
        Map<String, String> files = new Files(settings, context).all();
        if (files.isEmpty()) {
            return new Outcome.Skipped("there is nothing to be written");
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue(), context);
        }
        reload(settings.reloadCommand(), context);
        return new Outcome.Done();
    }

    /** One file that cannot be written is no reason to leave out the others. */
    private static void write(String path, String text, ModuleContext context) {
        try {
            context.host().root().write(RenderedFile.text(path, text, 0644));
        } catch (IOException failure) {
            report("rsyslog.file", Origin.of(path), String.valueOf(failure.getMessage()), context);
        }
    }

    private static void reload(List<String> command, ModuleContext context) {
        try {
            if (command.isEmpty()) {
                String service =
                        context.config().mapping("system_info").text("rsyslog_svcname", "rsyslog");
                new Services(context).tryReload(service);
            } else {
                new Programs(context.host().processes()).run(command);
            }
        } catch (IOException failure) {
            report(
                    "rsyslog.reload",
                    Origin.BUILT_IN,
                    String.valueOf(failure.getMessage()),
                    context);
        }
    }

    private static void report(String code, Origin origin, String message, ModuleContext context) {
        context.reporter()
                .report(
                        Problem.warning(
                                code,
                                "setting up rsyslog",
                                origin,
                                message,
                                "Check rsyslog in the configuration; the rest is done."));
    }

    /** What the files hold, by their paths. */
    private static final class Files {
        private final RsyslogSettings settings;
        private final ModuleContext context;
        private final Map<String, String> texts = new LinkedHashMap<>();

        Files(RsyslogSettings settings, ModuleContext context) {
            this.settings = settings;
            this.context = context;
        }

        Map<String, String> all() {
            for (ConfigTree item : settings.configs()) {
                add(item);
            }
            if (!settings.remotes().isEmpty()) {
                append(settings.file(), remotes());
            }
            return texts;
        }

        private void add(ConfigTree item) {
            ConfigTree content = item instanceof Mapping entry ? entry.get("content") : item;
            if (!(content instanceof Scalar.Text text)) {
                refuse(item, "an entry is a text, or has one as content");
                return;
            }
            ConfigTree name = item instanceof Mapping entry ? entry.get("filename") : null;
            String stated = name == null ? settings.file() : text(name);
            if (stated == null || stated.isBlank()) {
                refuse(item, "its filename is empty or no text");
                return;
            }
            append(stated, text.value());
        }

        private static @Nullable String text(ConfigTree name) {
            return name instanceof Scalar.Text text ? text.value() : null;
        }

        private void append(String name, String text) {
            String file = name.strip();
            String path = file.startsWith("/") ? file : settings.folder() + "/" + file;
            texts.merge(path, text.endsWith("\n") ? text : text + "\n", String::concat);
        }

        private String remotes() {
            var lines = new ArrayList<String>(List.of("# begin remotes"));
            for (Map.Entry<Scalar, ConfigTree> remote : settings.remotes().entries().entrySet()) {
                if (!remote.getValue().truthy()) {
                    continue;
                }
                String name = remote.getKey().display();
                String line =
                        remote.getValue() instanceof Scalar.Text text
                                ? RsyslogRemote.line(name, text.value())
                                : null;
                if (line == null) {
                    refuse(remote.getValue(), "it is no address of a log server");
                } else {
                    lines.add(line);
                }
            }
            lines.add("# end remotes");
            return String.join("\n", lines) + "\n";
        }

        private void refuse(ConfigTree item, String message) {
            report("rsyslog.entry", item.origin(), message, context);
        }
    }
}
