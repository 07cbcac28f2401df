package org.cloudinit.modules.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.BasicTemplate;
import org.cloudinit.modules.DistroTemplate;
import org.cloudinit.modules.Section;
import org.cloudinit.modules.Services;
import org.cloudinit.modules.packages.PackageInstaller;

/** {@code ntp}: servers by which the machine keeps its clock ({@code cc_ntp}). */
public final class Ntp implements ConfigModule {
    private static final int POOL_SERVERS = 4;

    /** Made by the module system. */
    public Ntp() {}

    @Override
    public String name() {
        return "ntp";
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_INSTANCE;
    }

    @Override
    public Set<String> distros() {
        return Set.of(
                "almalinux",
                "alpine",
                "aosc",
                "azurelinux",
                "centos",
                "cloudlinux",
                "cos",
                "debian",
                "eurolinux",
                "fedora",
                "mariner",
                "miraclelinux",
                "openeuler",
                "OpenCloudOS",
                "openmandriva",
                "opensuse",
                "opensuse-microos",
                "opensuse-tumbleweed",
                "opensuse-leap",
                "photon",
                "raspberry-pi-os",
                "rhel",
                "rocky",
                "sle_hpc",
                "sle-micro",
                "sles",
                "TencentOS",
                "ubuntu",
                "virtuozzo");
    }

    @Override
    public Set<String> keys() {
        return Set.of("ntp");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        ConfigTree stated = context.config().get("ntp");
        if (stated == null) {
            return new Outcome.Skipped("there is no ntp");
        }
        Mapping settings =
                stated instanceof Scalar.Null ? Mapping.EMPTY : section().mapping(stated);
        ConfigTree enabled = settings.get("enabled");
        if (enabled != null && Mapping.isFalse(enabled)) {
            return new Outcome.Skipped("ntp is off");
        }
        NtpClient client = NtpClient.choose(settings, context);
        write(client, settings, context);
        new PackageInstaller(context).installFor(client.program(), client.packages());
        new Services(context).reload(client.service());
        return new Outcome.Done();
    }

    /** The file that was there before is kept beside it, as {@code .dist}. */
    private static void write(NtpClient client, Mapping settings, ModuleContext context)
            throws IOException {
        Mapping row = context.distro().moduleOptions("ntp");
        Mapping variables = variables(client.service(), settings, row);
        boolean isIdle =
                row.flag("no_default_pools", false)
                        && variables.sequence("servers").isEmpty()
                        && variables.sequence("pools").isEmpty();
        RenderedFile file = isIdle ? null : rendered(client, variables, context);
        HostRoot root = context.host().root();
        FileFacts facts = root.facts(client.file());
        if (facts != null && root.exists(client.file())) {
            int mode = facts.kind() == FileFacts.Kind.FILE ? facts.mode() : 0644;
            byte[] before = root.read(client.file());
            root.write(new RenderedFile(client.file() + ".dist", before, mode, null));
            root.delete(client.file());
        }
        if (file != null) {
            root.write(file);
        }
    }

    private static RenderedFile rendered(NtpClient client, Mapping variables, ModuleContext context)
            throws IOException {
        if (client.template() != null) {
            String text =
                    BasicTemplate.render(
                            client.template(), "ntp: config: template", variables, context);
            return RenderedFile.text(client.file(), text, 0644);
        }
        String name = client.templateName();
        if (name == null) {
            throw new MalformedException(
                    "ntp.form",
                    "choosing what keeps the clock",
                    Origin.BUILT_IN,
                    "the client has no template",
                    "Write template in config.");
        }
        String file = name.replace("{distro}", context.distro().name());
        return DistroTemplate.render(context, file, client.file(), variables);
    }

    /** Where neither servers nor pools are named, those that the distribution has in the pool. */
    private static Mapping variables(String service, Mapping settings, Mapping row) {
        List<String> servers = texts(settings, "servers");
        List<String> pools = texts(settings, "pools");
        if (!row.flag("no_default_pools", false) && servers.isEmpty()) {
            if (service.equals(row.text("servers_only"))) {
                servers = ofPool(row);
            } else if (pools.isEmpty()) {
                pools = ofPool(row);
            }
        }
        return Mapping.builder()
                .put("servers", Sequence.ofTexts(servers))
                .put("pools", Sequence.ofTexts(pools))
                .put("allow", Sequence.ofTexts(texts(settings, "allow")))
                .put("peers", Sequence.ofTexts(texts(settings, "peers")))
                .build();
    }

    private static List<String> texts(Mapping settings, String key) {
        ConfigTree stated = settings.get(key);
        if (stated != null && stated.truthy() && !(stated instanceof Sequence)) {
            throw section().malformed(stated, key + " is a list, and this is a " + stated.kind());
        }
        return settings.texts(key);
    }

    private static List<String> ofPool(Mapping row) {
        String own = row.text("pool", "");
        var names = new ArrayList<String>();
        for (int i = 0; i < POOL_SERVERS; i++) {
            names.add(i + (own.isEmpty() ? "" : "." + own) + ".pool.ntp.org");
        }
        return names;
    }

    private static Section section() {
        return new Section(
                "ntp", "ntp.form", "reading ntp", "Write servers and pools as lists of names.");
    }
}
