package org.cloudinit.modules.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.ModuleContext;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.Programs;
import org.cloudinit.modules.Section;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ca_certs}: certificates that the machine trusts, and whether it trusts those of its image
 * ({@code cc_ca_certs}).
 */
public final class CaCerts implements ConfigModule {
    private static final Logger LOG = LoggerFactory.getLogger(CaCerts.class);

    /** Marks the lines that were taken off the list; the program of Debian keeps it. */
    private static final String DESELECTED =
            "# Modified by cloud-init to deselect certs due to user-data";

    private static final long LIMIT_MILLIS = 600_000;

    /** Made by the module system. */
    public CaCerts() {}

    @Override
    public String name() {
        return "ca_certs";
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
                "amazon",
                "aosc",
                "centos",
                "cloudlinux",
                "debian",
                "fedora",
                "opensuse",
                "opensuse-leap",
                "opensuse-microos",
                "opensuse-tumbleweed",
                "photon",
                "raspberry-pi-os",
                "rhel",
                "rocky",
                "sle-micro",
                "sle_hpc",
                "sles",
                "ubuntu");
    }

    @Override
    public Set<String> keys() {
        return Set.of("ca_certs", "ca-certs");
    }

    @Override
    public Outcome run(ModuleContext context) throws IOException {
        Mapping config = context.config();
        ConfigTree stated =
                config.has("ca_certs") ? config.get("ca_certs") : config.get("ca-certs");
        if (stated == null) {
            return new Outcome.Skipped("there is no ca_certs");
        }
        if (config.has("ca_certs") && config.has("ca-certs")) {
            report("ca_certs counts, and ca-certs beside it does not", stated, context);
        }
        Mapping wanted =
                new Section(
                                "ca_certs",
                                "ca-certs.form",
                                "reading ca_certs",
                                "Write remove_defaults and trusted in it.")
                        .mapping(stated);
        Mapping row = context.distro().moduleOptions("ca_certs");
        ConfigTree removal = wanted.get("remove_defaults");
        removal = removal == null ? wanted.get("remove-defaults") : removal;
        if (removal != null && removal.truthy()) {
            removeDefaults(row, context);
        }
        add(wanted, row, context);
        run(List.of(row.text("program", "update-ca-certificates")), "", context);
        return new Outcome.Done();
    }

    private static void removeDefaults(Mapping row, ModuleContext context) throws IOException {
        HostRoot root = context.host().root();
        for (String folder : row.texts("emptied")) {
            for (String name : root.list(folder)) {
                root.delete(folder + name);
            }
        }
        String list = row.text("list");
        if (list != null) {
            deselect(list, root);
        }
        if (row.flag("debconf", false)) {
            run(
                    List.of("debconf-set-selections", "-"),
                    "ca-certificates ca-certificates/trust_new_crts select no",
                    context);
        }
    }

    /** Every name on the list gets the mark of one that is not trusted. */
    private static void deselect(String path, HostRoot root) throws IOException {
        byte[] bytes = root.readIfPresent(path);
        if (bytes == null || bytes.length == 0) {
            return;
        }
        var lines = new ArrayList<String>();
        boolean isMarked = false;
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            boolean isName = !line.isEmpty() && "#!".indexOf(line.charAt(0)) < 0;
            if (isName && !isMarked) {
                lines.add(DESELECTED);
            }
            isMarked |= isName || line.equals(DESELECTED);
            lines.add(isName ? "!" + line : line);
        }
        root.write(RenderedFile.text(path, String.join("\n", lines) + "\n", 0644));
    }

    private static void add(Mapping wanted, Mapping row, ModuleContext context) throws IOException {
        int number = 0;
        for (ConfigTree item : trusted(wanted)) {
            number++;
            if (!(item instanceof Scalar certificate)) {
                report("a certificate is a " + item.kind(), item, context);
                continue;
            }
            String path = row.text("prefix", "") + number + row.text("suffix", ".crt");
            context.host().root().write(RenderedFile.text(path, certificate.display(), 0644));
        }
        LOG.debug("Added {} certificates", number);
    }

    private static List<ConfigTree> trusted(Mapping wanted) {
        return switch (wanted.get("trusted")) {
            case null -> List.of();
            case Scalar.Null _ -> List.of();
            case Sequence list -> list.items();
            case Scalar one -> List.of(one);
            case Mapping other -> List.of(other);
        };
    }

    private static void report(String message, ConfigTree place, ModuleContext context) {
        context.reporter()
                .report(
                        Problem.warning(
                                "ca-certs.form",
                                "reading ca_certs",
                                place.origin(),
                                message,
                                "Write each certificate as a text; the others are added."));
    }

    private static void run(List<String> words, String input, ModuleContext context)
            throws IOException {
        new Programs(context.host().processes())
                .run(
                        new Command(
                                words,
                                Map.of(),
                                input.getBytes(StandardCharsets.UTF_8),
                                LIMIT_MILLIS,
                                Output.SHOWN));
    }
}
