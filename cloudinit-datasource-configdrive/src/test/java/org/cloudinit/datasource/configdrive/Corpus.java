package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.junit.jupiter.api.Assumptions;

/** The conformance corpus: what the original does, as data. */
final class Corpus {
    private Corpus() {}

    /** The corpus' folder; the calling test is skipped where none is given. */
    static Path folder() {
        String folder = System.getProperty("conformance.corpus", "");
        Assumptions.assumeFalse(
                folder.isEmpty(), "no corpus: run with -Dconformance.corpus=DIR to compare");
        return Path.of(folder);
    }

    /** The rows of a table. */
    static List<Mapping> rows(String table) throws IOException {
        var rows = new ArrayList<Mapping>();
        for (String line : Files.readAllLines(folder().resolve(table))) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            rows.add((Mapping) decoded(Machine.DOCUMENTS.json(bytes, table)));
        }
        return rows;
    }

    /** The tree with the corpus' forms for bytes replaced by bytes. */
    private static ConfigTree decoded(ConfigTree tree) {
        return switch (tree) {
            case Scalar scalar -> scalar;
            case Sequence sequence ->
                    new Sequence(
                            sequence.items().stream().map(Corpus::decoded).toList(),
                            sequence.origin());
            case Mapping mapping -> {
                if (mapping.text("!", "").equals("bytes")) {
                    byte[] bytes = Base64.getDecoder().decode(mapping.text("v", ""));
                    yield new Scalar.Binary(bytes, Origin.BUILT_IN);
                }
                Mapping.Builder builder = Mapping.builder(mapping.origin());
                mapping.entries().forEach((key, value) -> builder.put(key, decoded(value)));
                yield builder.build();
            }
        };
    }

    /** Files of a row, each a text, {@code {"text": …}} or bytes. */
    static Map<String, byte[]> files(Mapping row) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        row.entries().forEach((key, value) -> files.put(key.display(), bytes(value)));
        return files;
    }

    static byte[] bytes(ConfigTree value) {
        return switch (value) {
            case Scalar.Binary binary -> binary.value();
            case Mapping mapping -> mapping.text("text", "").getBytes(StandardCharsets.UTF_8);
            case ConfigTree other -> ((Scalar) other).display().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** A value with null for absence, as the original's None. */
    static ConfigTree orNull(ConfigTree value) {
        return value == null ? Scalar.nothing() : value;
    }

    /** All keys of a tree in order: mappings are equal whatever their order, files are not. */
    static String shape(ConfigTree tree) {
        return switch (tree) {
            case Scalar _ -> "";
            case Sequence sequence ->
                    sequence.items().stream().map(Corpus::shape).toList().toString();
            case Mapping mapping -> {
                var keys = new StringBuilder("{");
                mapping.entries()
                        .forEach(
                                (key, value) ->
                                        keys.append(key.display())
                                                .append(shape(value))
                                                .append(' '));
                yield keys.append('}').toString();
            }
        };
    }
}
