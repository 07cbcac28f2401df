package org.cloudinit.core.instance;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;

/**
 * Documents within the cache: JSON as they are, and what JSON does not have as a mapping with the
 * one key {@code $TYPE}. Reading gives back what was written, whatever its type.
 */
final class CacheTree {
    private CacheTree() {}

    static ConfigTree encode(ConfigTree tree) {
        return switch (tree) {
            case Sequence sequence -> {
                var items = new ArrayList<ConfigTree>(sequence.size());
                for (ConfigTree item : sequence) {
                    items.add(encode(item));
                }
                yield new Sequence(items, sequence.origin());
            }
            case Mapping mapping -> encode(mapping);
            case Scalar.Binary binary ->
                    tagged("$bytes", Base64.getEncoder().encodeToString(binary.value()));
            case Scalar.Date date -> tagged("$date", date.value().toString());
            case Scalar.Timestamp time -> {
                ZoneOffset offset = time.offset();
                yield tagged("$time", time.value() + (offset == null ? "" : " " + offset.getId()));
            }
            case Scalar.Text _, Scalar.Int _, Scalar.BigInt _, Scalar.Real _ -> tree;
            case Scalar.Bool _, Scalar.Null _ -> tree;
        };
    }

    private static ConfigTree encode(Mapping mapping) {
        if (!isPlain(mapping)) {
            var pairs = new ArrayList<ConfigTree>();
            for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
                pairs.add(Sequence.of(encode(entry.getKey()), encode(entry.getValue())));
            }
            return Mapping.builder().put("$map", new Sequence(pairs, mapping.origin())).build();
        }
        Mapping.Builder builder = Mapping.builder(mapping.origin());
        for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
            builder.put(entry.getKey(), encode(entry.getValue()));
        }
        return builder.build();
    }

    /** Whether JSON can hold the keys, and none of them could be taken for one of ours. */
    private static boolean isPlain(Mapping mapping) {
        for (Scalar key : mapping.keys()) {
            if (!(key instanceof Scalar.Text text) || text.value().startsWith("$")) {
                return false;
            }
        }
        return true;
    }

    private static Mapping tagged(String tag, String value) {
        return Mapping.builder().put(tag, value).build();
    }

    /**
     * Undoes {@link #encode}.
     *
     * @throws RuntimeException if the tree was not made by it
     */
    static ConfigTree decode(ConfigTree tree) {
        return switch (tree) {
            case Sequence sequence -> {
                var items = new ArrayList<ConfigTree>(sequence.size());
                for (ConfigTree item : sequence) {
                    items.add(decode(item));
                }
                yield new Sequence(items, sequence.origin());
            }
            case Mapping mapping -> decode(mapping);
            case Scalar scalar -> scalar;
        };
    }

    private static ConfigTree decode(Mapping mapping) {
        if (mapping.size() == 1 && mapping.keys().iterator().next() instanceof Scalar.Text tag) {
            String value = mapping.text(tag.value(), "");
            return switch (tag.value()) {
                case "$bytes" ->
                        new Scalar.Binary(Base64.getDecoder().decode(value), mapping.origin());
                case "$date" -> new Scalar.Date(LocalDate.parse(value), mapping.origin());
                case "$time" -> time(value, mapping);
                case "$map" -> pairs(mapping.sequence("$map"));
                default -> entries(mapping);
            };
        }
        return entries(mapping);
    }

    private static Mapping entries(Mapping mapping) {
        Mapping.Builder builder = Mapping.builder(mapping.origin());
        for (Map.Entry<Scalar, ConfigTree> entry : mapping.entries().entrySet()) {
            builder.put(entry.getKey(), decode(entry.getValue()));
        }
        return builder.build();
    }

    private static ConfigTree time(String value, Mapping mapping) {
        int blank = value.indexOf(' ');
        return blank < 0
                ? new Scalar.Timestamp(LocalDateTime.parse(value), null, mapping.origin())
                : new Scalar.Timestamp(
                        LocalDateTime.parse(value.substring(0, blank)),
                        ZoneOffset.of(value.substring(blank + 1)),
                        mapping.origin());
    }

    private static ConfigTree pairs(Sequence pairs) {
        Mapping.Builder builder = Mapping.builder(pairs.origin());
        for (ConfigTree pair : pairs) {
            if (pair instanceof Sequence two
                    && two.size() == 2
                    && decode(two.items().get(0)) instanceof Scalar key) {
                builder.put(key, decode(two.items().get(1)));
            } else {
                throw new IllegalArgumentException("not a key and a value");
            }
        }
        return builder.build();
    }
}
