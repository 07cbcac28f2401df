package org.cloudinit.core.module;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.core.event.Event;
import org.cloudinit.core.event.Events;
import org.cloudinit.core.instance.Semaphores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs modules one after another; one that fails or never ends hinders no other ({@code
 * Modules.run_section}, {@code Modules.run_single}).
 */
public final class ModuleRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleRunner.class);

    private final List<ConfigModule> known;
    private final ModuleContext context;
    private final Events events;
    private final Semaphores semaphores;

    /**
     * Prepares a run.
     *
     * @param known the modules that there are
     * @param context what they work with, without arguments
     * @param events the stage's events
     */
    public ModuleRunner(List<ConfigModule> known, ModuleContext context, Events events) {
        this.known = List.copyOf(known);
        this.context = context;
        this.events = events;
        this.semaphores = new Semaphores(context.host().root(), context.host().clock());
    }

    /**
     * How a run ended.
     *
     * @param attempted modules that were run, or had been before
     * @param failed those of them that failed; each is reported
     */
    public record Count(int attempted, int failed) {}

    /** Runs the modules that a key of the configuration lists. */
    public Count run(String section) {
        var choice = new Choice(section);
        int failed = 0;
        for (ModuleEntry entry : ModuleList.read(context.config(), section, context.reporter())) {
            choice.consider(entry);
        }
        choice.report();
        try (var thread = new ModuleThread()) {
            for (Chosen chosen : choice.chosen) {
                failed += run(chosen, thread) ? 0 : 1;
            }
        }
        LOG.debug("Ran {} modules with {} failures", choice.chosen.size(), failed);
        return new Count(choice.chosen.size(), failed);
    }

    /**
     * Runs one module, whatever the lists say; none is attempted where none has the name.
     *
     * @param name in any spelling
     * @param arguments what it is given
     * @param frequency how often it is to run, or null: as the module itself says
     */
    public Count single(String name, List<String> arguments, @Nullable Frequency frequency) {
        var texts = new ArrayList<ConfigTree>(arguments.size());
        for (String argument : arguments) {
            texts.add(Scalar.text(argument));
        }
        var entry = new ModuleEntry(name, frequency, texts);
        ConfigModule module = named(entry.canonicalName());
        if (module == null) {
            return new Count(0, 0);
        }
        try (var thread = new ModuleThread()) {
            return new Count(1, run(new Chosen(entry, module), thread) ? 0 : 1);
        }
    }

    private record Chosen(ModuleEntry entry, ConfigModule module) {}

    /** Which entries of a list are run, and why the others are not. */
    private final class Choice {
        private final String section;
        private final List<Chosen> chosen = new ArrayList<>();
        private final List<String> unverified = context.config().texts("unverified_modules");
        private final List<String> absent = new ArrayList<>();
        private final List<String> idle = new ArrayList<>();
        private final List<String> unfit = new ArrayList<>();
        private final List<String> forced = new ArrayList<>();

        Choice(String section) {
            this.section = section;
        }

        void consider(ModuleEntry entry) {
            String name = entry.canonicalName();
            ConfigModule module = named(name);
            if (module == null) {
                (ReferenceModules.isMissed(name, context.config()) ? absent : idle)
                        .add(entry.name());
            } else if (!isAskedFor(module)) {
                idle.add(entry.name());
            } else if (fits(module)) {
                chosen.add(new Chosen(entry, module));
            } else if (unverified.contains(entry.name())) {
                forced.add(entry.name());
                chosen.add(new Chosen(entry, module));
            } else {
                unfit.add(entry.name());
            }
        }

        void report() {
            tell("Skipped for want of configuration", idle);
            tell("Skipped, for they are not made for " + context.distro().name(), unfit);
            tell("Run by unverified_modules", forced);
            if (!absent.isEmpty()) {
                context.reporter().report(absent("running the modules of " + section, absent));
            }
        }

        private void tell(String what, List<String> names) {
            if (!names.isEmpty()) {
                LOG.info("{}: {}", what, String.join(", ", names));
            }
        }
    }

    private static Problem absent(String act, List<String> names) {
        return Problem.warning(
                "modules.absent",
                act,
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
        return module.distros().isEmpty() || module.distros().contains(context.distro().name());
    }

    /** Whether the configuration has one of the keys without which there is nothing to do. */
    private boolean isAskedFor(ConfigModule module) {
        if (module.keys().isEmpty()) {
            return true;
        }
        for (String key : module.keys()) {
            if (context.config().has(key)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it did not fail. */
    private boolean run(Chosen chosen, ModuleThread thread) {
        ModuleEntry entry = chosen.entry();
        Frequency own = entry.frequency();
        Frequency frequency = own == null ? chosen.module().frequency() : own;
        String name = "config-" + entry.name();
        String act = "running " + name + " with frequency " + frequency.spelling();
        Event event = events.start(name, act);
        String file = Semaphores.file(context.paths(), name, frequency);
        if (semaphores.isSet(file)) {
            event.succeed(name + " previously ran");
            return true;
        }
        try {
            semaphores.set(file);
        } catch (IOException failure) {
            // Better run a second time on the next boot than not at all.
            LOG.warn("The semaphore of {} is not written: {}", name, failure.getMessage());
        }
        Outcome outcome = ModuleAttempt.of(chosen.module(), entry.name(), with(entry), thread);
        return end(event, name, act, outcome);
    }

    private boolean end(Event event, String name, String act, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done _ -> {}
            case Outcome.Skipped(String reason) -> LOG.debug("{}: nothing to do: {}", name, reason);
            case Outcome.Failed(Problem problem) -> {
                context.reporter().report(problem.as(Severity.ERROR));
                event.fail(act);
                return false;
            }
        }
        event.succeed(name + " ran successfully and took " + event.elapsed() + " seconds");
        return true;
    }

    private ModuleContext with(ModuleEntry entry) {
        return new ModuleContext(
                context.config(),
                entry.arguments(),
                context.instance(),
                context.paths(),
                context.distro(),
                context.host(),
                context.documents(),
                context.templates(),
                context.reporter());
    }
}
