package org.cloudinit.core;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.core.config.CommandLineUrl;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.InstanceConfigs;
import org.cloudinit.core.config.SystemConfig;
import org.cloudinit.core.event.Event;
import org.cloudinit.core.event.Events;
import org.cloudinit.core.hostname.HostnameAct;
import org.cloudinit.core.instance.CacheTrust;
import org.cloudinit.core.instance.FileSystemSetup;
import org.cloudinit.core.instance.ForeignNetwork;
import org.cloudinit.core.instance.InjectedFiles;
import org.cloudinit.core.instance.InstanceBinding;
import org.cloudinit.core.network.NetworkAct;
import org.cloudinit.core.network.NetworkAct.Applied;
import org.cloudinit.core.network.NetworkNeed;
import org.cloudinit.core.network.NetworkTable;
import org.cloudinit.core.network.NetworkWait;
import org.cloudinit.core.source.Fetched;
import org.cloudinit.core.source.SourceSearch;
import org.cloudinit.core.status.BootStage;
import org.cloudinit.core.status.StatusFile;
import org.cloudinit.core.web.HttpReader;
import org.cloudinit.core.web.WebPatience;
import org.cloudinit.core.web.WebReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each line of {@link LocalStage} does: puts a step's inputs together and calls the package
 * that does the step. Holds what never changes during a stage. The steps that only the stage of the
 * data source's mode reaches are in {@link InstanceSteps}.
 */
final class StageSteps {
    private static final Logger LOG = LoggerFactory.getLogger(StageSteps.class);

    private final BootRequest request;
    private final Host host;
    private final HostRoot root;
    private final Extensions extensions;
    private final Documents documents;
    private final StageLogging logging;
    private final BootStage stage;
    private final Events events;

    StageSteps(
            BootRequest request,
            Host host,
            Extensions extensions,
            Documents documents,
            BootStage stage) {
        this(request, host, extensions, documents, stage, true);
    }

    /** Steps of a stage whose events may be left out of the log. */
    StageSteps(
            BootRequest request,
            Host host,
            Extensions extensions,
            Documents documents,
            BootStage stage,
            boolean logged) {
        this.request = request;
        this.host = host;
        this.root = host.root();
        this.extensions = extensions;
        this.documents = documents;
        this.logging = StageLogging.of(stage, host.root(), request.debug());
        this.stage = stage;
        this.events = new Events(stage.event(), logged);
    }

    StatusFile prepare(Reporter reporter) {
        StatusFile status;
        try {
            status = StatusFile.begin(root, documents, stage);
        } catch (IOException failure) {
            reporter.report(statusProblem(failure));
            status = StatusFile.unwritten(root, documents, stage);
        }
        if (stage.isFirst() || stage.equals(BootStage.INIT)) {
            CommandLineUrl.fetch(root, web(WebPatience.COMMAND_LINE), reporter);
        }
        return status;
    }

    ConfigSources readConfig(Reporter reporter) {
        return ConfigSources.read(
                request.configFiles(),
                request.environmentConfig(),
                root,
                documents,
                extensions.templates(),
                reporter);
    }

    /** The configuration with what the last boot's user-data left: nothing else is known yet. */
    SystemConfig configOfLastBoot(ConfigSources sources, Reporter reporter) {
        String last = configWithoutInstance(sources, reporter).paths().instanceLink();
        return new SystemConfig(
                sources.merged(
                        InstanceConfigs.read(last, root, documents, reporter),
                        Mapping.EMPTY,
                        reporter));
    }

    /**
     * The state is kept where the configuration says: the status too, and guarded like the rest.
     */
    StatusFile followState(StatusFile begun, SystemConfig config, Reporter reporter) {
        CloudPaths paths = config.paths();
        if (paths.cloud().equals(SystemConfig.CLOUD) && paths.run().equals(SystemConfig.RUN)) {
            return begun;
        }
        root.guard(List.of(paths.cloud(), paths.run()));
        try {
            return begun.movedTo(paths);
        } catch (IOException failure) {
            reporter.report(statusProblem(failure));
            return begun;
        }
    }

    /**
     * The sources once more where there are templates among them: their variables are there now.
     */
    ConfigSources rendered(ConfigSources sources, StageReport report) {
        return sources.templates().isEmpty() ? sources : readConfig(report.unlessKnown());
    }

