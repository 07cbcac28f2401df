package org.cloudinit.api.instance;

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
public final class PublicKeys {
    private PublicKeys() {}

    /**
     * The keys in a value: lines of a text, items of a list, or values of a mapping, each a text or
     * a list. What is no text is left out.
     */
    public static List<String> of(@Nullable ConfigTree value) {
        if (value instanceof Scalar.Text text) {
            return text.value().lines().toList();
        }
        var keys = new ArrayList<String>();
        if (value instanceof Sequence sequence) {
            addTexts(keys, sequence);
        } else if (value instanceof Mapping mapping) {
            for (ConfigTree item : mapping.entries().values()) {
                addTexts(keys, item instanceof Sequence list ? list : Sequence.of(item));
            }
        }
        return keys;
    }

    private static void addTexts(List<String> keys, Sequence sequence) {
        for (ConfigTree item : sequence) {
            if (item instanceof Scalar.Text text && !text.value().isEmpty()) {
                keys.add(text.value());
            }
        }
    }
}
