package org.cloudinit.core;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.Dependency;
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
import org.cloudinit.core.instance.InjectedFiles;
import org.cloudinit.core.instance.InstanceBinding;
import org.cloudinit.core.network.NetworkEffect;
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
    private final ExtensionSource extensions;
    private final Documents documents;
    private final StageLogging logging;
    private final BootStage stage;
    private final Events events;
    private final NetworkSteps network;

    StageSteps(
            BootRequest request,
            Host host,
            ExtensionSource extensions,
            Documents documents,
            BootStage stage) {
        this(request, host, extensions, documents, stage, true);
    }

    /** Steps of a stage whose events may be left out of the log. */
    StageSteps(
            BootRequest request,
            Host host,
            ExtensionSource extensions,
            Documents documents,
            BootStage stage,
            boolean logged) {
        this.request = request;
        this.host = host;
        this.root = host.root();
        this.extensions = extensions;
        this.documents = documents;
        this.logging = StageLogging.of(stage, host.root(), request);
        this.stage = stage;
        this.events = new Events(stage.event(), logged);
        this.network = new NetworkSteps(host, extensions, documents, stage, request.force());
    }

    /**
     * Runs a stage as one event of the log, which it closes. A defect of this program must not cost
     * a machine its network.
     *
     * @param stages what the stage is made of
     */
    LocalOutcome run(StageReport report, Function<StatusFile, LocalOutcome> stages) {
        Event event = events.begin(stage.description());
        StatusFile status = prepare(report.enter(LocalSubStage.PREPARE));
        LocalOutcome outcome;
        try {
            outcome = stages.apply(status);
        } catch (RuntimeException | LinkageError defect) {
            outcome = afterDefect(defect, status, report);
        }
        event.succeed(stage.description());
        closeLog();
        return outcome;
    }

    private StatusFile prepare(Reporter reporter) {
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
                (template, variables) ->
                        extensions.get(reporter).templates().render(template, variables),
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

    Fetched fetch(ConfigSources sources, SystemConfig config, CacheTrust trust, Reporter reporter) {
        var search =
                new SourceSearch(
                        extensions.get(reporter).dataSources(),
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

    NetworkSteps network() {
        return network;
    }

    /** The steps that the stage of the data source's mode reaches. */
    InstanceSteps instanceSteps() {
        return instanceSteps(host);
    }

    /** The same beside a network that takes effect: the programs that they start wait for it. */
    InstanceSteps instanceSteps(NetworkEffect network) {
        return instanceSteps(host.with(network.before(host.processes())));
    }

    private InstanceSteps instanceSteps(Host machine) {
        return new InstanceSteps(
                machine, extensions, documents, logging, events, web(WebPatience.INCLUDES));
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
            status.finish(description, report.errors(), report.recoverable());
        } catch (IOException failure) {
            reporter.report(statusProblem(failure));
        }
        return report.outcome(description, data == null ? null : data.id());
    }

    /** The network as good as it can be had, and a status that tells. */
    private LocalOutcome afterDefect(Throwable defect, StatusFile status, StageReport report) {
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
                network.applyWithoutInstance(sources, config, reporter);
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
