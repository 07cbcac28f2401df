package org.cloudinit.datasource.configdrive;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * SSH public keys in every shape that clouds write ({@code sources.normalize_pubkey_data} of the
 * original).
 */
final class PublicKeys {
    private PublicKeys() {}

    /**
     * The keys in a value: lines of a string, items of a list, or values of a mapping, each a
     * string or a list. What is no string is left out.
     */
    static List<String> of(@Nullable ConfigTree value) {
        return switch (value) {
            case null -> List.of();
            case Scalar.Text text -> text.value().lines().toList();
            case Scalar _ -> List.of();
            case Sequence sequence -> {
                var keys = new ArrayList<String>();
                addTexts(keys, sequence);
                yield keys;
            }
            case Mapping mapping -> {
                var keys = new ArrayList<String>();
                for (ConfigTree item : mapping.entries().values()) {
                    if (item instanceof Sequence sequence) {
                        addTexts(keys, sequence);
                    } else if (item instanceof Scalar.Text text && !text.value().isEmpty()) {
                        keys.add(text.value());
                    }
                }
                yield keys;
            }
        };
    }

    private static void addTexts(List<String> keys, Sequence sequence) {
        for (ConfigTree item : sequence) {
            if (item instanceof Scalar.Text text && !text.value().isEmpty()) {
                keys.add(text.value());
            }
        }
    }

    /** The lines of an {@code authorized_keys} file, without empty lines and comments. */
    static List<String> lines(String authorizedKeys) {
        var keys = new ArrayList<String>();
        for (String line : authorizedKeys.split("\\R", -1)) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(line);
            }
        }
        return keys;
    }
}
