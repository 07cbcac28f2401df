package org.cloudinit.config;

import static org.cloudinit.config.Corpus.differs;
import static org.cloudinit.config.Corpus.value;

import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The accessors of {@link Mapping} against the original's functions that they stand for. */
class ValueRulesCorpusTest {
    private static ConfigTree argument(Mapping row, int index) {
        return value(row.sequence("args").items().get(index));
    }

    private static @Nullable ConfigTree otherwise(Mapping row) {
        return row.sequence("args").size() > 2
                ? argument(row, 2)
                : row.mapping("kwargs").get("default");
    }

    private static @Nullable String differ(Mapping row, boolean actual) {
        return differs(value(row.get("ret")), Scalar.bool(actual));
    }

    @Test
    void isTrue() {
        Corpus.check("calls/util.is_true", row -> differ(row, Mapping.isTrue(argument(row, 0))));
        Corpus.check(
                "calls/util.translate_bool", row -> differ(row, Mapping.isTrue(argument(row, 0))));
    }

    @Test
    void isFalse() {
        Corpus.check("calls/util.is_false", row -> differ(row, Mapping.isFalse(argument(row, 0))));
    }

    @Test
    void flag() {
        Corpus.check(
                "calls/util.get_cfg_option_bool",
                row -> {
                    ConfigTree otherwise = otherwise(row);
                    Mapping config = (Mapping) argument(row, 0);
                    String key = ((Scalar) argument(row, 1)).display();
                    return differ(
                            row, config.flag(key, otherwise != null && Mapping.isTrue(otherwise)));
                });
    }

    @Test
    void shown() {
        Corpus.check(
                "calls/util.get_cfg_option_str",
                row -> {
                    // One row holds a mock of the original's own tests in place of a configuration.
                    Mapping config =
                            argument(row, 0) instanceof Mapping mapping ? mapping : Mapping.EMPTY;
                    String key = ((Scalar) argument(row, 1)).display();
                    String shown = config.shown(key);
                    ConfigTree actual = shown == null ? otherwise(row) : Scalar.text(shown);
                    return differs(
                            value(row.get("ret")), actual == null ? Scalar.nothing() : actual);
                });
    }

    @Test
    void find() {
        Corpus.check(
                "calls/util.get_cfg_by_path",
                row -> {
                    Mapping config = (Mapping) argument(row, 0);
                    String[] keys =
                            ((Sequence) argument(row, 1))
                                    .items().stream()
                                            .map(key -> ((Scalar) key).display())
                                            .toArray(String[]::new);
                    ConfigTree found = config.find(keys);
                    return differs(
                            value(row.get("ret")),
                            found == null ? Objects.requireNonNull(otherwise(row)) : found);
                });
    }
}
