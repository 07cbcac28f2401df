package org.cloudinit.dist.bundles;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.bundles.BundleFolders;
import org.cloudinit.bundles.BundleRuntime;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.BaseConfig;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.ExtensionSource;
import org.cloudinit.core.Extensions;
import org.cloudinit.core.LocalOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The Local stage on a machine that adds bundles to the image. What keeps a bundle from taking part
 * is reported by the stage, and the stage runs without it.
 */
public final class StageWithBundles {
    private static final String STORAGE = "run/cloud-init/framework";

    private final BootRequest request;
    private final Host host;
    private final Path root;

    /**
     * The stage of a machine.
     *
     * @param request what is asked for
     * @param host the machine's ports
     * @param root the machine's root folder
     */
    public StageWithBundles(BootRequest request, Host host, Path root) {
        this.request = request;
        this.host = host;
        this.root = root;
    }

    /** A stage, such as {@code LocalStage::run}. */
    @FunctionalInterface
    public interface Stage {
        /** Runs it. */
        LocalOutcome run(BootRequest request, Host host, ExtensionSource extensions);
    }

    /**
     * Runs a stage. The bundles are started beside its first steps: it waits for them when it needs
     * a data source.
     *
     * @param image the extensions of the image alone: asked for if no bundle can be loaded
     * @param stage which one
     */
    public LocalOutcome run(Supplier<Extensions> image, Stage stage) {
        var loading = new Loading(image);
        LocalOutcome outcome = stage.run(request, host, loading);
        loading.leave();
        return outcome;
    }

    /**
     * Starts the bundles that may be loaded.
     *
     * @param purpose name of the folder for the framework's own files: one a process
     */
    BundleRuntime start(String purpose, Reporter reporter) throws IOException {
        return outcome(begin(purpose, reporter));
    }

    /** Begins to. Which bundles they are is found out while the framework starts. */
    private FutureTask<BundleRuntime> begin(String purpose, Reporter reporter) throws IOException {
        Path storage = Files.createDirectories(root.resolve(STORAGE).resolve(purpose));
        var trusted = new FutureTask<>(() -> folders(reporter).trusted(reporter));
        var starting =
                new FutureTask<>(
                        () ->
                                BundleRuntime.start(
                                        ModuleLayer.boot(),
                                        storage,
                                        () -> outcome(trusted),
                                        reporter));
        Thread.ofPlatform().name("framework").daemon().start(starting);
        trusted.run();
        return starting;
    }

    private static <T> T outcome(FutureTask<T> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof IOException told) {
                throw told;
            }
            throw new IOException("the bundle framework breaks: " + cause, cause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the bundle framework starts");
        }
    }

    /** The folders, under the rule of the configuration on signatures. */
    BundleFolders folders(Reporter reporter) throws IOException {
        Mapping config = BaseConfig.read(request, host.root(), new TextDocuments(), reporter);
        Mapping bundles = config.mapping("bundles");
        return BundleFolders.of(root, bundles.text("require_signature"));
    }

    /** Bundles on their way; the stage keeps those that it got. */
    private final class Loading implements ExtensionSource {
        private final Supplier<Extensions> image;
        private final Noted noted = new Noted();
        private @Nullable FutureTask<BundleRuntime> starting;
        private @Nullable BundleRuntime runtime;
        private @Nullable Extensions found;

        Loading(Supplier<Extensions> image) {
            this.image = image;
            try {
                starting = begin("stage", noted);
            } catch (IOException failure) {
                noted.report(noFramework(failure));
            }
        }

        @Override
        public Extensions get(Reporter reporter) {
            Extensions known = found;
            if (known == null) {
                await();
                known = runtime == null ? image.get() : runtime.extensions();
                found = known;
                noted.problems.forEach(reporter::report);
            }
            return known;
        }

        private void await() {
            if (starting != null) {
                try {
                    runtime = outcome(starting);
                } catch (IOException failure) {
                    noted.report(noFramework(failure));
                }
            }
        }

        private static Problem noFramework(IOException failure) {
            return Problem.warning(
                    "bundles.no-framework",
                    "loading bundles",
                    Origin.of(BundleFolders.OF_OWNER),
                    "no bundle takes part: " + failure.getMessage(),
                    "The stage runs with the modules of the image.");
        }

        /**
         * Stops the bundles; the process ends now. A stage that ended before it asked for them has
         * not told what is wrong with them: that is told here.
         */
        void leave() {
            var last = new Noted();
            if (found == null) {
                await();
                noted.problems.forEach(last::report);
            }
            if (runtime != null) {
                runtime.leave(last);
            }
            // The stage's log is closed by now.
            last.problems.forEach(problem -> System.err.println("cloud-init: " + problem.line()));
        }
    }

    /** Keeps problems until the stage takes them. */
    private static final class Noted implements Reporter {
        private final List<Problem> problems = new ArrayList<>();

        @Override
        public void report(Problem problem) {
            problems.add(problem);
        }

        @Override
        public void decided(Decision decision) {
            // Which bundles take part is no decision of the stage.
        }
    }
}
