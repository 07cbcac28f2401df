package org.cloudinit.core.module;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.core.event.Event;
import org.cloudinit.core.instance.Semaphores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs modules one after another; one that fails hinders no other ({@code Modules.run_section}).
 */
public final class ModuleRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleRunner.class);

    private final List<ConfigModule> known;
    private final Mapping config;
    private final InstanceData instance;
    private final CloudPaths paths;
    private final DistroProfile distro;
    private final Host host;
    private final Documents documents;
    private final Reporter reporter;
    private final Semaphores semaphores;

    /**
     * Prepares a run.
     *
     * @param known the modules that there are
     * @param config the configuration with user-data and vendor-data
     */
    public ModuleRunner(
            List<ConfigModule> known,
            Mapping config,
            InstanceData instance,
            CloudPaths paths,
            DistroProfile distro,
            Host host,
            Documents documents,
            Reporter reporter) {
        this.known = List.copyOf(known);
        this.config = config;
        this.instance = instance;
        this.paths = paths;
        this.distro = distro;
        this.host = host;
        this.documents = documents;
        this.reporter = reporter;
        this.semaphores = new Semaphores(host.root(), host.clock());
    }

    /** Runs the modules that a key of the configuration lists. */
    public void run(String section) {
        List<String> unverified = config.texts("unverified_modules");
        var absent = new ArrayList<String>();
        var unfit = new ArrayList<String>();
        int ran = 0;
        for (ModuleEntry entry : ModuleList.read(config, section, reporter)) {
            ConfigModule module = named(entry.canonicalName());
            if (module == null) {
                absent.add(entry.name());
            } else if (!fits(module) && !unverified.contains(entry.name())) {
                unfit.add(entry.name());
            } else if (isAskedFor(module)) {
                run(entry, module);
                ran++;
            } else {
                LOG.info("Module {} has nothing to do", entry.name());
            }
        }
        if (!unfit.isEmpty()) {
            LOG.info("Not made for {}: modules {}", distro.name(), String.join(", ", unfit));
        }
        if (!absent.isEmpty()) {
            reporter.report(absent(section, absent));
        }
        LOG.debug("Ran {} modules", ran);
    }

    private static Problem absent(String section, List<String> names) {
        return Problem.warning(
                "modules.absent",
                "running the modules of " + section,
                Origin.BUILT_IN,
                "not part of this program: " + String.join(", ", names),
                "Take them off the list, or install a bundle that has them.");
    }

    private @Nullable ConfigModule named(String name) {
        for (ConfigModule module : known) {
            if (module.name().equals(name)) {
                return module;
            }
        }
        return null;
    }

    private boolean fits(ConfigModule module) {
        return module.distros().isEmpty() || module.distros().contains(distro.name());
    }

    /** Whether the configuration has one of the keys without which there is nothing to do. */
    private boolean isAskedFor(ConfigModule module) {
        if (module.keys().isEmpty()) {
            return true;
        }
        for (String key : module.keys()) {
            if (config.has(key)) {
                return true;
            }
        }
        return false;
    }

    private void run(ModuleEntry entry, ConfigModule module) {
        Frequency own = entry.frequency();
        Frequency frequency = own == null ? module.frequency() : own;
        String name = "config-" + entry.name();
        Event event =
                Event.start(name, "running " + name + " with frequency " + frequency.spelling());
        String file = Semaphores.file(paths, name, frequency);
        if (semaphores.isSet(file)) {
            event.succeed(name + " previously ran");
            return;
        }
        try {
            semaphores.set(file);
        } catch (IOException failure) {
            // Better run a second time on the next boot than not at all.
            LOG.warn("The semaphore of {} is not written: {}", name, failure.getMessage());
        }
        switch (outcome(entry, module)) {
            case Outcome.Done _ -> event.succeed(name + " ran successfully");
            case Outcome.Skipped(String reason) -> {
                LOG.debug("Module {} has nothing to do: {}", entry.name(), reason);
                event.succeed(name + " ran successfully");
            }
            case Outcome.Failed(Problem problem) -> {
                reporter.report(problem.as(Severity.ERROR));
                event.fail("running " + name + " with frequency " + frequency.spelling());
            }
        }
    }

    private Outcome outcome(ModuleEntry entry, ConfigModule module) {
        try {
            return module.run(
                    new ModuleContext(
                            config,
                            entry.arguments(),
                            instance,
                            paths,
                            distro,
                            host,
                            documents,
                            reporter));
        } catch (MalformedException malformed) {
            return new Outcome.Failed(malformed.problem());
        } catch (IOException | RuntimeException | LinkageError failure) {
            return new Outcome.Failed(
                    Problem.error(
                            "modules.failed",
                            "running module " + entry.name(),
                            Origin.BUILT_IN,
                            failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                            "See the log; the other modules ran."));
        }
    }
}
