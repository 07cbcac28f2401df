package org.cloudinit.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.InstanceConfigs;
import org.cloudinit.core.config.SystemConfig;
import org.cloudinit.core.consume.CloudConfigCheck;
import org.cloudinit.core.consume.DataConsumption;
import org.cloudinit.core.consume.DataStore;
import org.cloudinit.core.consume.StoredData;
import org.cloudinit.core.event.Event;
import org.cloudinit.core.event.Events;
import org.cloudinit.core.instance.CombinedConfig;
import org.cloudinit.core.instance.InstanceBinding;
import org.cloudinit.core.module.ModuleRunner;
import org.cloudinit.core.source.Fetched;
import org.cloudinit.core.status.BootStage;
import org.cloudinit.core.userdata.DataWalk;
import org.cloudinit.core.userdata.UserDataWalk;
import org.cloudinit.core.web.WebReader;
import org.jspecify.annotations.Nullable;

/**
 * The later half of {@link StageSteps}: what is done with the data of an instance, in the stage
 * that its mode says. A drive's usual mode is {@code net}, and no Local stage with one loads this
 * class.
 */
final class InstanceSteps {
    private final Host host;
    private final ExtensionSource extensions;
    private final Documents documents;
    private final StageLogging logging;
    private final Events events;
    private final @Nullable WebReader web;

    /**
     * @param web the network, or null in a stage before it
     */
    InstanceSteps(
            Host host,
            ExtensionSource extensions,
            Documents documents,
            StageLogging logging,
            Events events,
            @Nullable WebReader web) {
        this.host = host;
        this.extensions = extensions;
        this.documents = documents;
        this.logging = logging;
        this.events = events;
        this.web = web;
    }

    StoredData setUpDataSource(Fetched.Instance instance, SystemConfig config, Reporter reporter) {
        Event event = events.start("setup-datasource", "setting up datasource");
        StoredData data =
                new DataStore(paths(instance, config), host.root(), documents, reporter)
                        .store(instance.data(), walk(paths(instance, config), reporter));
        event.succeed("setting up datasource");
        return data;
    }

    void consume(
            StoredData data,
            Fetched.Instance instance,
            ConfigSources sources,
            SystemConfig config,
            Reporter reporter) {
        var consumption =
                new DataConsumption(
                        walk(paths(instance, config), reporter),
                        extensions.get(reporter).partHandlers().get(),
                        sources,
                        config.restricted(),
                        instance.data(),
                        paths(instance, config),
                        host,
                        documents,
                        reporter,
                        events);
        consumption.run(data);
    }

    /** The configuration as user-data and vendor-data leave it. */
    SystemConfig constructModules(
            Fetched.Instance instance,
            ConfigSources sources,
            SystemConfig before,
            StageReport report) {
        CloudPaths paths = paths(instance, before);
        List<Mapping> configs = configs(paths.instanceFolder(), report);
        var full = new SystemConfig(sources.merged(configs, instance.data().config(), report));
        try {
            InstanceBinding.mark(paths, full.merged(), host.root());
            CombinedConfig.write(paths, full.merged(), host.root(), documents);
        } catch (IOException failure) {
            report.report(
                    Problem.warning(
                            "config.not-kept",
                            "keeping the combined configuration",
                            Origin.of(paths.run()),
                            String.valueOf(failure.getMessage()),
                            "Check the folders of the state; the modules run all the same."));
        }
        return full;
    }

    /** What user-data, which is checked, and vendor-data came to. */
    private List<Mapping> configs(String folder, StageReport report) {
        List<Mapping> user = InstanceConfigs.readUser(folder, host.root(), documents, report);
        Mapping config = user.isEmpty() ? Mapping.EMPTY : user.getFirst();
        report.deprecated(CloudConfigCheck.run(config, extensions.get(report).schema(), report));
        var all = new ArrayList<>(user);
        all.addAll(InstanceConfigs.readVendors(folder, host.root(), documents, report));
        return all;
    }

    void adjustLogging(SystemConfig config, Reporter reporter) {
        logging.adjust(config.merged(), reporter);
    }

    /** Runs the modules that the configuration lists for a stage. */
    void runModules(
            Fetched.Instance instance, SystemConfig config, BootStage stage, Reporter reporter) {
        String key = stage.modulesKey();
        if (runner(instance, config, reporter).run(key).attempted() == 0) {
            logging.say("No '" + stage.section() + "' modules to run under section '" + key + "'");
        }
    }

    /** Runs modules of the caller's choice. */
    ModuleRunner runner(Fetched.Instance instance, SystemConfig config, Reporter reporter) {
        Extensions found = extensions.get(reporter);
        var context =
                new ModuleContext(
                        config.merged(),
                        List.of(),
                        instance.data(),
                        paths(instance, config),
                        Distros.of(config.distro()),
                        host,
                        documents,
                        found.templates(),
                        reporter);
        return new ModuleRunner(found.modules().get(), context, events);
    }

    private DataWalk walk(CloudPaths paths, Reporter reporter) {
        Extensions found = extensions.get(reporter);
        return new UserDataWalk(
                host.root(),
                paths.instanceFile("data/urlcache"),
                web,
                documents,
                found.templates(),
                found.handlerLoader());
    }

    private static CloudPaths paths(Fetched.Instance instance, SystemConfig config) {
        return config.paths().of(instance.data().id());
    }
}
