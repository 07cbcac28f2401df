package org.cloudinit.config;

import static org.cloudinit.config.Corpus.differs;
import static org.cloudinit.config.Corpus.value;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** YAML in and out, as the original's rows have it. */
class YamlCorpusTest {
    @Test
    void readsWhatPyYamlReads() {
        Corpus.check("yaml", row -> compareRead(row, row.text("input", ""), "value"));
    }

    @Test
    void readsWhatLoadYamlReads() {
        Corpus.check("calls/util.load_yaml", YamlCorpusTest::checkLoadYaml);
    }

    private static @Nullable String checkLoadYaml(Mapping row) {
        String text =
                switch (value(row.sequence("args").items().getFirst())) {
                    case Scalar.Text string -> string.value();
                    case Scalar.Binary bytes ->
                            new String(bytes.value(), java.nio.charset.StandardCharsets.UTF_8);
                    case ConfigTree other -> throw new IllegalStateException(other.kind());
                };
        ConfigTree expected = value(row.get("ret"));
        ConfigTree otherwise =
                value(
                        row.mapping("kwargs").mapping("default").isEmpty()
                                ? row.mapping("kwargs").has("default")
                                        ? row.mapping("kwargs").get("default")
                                        : Scalar.nothing()
                                : row.mapping("kwargs").get("default"));
        try {
            ConfigTree read = YamlReader.read(text, "row");
            // The original hands back its default for a document of another type than was asked
            // for.
            return expected.equals(otherwise) ? null : differs(expected, read);
        } catch (MalformedException e) {
            return expected.equals(otherwise) ? null : e.getMessage();
        }
    }

    private static @Nullable String compareRead(Mapping row, String text, String result) {
        try {
            ConfigTree read = YamlReader.read(text, "row");
            return row.has("exc") ? "should be refused" : differs(value(row.get(result)), read);
        } catch (MalformedException e) {
            return row.has("exc") ? null : e.getMessage();
        }
    }

    @Test
    void writesWhatPyYamlWrites() {
        Corpus.check(
                "yaml_dump",
                row -> {
                    Mapping options = row.mapping("kwargs");
                    var style =
                            new YamlStyle(
                                    options.flag("explicit_start", true),
                                    options.flag("explicit_end", true),
                                    true);
                    return differs(
                            row.text("text", ""), YamlWriter.write(value(row.get("value")), style));
                });
    }

    /**
     * A row's value is a JSON tree, which cannot say that two of its values were one object. Where
     * the text tells it by aliases, the value is taken from the text, after a look that it is the
     * row's.
     */
    @Test
    void writesWhatDumpsWrites() {
        Corpus.check(
                "calls/safeyaml.dumps",
                row -> {
                    String text = row.text("ret", "");
                    ConfigTree value = value(row.sequence("args").items().getFirst());
                    if (!text.contains("&id001")) {
                        return differs(text, YamlWriter.write(value));
                    }
                    ConfigTree shared = YamlReader.read(text, "row");
                    String fault = differs(value, shared);
                    return fault == null ? differs(text, YamlWriter.write(shared)) : fault;
                });
    }
}
