package org.cloudinit.core.hostname;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The module {@code update_hostname}: on every boot, as long as nobody changed it by hand ({@code
 * cc_update_hostname}). What it set last is remembered in {@code data/previous-hostname}.
 */
public final class UpdateHostname implements ConfigModule {
    @Override
    public String name() {
        return "update_hostname";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        if (context.config().flag("preserve_hostname", false)) {
            return new Outcome.Skipped("preserve_hostname is set");
        }
        HostRoot root = context.host().root();
        InstanceHostname names =
                InstanceHostname.of(context.config(), context.instance().metadata(), root);
        if (names.isDefault() && names.hostname().equals("localhost")) {
            return new Outcome.Skipped("nobody named the machine");
        }
        var kept = new DistroHostname(context.config(), context.distro(), context.host());
        String name = kept.choose(names);
        String memory = context.paths().data() + "/previous-hostname";
        String previous = remembered(memory, root);
        String system = kept.read();
        if (system != null && previous != null && !system.equals(previous)) {
            return new Outcome.Skipped("somebody changed the name by hand");
        }
        if (!name.equals(previous) && (previous != null || kept.mayMake())) {
            root.write(RenderedFile.text(memory, name + "\n", 0644));
        }
        if (system == null || (system.equals(previous) && !system.equals(name))) {
            kept.keep(name);
            kept.apply(names.hostname());
        }
        return new Outcome.Done();
    }

    private static @Nullable String remembered(String path, HostRoot root) throws IOException {
        byte[] bytes = root.readIfPresent(path);
        return bytes == null ? null : HostnameFile.name(new String(bytes, StandardCharsets.UTF_8));
    }
}
