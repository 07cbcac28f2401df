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
import org.cloudinit.bundles.BundleFile;
import org.cloudinit.bundles.BundleFolders;
import org.cloudinit.bundles.BundleRuntime;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.BaseConfig;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.Extensions;
import org.cloudinit.core.LocalOutcome;

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
        /** Runs it with what was amiss before it began. */
        LocalOutcome run(
                BootRequest request, Host host, Extensions extensions, List<Problem> beforehand);
    }

    /**
     * Runs a stage.
     *
     * @param image the extensions of the image alone: asked for if no bundle can be loaded
     * @param stage which one
     */
    public LocalOutcome run(Supplier<Extensions> image, Stage stage) {
        var noted = new Noted();
        BundleRuntime runtime;
        try {
            runtime = start("stage", noted);
        } catch (IOException failure) {
            noted.report(
                    Problem.warning(
                            "bundles.no-framework",
                            "loading bundles",
                            Origin.of(BundleFolders.OF_OWNER),
                            "no bundle takes part: " + failure.getMessage(),
                            "The stage runs with the modules of the image."));
            return stage.run(request, host, image.get(), noted.problems);
        }
        LocalOutcome outcome =
                runtime.with(extensions -> stage.run(request, host, extensions, noted.problems));
        var last = new Noted();
        runtime.leave(last);
        // The stage's log is closed by now.
        last.problems.forEach(problem -> System.err.println("cloud-init: " + problem.line()));
        return outcome;
    }

    /**
     * Starts the bundles that may be loaded. Which these are is found out while the framework
     * starts.
     *
     * @param purpose name of the folder for the framework's own files: one a process
     */
    BundleRuntime start(String purpose, Reporter reporter) throws IOException {
        Path storage = Files.createDirectories(root.resolve(STORAGE).resolve(purpose));
        var starting = new FutureTask<>(() -> BundleRuntime.start(ModuleLayer.boot(), storage));
        Thread.ofPlatform().name("framework").daemon().start(starting);
        List<BundleFile> added;
        try {
            added = folders(reporter).trusted(reporter);
        } catch (IOException | RuntimeException failure) {
            started(starting).close();
            throw failure;
        }
        BundleRuntime runtime = started(starting);
        for (BundleFile jar : added) {
            runtime.put(jar, reporter);
        }
        return runtime;
    }

    private static BundleRuntime started(FutureTask<BundleRuntime> starting) throws IOException {
        try {
            return starting.get();
        } catch (ExecutionException failure) {
            throw new IOException("the bundle framework does not start", failure.getCause());
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
