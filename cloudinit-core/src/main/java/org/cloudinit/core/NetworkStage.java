package org.cloudinit.core;

import static org.cloudinit.core.LocalSubStage.ADJUST_LOGGING;
import static org.cloudinit.core.LocalSubStage.APPLY_NETWORK;
import static org.cloudinit.core.LocalSubStage.BIND_INSTANCE;
import static org.cloudinit.core.LocalSubStage.CONSTRUCT_MODULES;
import static org.cloudinit.core.LocalSubStage.CONSUME_DATA;
import static org.cloudinit.core.LocalSubStage.FETCH_DATA_SOURCE;
import static org.cloudinit.core.LocalSubStage.FINISH;
import static org.cloudinit.core.LocalSubStage.JUDGE_CACHE;
import static org.cloudinit.core.LocalSubStage.READ_CONFIG;
import static org.cloudinit.core.LocalSubStage.RUN_MODULES;
import static org.cloudinit.core.LocalSubStage.SET_HOST_NAME;
import static org.cloudinit.core.LocalSubStage.SET_UP_DATA_SOURCE;
import static org.cloudinit.core.LocalSubStage.SET_UP_FILE_SYSTEM;
import static org.cloudinit.core.LocalSubStage.SET_UP_LOGGING;

import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.report.Problem;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.NetworkSteps.UnderWay;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.SystemConfig;
import org.cloudinit.core.consume.StoredData;
import org.cloudinit.core.instance.CacheTrust;
import org.cloudinit.core.source.Fetched;
import org.cloudinit.core.status.BootStage;
import org.cloudinit.core.status.StatusFile;

/**
 * The network stage: {@code cloud-init init}. The Local stage's steps in the other mode: the cached
 * instance is believed, and what a data source in mode {@code net} brought, as a config drive's
 * usually is, is consumed. A source in mode {@code local} had its turn in the Local stage.
 */
public final class NetworkStage {
    private static final BootStage STAGE = BootStage.INIT;

    private final Host host;
    private final StageSteps steps;
    private final StageReport report;

    private NetworkStage(Host host, StageSteps steps, StageReport report) {
        this.host = host;
        this.steps = steps;
        this.report = report;
    }

    /**
     * Runs the stage on a machine. Never throws for what the machine or a data source holds: the
     * outcome tells.
     *
     * @param request what is asked for
     * @param host the machine's ports
     * @param extensions data sources, handlers, modules, network
     */
    public static LocalOutcome run(BootRequest request, Host host, Extensions extensions) {
        return run(request, host, ExtensionSource.of(extensions));
    }

    /** Runs the stage beside the loading of its extensions. */
    public static LocalOutcome run(BootRequest request, Host host, ExtensionSource extensions) {
        var report = new StageReport();
        var steps = new StageSteps(request, host, extensions, new TextDocuments(), STAGE);
        return steps.run(report, new NetworkStage(host, steps, report)::stages);
    }

    private LocalOutcome stages(StatusFile begun) {
        ConfigSources sources = steps.readConfig(report.enter(READ_CONFIG));
        SystemConfig config = steps.configOfLastBoot(sources, report);
        steps.setUpLogging(config, report.enter(SET_UP_LOGGING));
        StatusFile status = steps.followState(begun, config, report.enter(SET_UP_FILE_SYSTEM));
        steps.setUpFileSystem(config, report);
        report.enter(JUDGE_CACHE);
        if (host.root().exists(config.paths().data() + "/no-net")) {
            return steps.finish(status, null, report, report.enter(FINISH));
        }
        steps.waitForNetwork(config, report);
        Fetched fetched =
                steps.fetch(sources, config, CacheTrust.TRUST, report.enter(FETCH_DATA_SOURCE));
        return switch (fetched) {
            case Fetched.Nothing() -> withoutInstance(sources, status);
            case Fetched.Instance found when found.data().mode() != DsMode.NET ->
                    steps.finish(status, null, report, report.enter(FINISH));
            case Fetched.Instance found -> withInstance(found, sources, config, status);
        };
    }

    /** That there is none at all is an error now: no later stage looks for another. */
    private LocalOutcome withoutInstance(ConfigSources sources, StatusFile status) {
        SystemConfig config = steps.configWithoutInstance(sources, report);
        steps.network().applyWithoutInstance(sources, config, report.enter(APPLY_NETWORK));
        report.report(
                Problem.error(
                        "data-source.none",
                        "looking for a data source",
                        Origin.BUILT_IN,
                        "there is no data source",
                        "Check datasource_list, and that the drive is attached."));
        return steps.finish(status, null, report, report.enter(FINISH));
    }

    private LocalOutcome withInstance(
            Fetched.Instance found, ConfigSources sources, SystemConfig before, StatusFile status) {
        boolean isNew = steps.bind(found, before, report.enter(BIND_INSTANCE));
        SystemConfig config = steps.configOfInstance(found, sources, before, report);
        UnderWay network =
                steps.network().apply(found, sources, config, isNew, report.enter(APPLY_NETWORK));
        network.effect().finish(report);
        Fetched.Instance instance = network.instance();
        InstanceSteps later = steps.instanceSteps();
        StoredData data = later.setUpDataSource(instance, config, report.enter(SET_UP_DATA_SOURCE));
        steps.setHostname(instance, config, report.enter(SET_HOST_NAME));
        later.consume(data, instance, sources, config, report.enter(CONSUME_DATA));
        SystemConfig full =
                later.constructModules(instance, sources, config, report.enter(CONSTRUCT_MODULES));
        later.adjustLogging(full, report.enter(ADJUST_LOGGING));
        later.runModules(instance, full, STAGE, report.enter(RUN_MODULES));
        return steps.finish(status, instance, report, report.enter(FINISH));
    }
}