    /** The configuration where there is no instance. */
    SystemConfig configWithoutInstance(ConfigSources sources, Reporter reporter) {
        return new SystemConfig(sources.merged(List.of(), Mapping.EMPTY, reporter));
    }

    /** The configuration of this instance, as far as it is known before its data is consumed. */
    SystemConfig configOfInstance(
            Fetched.Instance found, ConfigSources sources, SystemConfig before, Reporter reporter) {
        String folder = paths(found, before).instanceFolder();
        return new SystemConfig(
                sources.merged(
                        InstanceConfigs.read(folder, root, documents, reporter),
                        found.data().config(),
                        reporter));
    }

    void setUpLogging(SystemConfig config, Reporter reporter) {
        logging.open(config.merged(), host.clock().millis(), reporter);
    }

    void setUpFileSystem(SystemConfig config, Reporter reporter) {
        FileSystemSetup.run(config.paths(), config.merged(), root, reporter);
    }

    CacheTrust judgeCache(SystemConfig config, Reporter reporter) {
        return CacheTrust.judge(config.paths(), config.merged(), root, reporter);
    }

    /** The stage as a whole starts. */
    Event begin() {
        return events.begin(stage.description());
    }

    Fetched fetch(ConfigSources sources, SystemConfig config, CacheTrust trust, Reporter reporter) {
        var search =
                new SourceSearch(
                        extensions.dataSources(),
                        config.merged(),
                        distro(config),
                        config.paths(),
                        sources.kernelCommandLine(),
                        request.driveImage(),
                        host,
                        documents,
                        reporter,
                        events);
        return search.fetch(trust, dependencies());
    }

    /** What there is for a data source to be looked for with; the later stages look for none. */
    private Set<Dependency> dependencies() {
        if (stage.isFirst()) {
            return Set.of(Dependency.FILESYSTEM);
        }
        return stage.equals(BootStage.INIT)
                ? Set.of(Dependency.FILESYSTEM, Dependency.NETWORK)
                : Set.of();
    }

    /**
     * Waits for the network, unless the Local stage found that user-data needs none, and shows what
     * there is of it.
     */
    void waitForNetwork(SystemConfig config, Reporter reporter) {
        NetworkWait.run(distro(config), config.paths(), host, reporter);
        logging.show(new NetworkTable(host.processes(), documents).lines());
    }

    boolean bind(Fetched.Instance found, SystemConfig config, Reporter reporter) {
        return InstanceBinding.bind(
                paths(found, config), found.data(), config.restricted(), root, documents, reporter);
    }

    void injectFiles(Fetched.Instance found, boolean isNew, Reporter reporter) {
        if (isNew) {
            InjectedFiles.write(found.data().files(), root, reporter);
        }
    }

    void setHostname(Fetched.Instance found, SystemConfig config, Reporter reporter) {
        InstanceHostname names =
                InstanceHostname.stated(config.merged(), found.data().metadata(), root);
        if (names == null) {
            LOG.debug("Neither configuration nor meta-data name the machine");
            return;
        }
        var act =
                new HostnameAct(
                        config.merged(), distro(config), paths(found, config), host, documents);
        switch (act.run(names)) {
            case Outcome.Done _ -> {}
            case Outcome.Skipped(String reason) ->
                    LOG.debug("The host name stays as it is: {}", reason);
            case Outcome.Failed(Problem problem) -> reporter.report(problem);
        }
    }

    /**
     * The network of an instance, and whether the next stage has to wait for it. Once it is on the
     * disk the instance is no longer new; where it could not be written the next boot tries again.
     */
    Fetched.Instance applyNetwork(
            Fetched.Instance found,
            ConfigSources sources,
            SystemConfig config,
            boolean isNew,
            Reporter reporter) {
        CloudPaths paths = paths(found, config);
        NetworkAct act = networkAct(sources, config, paths, reporter);
        boolean due = isNew || ForeignNetwork.isMarked(paths, root);
        Applied applied = act == null ? new Applied(null, true) : act.withInstance(found, due);
        InstanceData newer = applied.newer();
        if (newer != null) {
            InstanceBinding.update(paths, newer, config.restricted(), root, documents, reporter);
        }
        Fetched.Instance instance = newer == null ? found : found.with(newer);
        if (stage.isFirst()) {
            sayWhetherToWait(instance.data(), paths, reporter);
        }
        if (applied.whole()) {
            InstanceBinding.settle(paths, instance.data(), root, documents, reporter);
            ForeignNetwork.unmark(paths, root, reporter);
        }
        return instance;
    }

