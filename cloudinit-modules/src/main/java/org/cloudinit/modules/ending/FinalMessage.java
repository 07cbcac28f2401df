package org.cloudinit.modules.ending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Arguments;
import org.cloudinit.modules.BasicTemplate;
import org.cloudinit.modules.GeneratedHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code final_message}: says that the boot is done, and since when the machine runs, and leaves
 * the file {@code boot-finished} that others wait for ({@code cc_final_message}).
 */
public final class FinalMessage implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(FinalMessage.class);

    /** Made by the module system. */
    public FinalMessage() {}

    @Override
    public String name() {
        return "final_message";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    /**
     * What a message may tell.
     *
     * @param version of this program
     * @param time in the form of mails
     * @param uptime seconds, as the kernel writes them
     */
    private record Facts(String version, String time, String uptime) {
        static Facts of(ModuleContext context) {
            return new Facts(
                    GeneratedHeader.version(),
                    GeneratedHeader.time(context.host().clock()),
                    uptime(context.host().root()));
        }

        private static String uptime(HostFiles files) {
            try {
                byte[] bytes = files.readIfPresent("/proc/uptime");
                String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
                String first = text.strip().split("\\s+", 2)[0];
                return first.isEmpty() ? "??" : first;
            } catch (IOException _) {
                return "??";
            }
        }
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        Facts facts = Facts.of(context);
        try {
            say(message(facts, context), context);
        } catch (MalformedException malformed) {
            context.reporter().report(malformed.problem().as(Severity.WARNING));
        }
        finished(facts, context);
        if (context.instance().dataSource().equals("None")
                && !context.config().texts("datasource_list").equals(List.of("None"))) {
            LOG.warn("Used fallback datasource");
        }
        return new Outcome.Done();
    }

    private static String message(Facts facts, ModuleContext context) {
        String stated = Arguments.firstOr("final_message", context);
        String source = context.instance().description();
        if (stated == null || stated.isBlank()) {
            return "Cloud-init v. "
                    + facts.version()
                    + " finished at "
                    + facts.time()
                    + ". Datasource "
                    + source
                    + ".  Up "
                    + facts.uptime()
                    + " seconds";
        }
        Mapping.Builder names = Mapping.builder();
        Map<String, String> values =
                Map.of(
                        "version", facts.version(),
                        "timestamp", facts.time(),
                        "uptime", facts.uptime(),
                        "datasource", source);
        for (Map.Entry<String, String> value : values.entrySet()) {
            names.put(value.getKey(), value.getValue());
            names.put(value.getKey().toUpperCase(Locale.ROOT), value.getValue());
        }
        return BasicTemplate.render(stated.strip(), "final_message", names.build(), context);
    }

    /** Where the program's own errors go, which the configuration may have redirected. */
    private static void say(String message, ModuleContext context) throws IOException {
        LOG.debug("{}", message);
        context.host()
                .processes()
                .run(
                        new Command(
                                List.of("/bin/sh", "-c", "cat >&2"),
                                Map.of(),
                                (message + "\n").getBytes(StandardCharsets.UTF_8),
                                10_000,
                                Output.SHOWN));
    }

    private static void finished(Facts facts, ModuleContext context) {
        String path = context.paths().instanceFile("boot-finished");
        String text = facts.uptime() + " - " + facts.time() + " - v. " + facts.version() + "\n";
        try {
            context.host().root().write(RenderedFile.text(path, text, 0644));
        } catch (IOException failure) {
            context.reporter()
                    .report(
                            Problem.warning(
                                    "final-message.file",
                                    "saying that the boot is done",
                                    Origin.of(path),
                                    String.valueOf(failure.getMessage()),
                                    "Programs that wait for the file wait on."));
        }
    }
}
