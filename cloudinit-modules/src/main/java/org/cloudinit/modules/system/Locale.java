package org.cloudinit.modules.system;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Arguments;
import org.cloudinit.modules.GeneratedHeader;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.Services;
import org.cloudinit.modules.SettingsFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code locale}: the system's language ({@code cc_locale}, {@code Distro.apply_locale}). Without
 * the key the language that the image has is put where it belongs.
 */
public final class Locale implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(Locale.class);
    private static final String FALLBACK = "en_US.UTF-8";
    private static final String ALPINE_FILE = "/etc/profile.d/50-cloud-init-locale.sh";

    /** Made by the module system. */
    public Locale() {}

    @Override
    public String name() {
        return "locale";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        String stated = Arguments.firstOr("locale", context);
        String locale = stated == null ? ofImage(context) : stated;
        if (Mapping.isFalse(Scalar.text(locale))) {
            return new Outcome.Skipped("locale is off");
        }
        String file = context.config().shown("locale_configfile");
        Mapping row = context.distro().moduleOptions("locale");
        switch (row.text("style", "")) {
            case "debian" -> new DebianLocale(context).apply(locale, file);
            case "raspi-config" -> applyByRaspiConfig(locale, context);
            case "settings" -> set(locale, file, row, context);
            case "profile" -> writeProfile(locale, file, context.host().root());
            case "arch" -> applyOnArch(locale, context);
            case "gentoo" -> applyOnGentoo(context);
            default -> {
                return new Outcome.Skipped("the distribution's place for it is not known");
            }
        }
        return new Outcome.Done();
    }

    private static String ofImage(ModuleContext context) throws IOException {
        Mapping row = context.distro().moduleOptions("locale");
        HostRoot root = context.host().root();
        String kept =
                switch (row.text("style", "")) {
                    case "debian", "raspi-config" -> DebianLocale.ofImage(root);
                    case "profile" -> DebianLocale.DEFAULT;
                    default -> row.flag("reads", false) ? ofSettings(row, root) : null;
                };
        return kept == null || kept.isEmpty() ? FALLBACK : kept;
    }

    private static @Nullable String ofSettings(Mapping row, HostRoot root) throws IOException {
        String suffix = Services.areOfSystemd(root) ? "" : "_without_systemd";
        return SettingsFile.read(
                row.text("file" + suffix, ""), row.text("key" + suffix, "LANG"), root);
    }

    private static void set(
            String locale, @Nullable String stated, Mapping row, ModuleContext context)
            throws IOException {
        String suffix = Services.areOfSystemd(context.host().root()) ? "" : "_without_systemd";
        String file = stated == null || stated.isEmpty() ? row.text("file" + suffix, "") : stated;
        SettingsFile.set(file, row.text("key" + suffix, "LANG"), locale, context.host());
        for (String service : row.texts("restart")) {
            new Services(context).restart(service);
        }
    }

    private static void writeProfile(String locale, @Nullable String stated, HostRoot root)
            throws IOException {
        String file = stated == null || stated.isEmpty() ? ALPINE_FILE : stated;
        String text =
                """
                #
                # This file is created by cloud-init once per new instance boot
                #
                export CHARSET=UTF-8
                export LANG=%LOCALE%
                export LC_COLLATE=C
                """;
        root.write(RenderedFile.text(file, text.replace("%LOCALE%", locale), 0644));
    }

    private static void applyByRaspiConfig(String locale, ModuleContext context)
            throws IOException {
        String program = "/usr/bin/raspi-config";
        var runner = context.host().processes();
        if (runner.run(Command.of(program, "nonint", "do_change_locale", locale)).success()) {
            return;
        }
        if (locale.endsWith(".UTF-8")) {
            throw new IOException("raspi-config does not know the language");
        }
        new Programs(runner).run(program, "nonint", "do_change_locale", locale + ".UTF-8");
    }

    private static void applyOnArch(String locale, ModuleContext context) throws IOException {
        String header = GeneratedHeader.of("Created", context.host().clock());
        context.host()
                .root()
                .write(
                        RenderedFile.text(
                                "/etc/locale.gen", header + "\n" + locale + " UTF-8\n", 0644));
        var programs = new Programs(context.host().processes());
        programs.run(DebianLocale.shown(List.of("locale-gen")));
        programs.run(DebianLocale.shown(List.of("localectl", "set-locale", locale)));
    }

    /** The original knows two languages there, whatever is asked for. */
    private static void applyOnGentoo(ModuleContext context) throws IOException {
        LOG.info("On Gentoo the language is {}", FALLBACK);
        context.host()
                .root()
                .write(
                        RenderedFile.text(
                                "/etc/locale.gen", "C.UTF8 UTF-8\nen_US.UTF-8 UTF-8", 0644));
        var programs = new Programs(context.host().processes());
        programs.run(DebianLocale.shown(List.of("locale-gen")));
        programs.run(DebianLocale.shown(List.of("eselect", "locale", "set", FALLBACK)));
    }
}