    /** The network where no data source speaks for an instance. */
    void applyNetwork(ConfigSources sources, SystemConfig config, Reporter reporter) {
        NetworkAct act = networkAct(sources, config, config.paths(), reporter);
        if (act != null) {
            ForeignNetwork.mark(config.paths(), root, reporter);
            act.withoutInstance();
        }
        LOG.debug(
                request.force()
                        ? "The stage ends without a data source; there is nothing to force"
                        : "The stage ends without a data source");
    }

    private @Nullable NetworkAct networkAct(
            ConfigSources sources, SystemConfig config, CloudPaths paths, Reporter reporter) {
        NetworkPlanner planner = extensions.planner();
        if (planner == null) {
            reporter.report(
                    Problem.error(
                            "network.no-planner",
                            "applying the network configuration",
                            Origin.BUILT_IN,
                            "no module of this program plans the network",
                            "Install one; the network is left as it is."));
            return null;
        }
        return new NetworkAct(
                planner,
                extensions.renderers(),
                config.merged(),
                distro(config),
                paths,
                sources.kernelCommandLine(),
                host,
                documents,
                stage.equals(BootStage.INIT)
                        && !config.merged().flag("disable_network_activation", false),
                reporter);
    }

    /** Leaves the mark that lets the network stage start without a network. */
    private void sayWhetherToWait(InstanceData data, CloudPaths paths, Reporter reporter) {
        NetworkNeed need = NetworkNeed.of(data, documents);
        LOG.debug(
                "The network stage {} wait for the network: {}",
                need.needed() ? "has to" : "need not",
                need.reason());
        if (need.needed()) {
            return;
        }
        String path = paths.runFile(".skip-network");
        try {
            root.write(RenderedFile.text(path, "", 0644));
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "network.skip-mark",
                            "leaving a mark for the network stage",
                            Origin.of(path),
                            String.valueOf(failure.getMessage()),
                            "None needed: the network stage waits for the network."));
        }
    }

    /** The steps that the stage of the data source's mode reaches. */
    InstanceSteps instanceSteps() {
        return new InstanceSteps(
                host, extensions, documents, logging, events, web(WebPatience.INCLUDES));
    }

    /** The network, in the stage that comes after it; no other stage opens a connection. */
    private @Nullable WebReader web(WebPatience patience) {
        return stage.equals(BootStage.INIT) ? new HttpReader(root, patience) : null;
    }

    LocalOutcome finish(
            StatusFile status,
            Fetched.@Nullable Instance instance,
            StageReport report,
            Reporter reporter) {
        InstanceData data = instance == null ? null : instance.data();
        String description = data == null ? null : data.description();
        try {
            status.finish(description, report.errors(), report.warnings());
        } catch (IOException failure) {
            reporter.report(statusProblem(failure));
        }
        return report.outcome(description, data == null ? null : data.id());
    }

    /** The network as good as it can be had, and a status that tells. */
    LocalOutcome afterDefect(Throwable defect, StatusFile status, StageReport report) {
        LOG.error("The stage broke", defect);
        report.report(
                Problem.error(
                        "stage.defect",
                        "running the stage " + stage.title(),
                        Origin.BUILT_IN,
                        String.valueOf(defect),
                        "Please report it with the log; what comes after it was left out."));
        if (stage.isFirst() && !report.reached(LocalSubStage.APPLY_NETWORK)) {
            ConfigSources sources = ConfigSources.builtIn();
            var config = new SystemConfig(sources.base());
            Reporter reporter = report.enter(LocalSubStage.APPLY_NETWORK);
            try {
                applyNetwork(sources, config, reporter);
            } catch (RuntimeException | LinkageError again) {
                LOG.error("The fallback broke too", again);
            }
        }
        return finish(status, null, report, report.enter(LocalSubStage.FINISH));
    }

    void closeLog() {
        logging.close();
    }

    private static Problem statusProblem(IOException failure) {
        return Problem.error(
                "status.unwritable",
                "writing the status",
                Origin.of("/var/lib/cloud/data/status.json"),
                String.valueOf(failure.getMessage()),
                "Check that the disk is mounted read-write and has room.");
    }

    private static DistroProfile distro(SystemConfig config) {
        return Distros.of(config.distro());
    }

    private static CloudPaths paths(Fetched.Instance found, SystemConfig config) {
        return config.paths().of(found.data().id());
    }
}
