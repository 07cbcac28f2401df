package org.cloudinit.modules.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.DistroTemplate;
import org.cloudinit.modules.GeneratedHeader;

/**
 * {@code update_etc_hosts}: with {@code manage_etc_hosts: true} the whole file from the
 * distribution's template, with {@code localhost} the machine's own line ({@code
 * cc_update_etc_hosts}).
 */
public final class UpdateEtcHosts implements ConfigModule {
    private static final String FILE = "/etc/hosts";

    /** Made by the module system. */
    public UpdateEtcHosts() {}

    @Override
    public String name() {
        return "update_etc_hosts";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public Set<String> keys() {
        return Set.of("manage_etc_hosts");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        String managed = context.config().shown("manage_etc_hosts");
        String how = managed == null ? "" : managed;
        InstanceHostname names =
                InstanceHostname.of(
                        context.config(), context.instance().metadata(), context.host().root());
        return switch (how.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "on", "yes", "template" -> fromTemplate(context, names);
            default ->
                    how.equals("localhost")
                            ? addLine(context, names)
                            : new Outcome.Skipped("manage_etc_hosts is off");
        };
    }

    private static Outcome fromTemplate(ModuleContext context, InstanceHostname names)
            throws IOException {
        Mapping variables =
                Mapping.builder()
                        .put("hostname", names.hostname())
                        .put("fqdn", names.fqdn())
                        .build();
        String template = "hosts." + option(context, "template", context.distro().family());
        context.host().root().write(DistroTemplate.render(context, template, FILE, variables));
        return new Outcome.Done();
    }

    private static Outcome addLine(ModuleContext context, InstanceHostname names)
            throws IOException {
        HostRoot root = context.host().root();
        byte[] bytes = root.readIfPresent(FILE);
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        String address = option(context, "address", "127.0.0.1");
        HostsFile changed = HostsFile.of(text).with(address, names.fqdn(), names.hostname());
        if (changed == null) {
            return new Outcome.Skipped("the line is there");
        }
        String header =
                bytes == null ? GeneratedHeader.of("Added", context.host().clock()) + "\n" : "";
        root.write(RenderedFile.text(FILE, header + changed.text() + "\n", 0644));
        return new Outcome.Done();
    }

    private static String option(ModuleContext context, String key, String otherwise) {
        return context.distro().moduleOptions("update_etc_hosts").text(key, otherwise);
    }
}
