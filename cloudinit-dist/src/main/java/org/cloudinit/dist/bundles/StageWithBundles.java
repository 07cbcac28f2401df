package org.cloudinit.dist.bundles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
     * @param image the extensions of the image alone: all that there is if no bundle can be loaded
     * @param stage which one
     */
    public LocalOutcome run(Extensions image, Stage stage) {
        var noted = new Noted();
        try (BundleRuntime runtime = start("stage", noted)) {
            return runtime.with(extensions -> stage.run(request, host, extensions, noted.problems));
        } catch (IOException failure) {
            noted.report(
                    Problem.warning(
                            "bundles.no-framework",
                            "loading bundles",
                            Origin.of(BundleFolders.OF_OWNER),
                            "no bundle takes part: " + failure.getMessage(),
                            "The stage runs with the modules of the image."));
            return stage.run(request, host, image, noted.problems);
        }
    }

    /**
     * Starts the bundles that may be loaded.
     *
     * @param purpose name of the folder for the framework's own files: one a process
     */
    BundleRuntime start(String purpose, Reporter reporter) throws IOException {
        BundleFolders folders = folders(reporter);
        Path storage = Files.createDirectories(root.resolve(STORAGE).resolve(purpose));
        return BundleRuntime.start(
                ModuleLayer.boot(), storage, folders.trusted(reporter), reporter);
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
