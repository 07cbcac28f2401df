package org.cloudinit.modules.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.ModuleContext;
import org.jspecify.annotations.Nullable;

/**
 * The packages of a configuration, each once.
 *
 * @param generic those without a program's name
 * @param apt those for apt alone
 * @param snap those for snap alone
 */
record PackageRequest(List<PackageEntry> generic, List<PackageEntry> apt, List<PackageEntry> snap) {
    PackageRequest {
        generic = List.copyOf(generic);
        apt = List.copyOf(apt);
        snap = List.copyOf(snap);
    }

    boolean isEmpty() {
        return generic.isEmpty() && apt.isEmpty() && snap.isEmpty();
    }

    /** What {@code packages} asks for; an entry of another form is reported and left out. */
    static PackageRequest of(ModuleContext context) {
        boolean knowsPrograms = context.distro().moduleOptions("packages").flag("apt", false);
        var reader = new Reader(context, knowsPrograms);
        ConfigTree stated = context.config().get("packages");
        switch (stated) {
            case null -> {}
            case Scalar.Null _ -> {}
            case Sequence items -> items.forEach(reader::read);
            case Scalar one -> reader.read(one);
            case Mapping other -> reader.refuse(other.origin(), "packages is a mapping");
        }
        return new PackageRequest(reader.generic, reader.apt, reader.snap);
    }

    private static final class Reader {
        private final ModuleContext context;
        private final boolean knowsPrograms;
        private final List<PackageEntry> generic = new ArrayList<>();
        private final List<PackageEntry> apt = new ArrayList<>();
        private final List<PackageEntry> snap = new ArrayList<>();

        Reader(ModuleContext context, boolean knowsPrograms) {
            this.context = context;
            this.knowsPrograms = knowsPrograms;
        }

        void read(ConfigTree item) {
            if (!(item instanceof Mapping programs)) {
                add(item, generic);
                return;
            }
            for (Map.Entry<Scalar, ConfigTree> program : programs.entries().entrySet()) {
                List<PackageEntry> list = listOf(program.getKey().display());
                if (!knowsPrograms || list == null) {
                    refuse(programs.origin(), "the distribution has no such package program");
                } else if (program.getValue() instanceof Sequence items) {
                    items.forEach(entry -> add(entry, list));
                } else {
                    refuse(program.getValue().origin(), "a program's packages are a list");
                }
            }
        }

        private @Nullable List<PackageEntry> listOf(String program) {
            return switch (program) {
                case "apt" -> apt;
                case "snap" -> snap;
                default -> null;
            };
        }

        private void add(ConfigTree item, List<PackageEntry> list) {
            PackageEntry entry = PackageEntry.of(item);
            if (entry == null) {
                refuse(item.origin(), "an entry is a name, or a list of name and version");
            } else if (!entry.isAmong(list)) {
                list.add(entry);
            }
        }

        void refuse(Origin origin, String message) {
            context.reporter()
                    .report(
                            Problem.error(
                                    "packages.entry",
                                    "reading packages",
                                    origin,
                                    message,
                                    "Write the package's name; the others are installed."));
        }
    }
}
