package org.cloudinit.core;

import static org.cloudinit.core.LocalSubStage.FETCH_DATA_SOURCE;
import static org.cloudinit.core.LocalSubStage.FINISH;
import static org.cloudinit.core.LocalSubStage.READ_CONFIG;
import static org.cloudinit.core.LocalSubStage.RUN_MODULES;
import static org.cloudinit.core.LocalSubStage.SET_UP_LOGGING;

import java.util.List;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.SystemConfig;
import org.cloudinit.core.instance.CacheTrust;
import org.cloudinit.core.module.ModuleRunner;
import org.cloudinit.core.source.Fetched;
import org.cloudinit.core.status.BootStage;
import org.cloudinit.core.status.StatusFile;
import org.jspecify.annotations.Nullable;

/**
 * The stages that do nothing but run modules on the instance that an earlier stage bound: {@code
 * cloud-init modules} ({@code main_modules}), and {@code cloud-init single} ({@code main_single}).
 */
public final class ModulesStage {
    private final BootStage stage;
    private final StageSteps steps;
    private final StageReport report = new StageReport();

    private ModulesStage(BootStage stage, StageSteps steps) {
        this.stage = stage;
        this.steps = steps;
    }

    /** Which modules are run, and when that is an error beside those that they report. */
    private interface Work {
        void run(InstanceSteps later, Fetched.Instance instance, SystemConfig config);
    }

    /**
     * Runs the modules of a list.
     *
     * @param mode {@code init}, {@code config} or {@code final}
     */
    public static LocalOutcome run(
            String mode, BootRequest request, Host host, ExtensionSource extensions) {
        BootStage stage = BootStage.modules(mode);
        var steps = new StageSteps(request, host, extensions, new TextDocuments(), stage);
        var modules = new ModulesStage(stage, steps);
        return modules.run(modules::runList);
    }

    /**
     * One module, whatever the lists say.
     *
     * @param name in any spelling
     * @param arguments what it is given
     * @param frequency how often it is to run, or null: as the module itself says
     * @param logged whether its events go to the log
     */
    public record Single(
            String name, List<String> arguments, @Nullable Frequency frequency, boolean logged) {
        public Single {
            arguments = List.copyOf(arguments);
        }
    }

    /** Runs one module. */
    public static LocalOutcome single(
            Single single, BootRequest request, Host host, ExtensionSource extensions) {
        BootStage stage = BootStage.single(single.name());
        var steps =
                new StageSteps(
                        request, host, extensions, new TextDocuments(), stage, single.logged());
        var modules = new ModulesStage(stage, steps);
        return modules.run(
                (later, instance, config) ->
                        modules.runOne(later.runner(instance, config, modules.report), single));
    }

    private void runList(InstanceSteps later, Fetched.Instance instance, SystemConfig config) {
        later.runModules(instance, config, stage, report);
    }

    private void runOne(ModuleRunner runner, Single single) {
        if (runner.single(single.name(), single.arguments(), single.frequency()).attempted() == 0) {
            report.report(
                    Problem.error(
                            "modules.unknown",
                            "running a module",
                            Origin.BUILT_IN,
                            "there is no module " + single.name(),
                            "Write its name as in the module lists."));
        }
    }

    private LocalOutcome run(Work work) {
        return steps.run(report, status -> stages(status, work));
    }

    private LocalOutcome stages(StatusFile begun, Work work) {
        ConfigSources sources = steps.readConfig(report.enter(READ_CONFIG));
        SystemConfig before = steps.configOfLastBoot(sources, report);
        StatusFile status = steps.followState(begun, before, report);
        Fetched fetched =
                steps.fetch(sources, before, CacheTrust.TRUST, report.enter(FETCH_DATA_SOURCE));
        if (!(fetched instanceof Fetched.Instance instance)) {
            steps.setUpLogging(before, report.enter(SET_UP_LOGGING));
            report.report(
                    Problem.error(
                            "modules.no-instance",
                            stage.description(),
                            Origin.BUILT_IN,
                            "no earlier stage found a data source",
                            "Run cloud-init init first."));
            return steps.finish(status, null, report, report.enter(FINISH));
        }
        SystemConfig config = steps.configOfInstance(instance, sources, before, report);
        steps.setUpLogging(config, report.enter(SET_UP_LOGGING));
        report.enter(RUN_MODULES);
        work.run(steps.instanceSteps(), instance, config);
        return steps.finish(status, null, report, report.enter(FINISH));
    }
}
