package org.cloudinit.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** Rows of the conformance corpus: what the original made of an input. */
final class Corpus {
    private Corpus() {}

    /** The corpus's folder; without one the calling test is skipped. */
    static Path folder() {
        String folder = System.getProperty("conformance.corpus");
        assumeTrue(
                folder != null && !folder.isEmpty(),
                "no corpus: run with -Dconformance.corpus=DIR");
        return Path.of(Objects.requireNonNull(folder));
    }

    /** The rows of a table such as {@code calls/util.load_yaml}. */
    static List<Mapping> rows(String table) {
        Path file = folder().resolve(table + ".jsonl");
        var rows = new ArrayList<Mapping>();
        try {
            for (String line : Files.readAllLines(file)) {
                rows.add((Mapping) JsonReader.read(line, file.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /**
     * Checks every row and prints how many agree.
     *
     * @param check what is wrong with a row, or null
     */
    static void check(String table, Function<Mapping, @Nullable String> check) {
        var wrong = new ArrayList<String>();
        List<Mapping> rows = rows(table);
        for (Mapping row : rows) {
            String fault = check.apply(row);
            if (fault != null) {
                wrong.add(row.text("id") + ": " + fault);
            }
        }
        System.out.println(table + ": " + (rows.size() - wrong.size()) + " of " + rows.size());
        assertEquals("", String.join("\n", wrong));
    }

    /** What differs, or null. */
    static @Nullable String differs(ConfigTree expected, ConfigTree actual) {
        return expected.equals(actual)
                ? null
                : "expected " + show(expected) + " but was " + show(actual);
    }

    /** What differs, or null. */
    static @Nullable String differs(String expected, String actual) {
        return expected.equals(actual) ? null : "expected\n" + expected + "\nbut was\n" + actual;
    }

    static String show(ConfigTree tree) {
        return JsonWriter.write(tree, JsonStyle.LINE);
    }

    /** A value of a row, with what JSON cannot hold decoded from {@code {"!": kind, "v": …}}. */
    static ConfigTree value(@Nullable ConfigTree tree) {
        return switch (tree) {
            case null -> throw new IllegalStateException("the row lacks a value");
            case Mapping mapping when mapping.has("!") -> special(mapping);
            case Mapping mapping -> {
                var builder = Mapping.builder();
                mapping.entries().forEach((key, value) -> builder.put(key, value(value)));
                yield builder.build();
            }
            case Sequence sequence ->
                    new Sequence(
                            sequence.items().stream().map(Corpus::value).toList(), Origin.BUILT_IN);
            case Scalar scalar -> scalar;
        };
    }

    private static ConfigTree special(Mapping mapping) {
        ConfigTree v = Objects.requireNonNull(mapping.get("v"));
        String text = v instanceof Scalar.Text string ? string.value() : "";
        return switch (mapping.text("!", "")) {
            case "float" -> YamlReader.read("!!float '" + text + "'", "row");
            case "int" -> YamlReader.read(text, "row");
            case "bytes" -> new Scalar.Binary(Base64.getDecoder().decode(text), Origin.BUILT_IN);
            case "path", "repr", "class" -> Scalar.text(text);
            case "date" -> new Scalar.Date(LocalDate.parse(text), Origin.BUILT_IN);
            case "datetime" -> timestamp(text);
            case "tuple" -> value(v);
            case "set" -> {
                var builder = Mapping.builder();
                ((Sequence) v).forEach(item -> builder.put((Scalar) value(item), Scalar.nothing()));
                yield builder.build();
            }
            case "map" -> {
                var builder = Mapping.builder();
                for (ConfigTree pair : (Sequence) v) {
                    List<ConfigTree> both = ((Sequence) pair).items();
                    builder.put((Scalar) value(both.get(0)), value(both.get(1)));
                }
                yield builder.build();
            }
            default ->
                    throw new IllegalStateException(
                            "the row holds a value of kind " + mapping.text("!"));
        };
    }

    private static ConfigTree timestamp(String iso) {
        String text = iso.replace(' ', 'T');
        int zone = Math.max(text.indexOf('+', 10), text.indexOf('-', 10));
        return zone < 0
                ? new Scalar.Timestamp(LocalDateTime.parse(text), null, Origin.BUILT_IN)
                : new Scalar.Timestamp(
                        LocalDateTime.parse(text.substring(0, zone)),
                        ZoneOffset.of(text.substring(zone)),
                        Origin.BUILT_IN);
    }
}
