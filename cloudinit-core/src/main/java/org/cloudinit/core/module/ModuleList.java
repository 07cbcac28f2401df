package org.cloudinit.core.module;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.Frequency;
import org.jspecify.annotations.Nullable;

/**
 * Reads a module list. An entry is a name, a list of name, frequency and arguments, or a mapping
 * with {@code name}, {@code frequency} and {@code args} ({@code Modules._read_modules}).
 */
final class ModuleList {
    private static final String ACT = "reading the module list";

    private final Reporter reporter;

    private ModuleList(Reporter reporter) {
        this.reporter = reporter;
    }

    static List<ModuleEntry> read(Mapping config, String section, Reporter reporter) {
        var list = new ModuleList(reporter);
        var entries = new ArrayList<ModuleEntry>();
        for (ConfigTree item : config.sequence(section)) {
            ModuleEntry entry = list.entry(item);
            if (entry != null && !entry.canonicalName().isEmpty()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private @Nullable ModuleEntry entry(ConfigTree item) {
        return switch (item) {
            case Scalar.Text name -> new ModuleEntry(name.value().strip(), null, List.of());
            case Sequence parts when !parts.isEmpty() -> ofParts(parts);
            case Mapping named when named.has("name") -> ofMapping(named);
            case Scalar.Null _ -> null;
            case Scalar _, Sequence _, Mapping _ -> {
                reporter.report(
                        Problem.warning(
                                "modules.entry",
                                ACT,
                                item.origin(),
                                "an entry is a name, a list or a mapping with name, and this is a "
                                        + item.kind(),
                                "Write the module's name; the entry is left out."));
                yield null;
            }
        };
    }

    private ModuleEntry ofParts(Sequence parts) {
        List<ConfigTree> items = parts.items();
        return new ModuleEntry(
                text(items.getFirst()),
                items.size() > 1 ? frequency(items.get(1)) : null,
                items.size() > 2 ? items.subList(2, items.size()) : List.of());
    }

    private ModuleEntry ofMapping(Mapping named) {
        ConfigTree name = named.get("name");
        ConfigTree frequency = named.get("frequency");
        ConfigTree arguments = named.get("args");
        return new ModuleEntry(
                name == null ? "" : text(name),
                frequency == null ? null : frequency(frequency),
                switch (arguments) {
                    case Sequence list -> list.items();
                    case Scalar one when one.truthy() -> List.of(one);
                    case null, default -> List.of();
                });
    }

    private static String text(ConfigTree item) {
        return item instanceof Scalar scalar ? scalar.display().strip() : "";
    }

    private @Nullable Frequency frequency(ConfigTree item) {
        String word = text(item);
        for (Frequency frequency : Frequency.values()) {
            if (frequency.spelling().equals(word)) {
                return frequency;
            }
        }
        if (item.truthy()) {
            reporter.report(
                    Problem.warning(
                            "modules.frequency",
                            ACT,
                            item.origin(),
                            "the frequency is unknown",
                            "Use once-per-instance, once or always; the module's own counts."));
        }
        return null;
    }
}
