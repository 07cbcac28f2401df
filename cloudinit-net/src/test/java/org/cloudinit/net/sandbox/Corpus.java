package org.cloudinit.net.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Rows of the conformance corpus: what the original made of an input. */
public final class Corpus {
    private Corpus() {}

    /** Says what is wrong with a row, or null. */
    @FunctionalInterface
    public interface Check {
        @Nullable String fault(Mapping row) throws IOException;
    }

    /** The rows of a table such as {@code calls/net.natural_sort_key}. */
    public static List<Mapping> rows(String table) {
        String folder = System.getProperty("conformance.corpus");
        assumeTrue(
                folder != null && !folder.isEmpty(),
                "no corpus: run with -Dconformance.corpus=DIR");
        Path file = Path.of(Objects.requireNonNull(folder)).resolve(table + ".jsonl");
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

    /** Checks every row, prints how many agree, and fails if one does not. */
    public static void check(String table, Check check) {
        List<Mapping> rows = rows(table);
        var wrong = new ArrayList<String>();
        for (Mapping row : rows) {
            try {
                String fault = check.fault(row);
                if (fault != null) {
                    wrong.add(row.text("id") + ": " + fault);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(row.text("id"), e);
            }
        }
        System.out.println(table + ": " + (rows.size() - wrong.size()) + " of " + rows.size());
        assertEquals("", String.join("\n", wrong));
    }

    /** What differs, or null; a null stands for the null of the row. */
    public static @Nullable String differs(
            @Nullable ConfigTree expected, @Nullable ConfigTree actual) {
        ConfigTree left = expected == null ? Scalar.nothing() : expected;
        ConfigTree right = actual == null ? Scalar.nothing() : actual;
        return left.equals(right)
                ? null
                : "expected "
                        + JsonWriter.write(left, JsonStyle.INDENTED)
                        + " but was "
                        + JsonWriter.write(right, JsonStyle.INDENTED);
    }
}
