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
import static org.cloudinit.core.LocalSubStage.WRITE_INJECTED_FILES;

import org.cloudinit.api.host.Host;
import org.cloudinit.api.instance.DsMode;
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
 * The Local stage: {@code cloud-init init --local}. {@link #stages} is the whole of it, one line a
 * step: what a step needs stands in its line, what it gives is the next ones' input. What a step
 * does is in {@link StageSteps} and the packages behind it.
 */
public final class LocalStage {
    private final StageSteps steps;
    private final StageReport report;

    private LocalStage(StageSteps steps, StageReport report) {
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

    /**
     * Runs the stage beside the loading of its extensions.
     *
     * @param extensions data sources, handlers, modules, network; what went wrong with them counts
     *     as if the stage had met it itself
     */
    public static LocalOutcome run(BootRequest request, Host host, ExtensionSource extensions) {
        return run(request, host, extensions, SoleRun.PATIENCE_MILLIS);
    }

    /** As above, with as much patience with another run as is stated. */
    static LocalOutcome run(
            BootRequest request, Host host, ExtensionSource extensions, long patienceMillis) {
        var report = new StageReport();
        var steps =
                new StageSteps(
                        request, host, extensions, new TextDocuments(), BootStage.INIT_LOCAL);
        try (SoleRun sole = SoleRun.begin(host.root(), patienceMillis, report)) {
            if (sole.granted()) {
                return steps.run(report, new LocalStage(steps, report)::stages);
            }
        }
        steps.closeLog();
        return report.outcome(null, null);
    }

    private LocalOutcome stages(StatusFile begun) {
        ConfigSources sources = steps.readConfig(report.enter(READ_CONFIG));
        SystemConfig config = steps.configOfLastBoot(sources, report);
        steps.setUpLogging(config, report.enter(SET_UP_LOGGING));
        StatusFile status = steps.followState(begun, config, report.enter(SET_UP_FILE_SYSTEM));
        steps.setUpFileSystem(config, report);
        CacheTrust trust = steps.judgeCache(config, report.enter(JUDGE_CACHE));
        Fetched fetched = steps.fetch(sources, config, trust, report.enter(FETCH_DATA_SOURCE));
        return switch (fetched) {
            case Fetched.Nothing() -> withoutInstance(sources, status);
            case Fetched.Instance found -> withInstance(found, sources, config, status);
        };
    }

    /** No data source is here: the network is put in place all the same, and that is no error. */
    private LocalOutcome withoutInstance(ConfigSources sources, StatusFile status) {
        SystemConfig config = steps.configWithoutInstance(sources, report);
        steps.network().applyWithoutInstance(sources, config, report.enter(APPLY_NETWORK));
        return steps.finish(status, null, report, report.enter(FINISH));
    }

    private LocalOutcome withInstance(
            Fetched.Instance found, ConfigSources first, SystemConfig before, StatusFile status) {
        boolean isNew = steps.bind(found, before, report.enter(BIND_INSTANCE));
        ConfigSources sources = steps.rendered(first, report);
        SystemConfig config = steps.configOfInstance(found, sources, before, report);
        steps.injectFiles(found, isNew, report.enter(WRITE_INJECTED_FILES));
        steps.setHostname(found, config, report.enter(SET_HOST_NAME));
        UnderWay network =
                steps.network().apply(found, sources, config, isNew, report.enter(APPLY_NETWORK));
        try {
            if (network.instance().data().mode() == DsMode.LOCAL) {
                useData(network, sources, config);
            }
        } finally {
            network.effect().finish(report);
        }
        return steps.finish(status, network.instance(), report, report.enter(FINISH));
    }

    /** What the data of an instance asks for, while its network takes effect. */
    private void useData(UnderWay network, ConfigSources sources, SystemConfig config) {
        Fetched.Instance instance = network.instance();
        InstanceSteps local = steps.instanceSteps(network.effect());
        StoredData data = local.setUpDataSource(instance, config, report.enter(SET_UP_DATA_SOURCE));
        local.consume(data, instance, sources, config, report.enter(CONSUME_DATA));
        SystemConfig full =
                local.constructModules(instance, sources, config, report.enter(CONSTRUCT_MODULES));
        local.adjustLogging(full, report.enter(ADJUST_LOGGING));
        local.runModules(instance, full, BootStage.INIT_LOCAL, report.enter(RUN_MODULES));
    }
}
