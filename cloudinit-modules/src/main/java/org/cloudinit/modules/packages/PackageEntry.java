package org.cloudinit.modules.packages;

import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * A package that is wanted.
 *
 * @param name its name
 * @param version its version, or empty for the one that there is
 * @param origin where it is asked for
 */
record PackageEntry(String name, String version, Origin origin) {
    /** Reads {@code name} or {@code [name, version]}; null where it is neither. */
    static @Nullable PackageEntry of(ConfigTree item) {
        return switch (item) {
            case Scalar.Text text when !text.value().isEmpty() ->
                    new PackageEntry(text.value(), "", text.origin());
            case Sequence pair when pair.size() == 2 || pair.size() == 1 -> ofPair(pair);
            case Scalar _, Sequence _, Mapping _ -> null;
        };
    }

    private static @Nullable PackageEntry ofPair(Sequence pair) {
        String name = text(pair.items().getFirst());
        String version = pair.size() == 2 ? text(pair.items().getLast()) : "";
        return name == null || name.isEmpty() || version == null
                ? null
                : new PackageEntry(name, version, pair.origin());
    }

    private static @Nullable String text(ConfigTree item) {
        if (!(item instanceof Scalar scalar)) {
            return null;
        }
        return scalar.truthy() ? scalar.display() : "";
    }

    /** Whether it is the same package in the same version, wherever it is asked for. */
    boolean isLike(PackageEntry other) {
        return name.equals(other.name) && version.equals(other.version);
    }

    /** Whether one of a list is the same. */
    boolean isAmong(List<PackageEntry> entries) {
        for (PackageEntry entry : entries) {
            if (isLike(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Where it is asked for. */
    String place() {
        return origin.toString();
    }

    /** Name and version as a program wants them. */
    String word(String joint) {
        return version.isEmpty() ? name : name + joint + version;
    }
}
