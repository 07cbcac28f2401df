package org.cloudinit.modules.disks;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/** How a disk is to be divided: {@code layout} of {@code disk_setup}. */
sealed interface PartitionLayout {
    /** Not at all. */
    record None() implements PartitionLayout {}

    /** What is there is taken away. */
    record Remove() implements PartitionLayout {}

    /** One partition of the whole disk; if there are partitions, it is so. */
    record Whole() implements PartitionLayout {}

    /** These, the last one to the end of the disk. */
    record Parts(List<Part> parts) implements PartitionLayout {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A partition.
     *
     * @param percent its part of the disk
     * @param type two or four digits or an identifier, or null for Linux
     */
    record Part(double percent, @Nullable String type) {}

    /**
     * Reads a layout.
     *
     * @throws MalformedException if it is none
     */
    static PartitionLayout of(Mapping definition) {
        ConfigTree stated = definition.get("layout");
        return switch (stated) {
            case null -> new None();
            case Scalar.Bool whole -> whole.value() ? new Whole() : new None();
            case Scalar.Text word when word.value().equalsIgnoreCase("remove") -> new Remove();
            case Sequence parts when !parts.isEmpty() -> parts(parts);
            case Scalar _, Sequence _, Mapping _ -> {
                if (stated.truthy()) {
                    throw wrong(stated, "the layout is a switch, a list or the word remove");
                }
                yield new None();
            }
        };
    }

    private static PartitionLayout parts(Sequence stated) {
        var parts = new ArrayList<Part>();
        for (ConfigTree item : stated) {
            if (item instanceof Sequence pair && pair.size() == 2) {
                parts.add(new Part(percent(pair.items().getFirst()), type(pair.items().getLast())));
            } else {
                parts.add(new Part(percent(item), null));
            }
        }
        return new Parts(parts);
    }

    private static double percent(ConfigTree item) {
        try {
            if (item instanceof Scalar scalar) {
                double percent = Double.parseDouble(scalar.display());
                if (percent >= 0 && percent <= 100) {
                    return percent;
                }
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw wrong(item, "a partition is a percentage, or a list of one and a type");
    }

    private static String type(ConfigTree item) {
        if (item instanceof Scalar type && !type.display().isBlank()) {
            return type.display().strip();
        }
        throw wrong(item, "the type of a partition is a " + item.kind());
    }

    private static MalformedException wrong(ConfigTree place, String message) {
        return new MalformedException(
                "disk-setup.layout",
                "dividing a disk",
                place.origin(),
                message,
                "Write true, remove, or a list of percentages; the disk is left as it is.");
    }
}
