package org.cloudinit.core;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.core.logging.LogPlans;
import org.cloudinit.core.logging.LogSink;
import org.cloudinit.core.logging.Output;
import org.cloudinit.core.logging.OutputPlan;
import org.cloudinit.core.logging.Welcome;
import org.cloudinit.core.status.BootStage;
import org.cloudinit.core.status.Uptime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sub-stages 2 and 9: log and output go where the configuration says. A program that runs the stage
 * as a library and logs through another provider of SLF4J keeps its own.
 */
final class StageLogging {
    private static final Logger LOG = LoggerFactory.getLogger(StageLogging.class);
    private final BootStage stage;
    private final HostRoot root;
    private final boolean whole;
    private final boolean keepsOutput;
    private final @Nullable LogSink sink;
    private final OutputStream console;
    private final OutputStream errors;
    private OutputPlan plan = OutputPlan.NONE;
    private @Nullable Output output;

    private StageLogging(
            BootStage stage,
            HostRoot root,
            boolean whole,
            boolean keepsOutput,
            @Nullable LogSink sink) {
        this.stage = stage;
        this.keepsOutput = keepsOutput;
        this.root = root;
        this.whole = whole;
        this.sink = sink;
        this.console = sink == null ? OutputStream.nullOutputStream() : sink.output();
        this.errors = sink == null ? OutputStream.nullOutputStream() : sink.error();
    }

    /**
     * The logging of this process.
     *
     * @param request whether everything is logged to standard error too, and whether the output
     *     stays where it is
     */
    static StageLogging of(BootStage stage, HostRoot root, BootRequest request) {
        LogSink sink = null;
        try {
            sink = LogSink.current();
        } catch (IllegalStateException another) {
            LOG.debug("The log is not the stage's own: {}", another.getMessage());
        }
        if (request.debug() && sink != null) {
            sink.debugToConsole();
        }
        return new StageLogging(stage, root, isWhole(root), request.keepOutput(), sink);
    }

    /** Whether the root folder is this machine's own, so that programs may be started. */
    private static boolean isWhole(HostRoot root) {
        try {
            return root.resolve("/").toString().equals("/");
        } catch (IOException _) {
            return false;
        }
    }

    /** Sub-stage 2. */
    void open(Mapping config, long millis, Reporter reporter) {
        redirect(config, reporter);
        openLog(config, reporter);
        String version = version();
        String line = Welcome.line(stage.title(), version, millis, Uptime.text(root));
        say(line);
    }

    /** Sub-stage 9: the same again, if user-data or vendor-data changed it. */
    void adjust(Mapping config, Reporter reporter) {
        redirect(config, reporter);
        openLog(config, reporter);
    }

    private void openLog(Mapping config, Reporter reporter) {
        if (sink != null) {
            LogPlans plans = LogPlans.of(config, root);
            sink.open(plans, root, whole);
            for (Problem problem : plans.problems()) {
                reporter.report(problem.as(Severity.WARNING));
            }
        }
    }

    private void redirect(Mapping config, Reporter reporter) {
        if (sink == null) {
            return;
        }
        try {
            OutputPlan wanted = OutputPlan.of(config, stage.section());
            if (wanted.isLike(plan)) {
                return;
            }
            if (keepsOutput) {
                LOG.debug("The output stays: _CLOUD_INIT_SAVE_STDOUT is set");
                return;
            }
            Output opened = Output.open(wanted, root, whole, console, errors);
            sink.redirect(opened);
            closeOutput();
            output = opened;
            plan = wanted;
        } catch (MalformedException malformed) {
            reporter.report(malformed.problem().as(Severity.WARNING));
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "output.unusable",
                            "redirecting the output",
                            Origin.BUILT_IN,
                            String.valueOf(failure.getMessage()),
                            "Check output in the configuration; the output stays where it was."));
        }
    }

    /** Shows lines where standard error goes. */
    void show(List<String> lines) {
        if (!lines.isEmpty()) {
            print(String.join("\n", lines));
        }
    }

    /** Says a line on standard error, as the reference does. */
    void say(String line) {
        LOG.debug("{}", line);
        print(line);
    }

    private void print(String line) {
        if (sink != null) {
            var stream = new PrintStream(sink.error(), true, StandardCharsets.UTF_8);
            stream.print(line + "\n");
            stream.flush();
        }
    }

    /** Closes what was opened: everything is written. */
    void close() {
        if (sink != null) {
            sink.redirect(Output.plain(console, errors));
            sink.close();
        }
        closeOutput();
    }

    private void closeOutput() {
        if (output != null) {
            try {
                output.close();
            } catch (IOException failure) {
                LOG.debug("The output is not closed: {}", failure.getMessage());
            }
            output = null;
        }
    }

    private static String version() {
        var descriptor = StageLogging.class.getModule().getDescriptor();
        return descriptor == null ? "?" : descriptor.rawVersion().orElse("?");
    }
}
