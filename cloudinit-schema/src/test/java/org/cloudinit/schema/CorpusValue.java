package org.cloudinit.schema;

import java.util.ArrayList;
import java.util.Base64;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/** A value of the corpus; those that JSON cannot hold are written {@code {"!": kind, "v": …}}. */
final class CorpusValue {
    private CorpusValue() {}

    static ConfigTree of(ConfigTree value) {
        return switch (value) {
            case Scalar scalar -> scalar;
            case Sequence sequence -> {
                var items = new ArrayList<ConfigTree>();
                for (ConfigTree item : sequence) {
                    items.add(of(item));
                }
                yield new Sequence(items, sequence.origin());
            }
            case Mapping mapping when mapping.has("!") -> special(mapping);
            case Mapping mapping -> {
                Mapping.Builder builder = Mapping.builder(mapping.origin());
                mapping.entries().forEach((key, item) -> builder.put(key, of(item)));
                yield builder.build();
            }
        };
    }

    private static ConfigTree special(Mapping mapping) {
        return switch (mapping.text("!", "")) {
            case "bytes" ->
                    new Scalar.Binary(
                            Base64.getDecoder().decode(mapping.text("v", "")), Origin.BUILT_IN);
            default -> throw new IllegalStateException("kind " + mapping.text("!"));
        };
    }
}
