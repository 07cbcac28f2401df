package org.cloudinit.handlers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;

/**
 * {@code text/upstart-job}: stores a job of Upstart, on a machine that has it ({@code
 * UpstartJobPartHandler} of 18.3; later ones know the type no more).
 */
public final class UpstartJobHandler implements PartHandler {
    private static final String FOLDER = "/etc/init";
    private static final String CONTROL = "/sbin/initctl";

    /** Upstart reads them as root, and anyone may: as a package's own. */
    private static final int MODE = 0644;

    private static final long LIMIT_MILLIS = 10_000;

    /** Made by the module system. */
    public UpstartJobHandler() {}

    @Override
    public Set<String> types() {
        return Set.of("text/upstart-job");
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Session begin(HandlerContext context) {
        return new Jobs(context);
    }

    private record Jobs(HandlerContext context) implements Session {
        @Override
        public void handle(Part part) throws IOException {
            if (!context.root().exists(CONTROL) || !context.root().isDirectory(FOLDER)) {
                context.reporter().report(withoutUpstart(part));
                return;
            }
            context.root()
                    .write(
                            new RenderedFile(
                                    FOLDER + "/" + jobName(ScriptText.fileName(part.filename())),
                                    ScriptText.runnable(part.content()).reveal(),
                                    MODE,
                                    null));
            if (readsAnew(initctl("version"))) {
                initctl("reload-configuration");
            }
        }

        @Override
        public void end() {}

        private String initctl(String what) throws IOException {
            var command =
                    new Command(
                            List.of("initctl", what),
                            Map.of(),
                            new byte[0],
                            LIMIT_MILLIS,
                            Output.CAPTURED);
            return new String(context.processes().run(command).output(), StandardCharsets.UTF_8);
        }

        private Problem withoutUpstart(Part part) {
            return Problem.warning(
                    "user-data.unhandled-part",
                    "handling parts",
                    new Origin(context.origin(), 1, 1),
                    "nothing handles " + part.filename() + ": this machine has no Upstart",
                    "Write a unit of systemd by write_files, or a script.");
        }
    }

    /** Upstart reads files that end in {@code .conf}. */
    static String jobName(String name) {
        int dot = name.lastIndexOf('.');
        boolean has = dot > 0 && name.substring(dot).toLowerCase(Locale.ROOT).equals(".conf");
        return has ? name : name + ".conf";
    }

    /**
     * Whether Upstart may be told to read its jobs again this early: those before 1.8 lose track of
     * the boot then, and of 1.8 only a distribution's later builds do not.
     */
    static boolean readsAnew(String version) {
        int start = version.indexOf("(upstart ");
        int end = version.indexOf(')', start);
        if (start < 0 || end < 0) {
            return false;
        }
        String[] numbers = version.substring(start + "(upstart ".length(), end).split("\\.", -1);
        try {
            int major = Integer.parseInt(numbers[0]);
            return major > 1 || (major == 1 && Integer.parseInt(numbers[1]) > 8);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return false;
        }
    }
}
