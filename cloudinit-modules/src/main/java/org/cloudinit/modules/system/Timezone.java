package org.cloudinit.modules.system;

import java.io.IOException;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Arguments;
import org.cloudinit.modules.Services;
import org.cloudinit.modules.SettingsFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code timezone}: the zone of the machine's clock ({@code cc_timezone}, {@code
 * Distro.set_timezone}).
 */
public final class Timezone implements ConfigModule {
    private static final String ZONES = "/usr/share/zoneinfo/";
    private static final String LOCAL = "/etc/localtime";
    private static final String NAME = "/etc/timezone";
    private static final String CLOCK = "/etc/sysconfig/clock";

    /** Made by the module system. */
    public Timezone() {}

    @Override
    public String name() {
        return "timezone";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> keys() {
        return Set.of("timezone");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        String zone = Arguments.firstOr("timezone", context);
        if (zone == null || zone.isEmpty()) {
            return new Outcome.Skipped("there is no timezone");
        }
        HostRoot root = context.host().root();
        String file = ZONES + zone;
        if (!isZone(zone) || !root.exists(file) || root.isDirectory(file)) {
            throw unknown(context.config().get("timezone"));
        }
        Mapping row = context.distro().moduleOptions("timezone");
        switch (row.text("style", "etc")) {
            case "link" -> root.link(LOCAL, file);
            case "clock" -> setClock(zone, file, row.text("key", "ZONE"), context);
            default -> setName(zone, file, root);
        }
        return new Outcome.Done();
    }

    /** A name inside of the folder of zones. */
    private static boolean isZone(String zone) {
        return !zone.startsWith("/")
                && zone.indexOf('\0') < 0
                && !("/" + zone + "/").contains("/../");
    }

    private static MalformedException unknown(@Nullable ConfigTree stated) {
        return new MalformedException(
                "timezone.unknown",
                "setting the time zone",
                stated == null ? Origin.BUILT_IN : stated.origin(),
                "there is no such zone in " + ZONES,
                "Write a name like Europe/Berlin, and see that tzdata is installed.");
    }

    /** A link stays one; a file gets the zone's content. */
    private static void setName(String zone, String file, HostRoot root) throws IOException {
        root.write(RenderedFile.text(NAME, zone.stripTrailing() + "\n", 0644));
        FileFacts facts = root.facts(LOCAL);
        if (facts == null || facts.kind() == FileFacts.Kind.LINK) {
            root.link(LOCAL, file);
        } else {
            copy(file, root);
        }
    }

    private static void setClock(String zone, String file, String key, ModuleContext context)
            throws IOException {
        HostRoot root = context.host().root();
        if (Services.areOfSystemd(root)) {
            root.link(LOCAL, file);
        } else {
            SettingsFile.set(CLOCK, key, zone, context.host());
            copy(file, root);
        }
    }

    private static void copy(String file, HostRoot root) throws IOException {
        root.write(new RenderedFile(LOCAL, root.read(file), 0644, null));
    }
}
