package org.cloudinit.modules.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.DistroTemplate;
import org.cloudinit.modules.Section;

/** {@code resolv_conf}: the resolver's file from its template ({@code cc_resolv_conf}). */
public final class ResolvConf implements ConfigModule {
    /** Made by the module system. */
    public ResolvConf() {}

    @Override
    public String name() {
        return "resolv_conf";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> distros() {
        return Set.of(
                "alpine",
                "azurelinux",
                "fedora",
                "mariner",
                "opensuse",
                "opensuse-leap",
                "opensuse-microos",
                "opensuse-tumbleweed",
                "photon",
                "rhel",
                "sle_hpc",
                "sle-micro",
                "sles",
                "openeuler");
    }

    @Override
    public Set<String> keys() {
        return Set.of("manage_resolv_conf");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        if (!context.config().flag("manage_resolv_conf", false)) {
            return new Outcome.Skipped("manage_resolv_conf is off");
        }
        ConfigTree stated = context.config().get("resolv_conf");
        if (stated == null) {
            return new Outcome.Skipped("there is no resolv_conf");
        }
        Mapping settings =
                new Section(
                                "resolv_conf",
                                "resolv-conf.form",
                                "writing the resolver's file",
                                "Write nameservers, searchdomains, domain, sortlist and options in"
                                        + " it.")
                        .mapping(stated);
        String path =
                context.distro().moduleOptions("resolv_conf").text("path", "/etc/resolv.conf");
        String template = path.equals("/etc/resolv.conf") ? "resolv.conf" : "systemd.resolved.conf";
        context.host()
                .root()
                .write(DistroTemplate.render(context, template, path, variables(settings)));
        return new Outcome.Done();
    }

    /** Options that are switches become flags: those that are on alone ({@code flags}). */
    private static Mapping variables(Mapping settings) {
        List<ConfigTree> flags = new ArrayList<>();
        Mapping.Builder options = Mapping.builder();
        for (Map.Entry<Scalar, ConfigTree> option :
                settings.mapping("options").entries().entrySet()) {
            if (!(option.getValue() instanceof Scalar.Bool flag)) {
                options.put(option.getKey(), option.getValue());
            } else if (flag.value()) {
                flags.add(option.getKey());
            }
        }
        return settings.with("options", options.build())
                .with("flags", Sequence.of(flags.toArray(new ConfigTree[0])));
    }
}
