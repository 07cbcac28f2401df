package org.cloudinit.config;

import static org.cloudinit.config.Corpus.differs;
import static org.cloudinit.config.Corpus.value;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.merge.MergeSyntax;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The mergers, as the original's rows have them. */
class MergeCorpusTest {
    @Test
    void mergersMatrix() {
        Corpus.check("mergers_matrix", MergeCorpusTest::checkMatrix);
    }

    private static @Nullable String checkMatrix(Mapping row) {
        try {
            var rules =
                    new MergeRules(MergeSyntax.parse(value(row.get("how"))))
                            .orElse(MergeRules.KEEPING);
            ConfigTree merged =
                    Merger.merge(value(row.get("base")), value(row.get("other")), rules);
            return row.has("exc") ? "should be refused" : differs(value(row.get("merged")), merged);
        } catch (MalformedException e) {
            return row.has("exc") ? null : e.getMessage();
        }
    }

    @Test
    void mergemanydict() {
        Corpus.check(
                "mergemanydict",
                row -> {
                    List<Mapping> sources =
                            mappings(row.sequence("sources"), row.flag("reverse", false));
                    return differs(value(row.get("merged")), Merger.mergeAll(sources));
                });
    }

    @Test
    void mergemanydictCalls() {
        Corpus.check(
                "calls/util.mergemanydict",
                row -> {
                    Sequence args = row.sequence("args");
                    boolean reverse =
                            row.mapping("kwargs")
                                    .flag(
                                            "reverse",
                                            args.size() > 1 && args.items().get(1).truthy());
                    return differs(
                            value(row.get("ret")),
                            Merger.mergeAll(mappings((Sequence) args.items().getFirst(), reverse)));
                });
    }

    private static List<Mapping> mappings(Sequence sources, boolean reverse) {
        var mappings = new ArrayList<Mapping>();
        for (ConfigTree source : sources) {
            // Three rows hold a mock of the original's own tests, in which its merger finds no
            // keys.
            if (value(source) instanceof Mapping mapping) {
                mappings.add(mapping);
            }
        }
        return reverse ? mappings.reversed() : mappings;
    }

    @Test
    void extractsRules() {
        Corpus.check(
                "calls/mergers.dict_extract_mergers",
                row -> {
                    Mapping config = (Mapping) value(row.sequence("args").items().getFirst());
                    MergeRules.Extracted extracted = MergeRules.extract(config);
                    if (extracted.config().has("merge_how")
                            || extracted.config().has("merge_type")) {
                        return "the key was not taken out";
                    }
                    return rulesDiffer(row, extracted.rules());
                });
    }

    @Test
    void parsesRules() {
        Corpus.check(
                "calls/mergers.string_extract_mergers",
                row ->
                        rulesDiffer(
                                row,
                                MergeRules.parse(
                                        ((Scalar.Text) row.sequence("args").items().getFirst())
                                                .value(),
                                        Origin.BUILT_IN)));
    }

    /** The original's rules are pairs of a name and settings, which may be of any type. */
    private static @Nullable String rulesDiffer(Mapping row, MergeRules actual) {
        var pairs = new ArrayList<ConfigTree>();
        for (ConfigTree pair : (Sequence) value(row.get("ret"))) {
            List<ConfigTree> parts = ((Sequence) pair).items();
            pairs.add(
                    Mapping.builder()
                            .put("name", parts.get(0))
                            .put("settings", parts.get(1))
                            .build());
        }
        var rules = new MergeRules(MergeSyntax.parse(new Sequence(pairs, Origin.BUILT_IN)));
        return rules.equals(actual) ? null : "expected " + rules + " but was " + actual;
    }

    @Test
    void mergesParts() {
        Corpus.check("merge_parts", MergeCorpusTest::checkParts);
    }

    @Test
    void mergesSources() {
        Corpus.check("merge_sources", MergeCorpusTest::checkParts);
    }

    /** The parts of one user-data, and the file that the original writes of them. */
    private static @Nullable String checkParts(Mapping row) {
        ConfigTree merged = Mapping.EMPTY;
        for (ConfigTree part : row.sequence("parts")) {
            try {
                merged = part(merged, part);
            } catch (MalformedException e) {
                // The part is left out, as the original does.
            }
        }
        ConfigTree expected = value(row.has("merged") ? row.get("merged") : row.get("actual"));
        String fault = differs(expected, merged);
        String file = row.text("cloud_config_txt", "");
        int body = file.indexOf("---\n");
        return fault != null
                ? fault
                : differs(
                        body < 0 ? "" : file.substring(body),
                        body < 0 ? "" : YamlWriter.write(merged));
    }

    private static ConfigTree part(ConfigTree base, ConfigTree part) {
        String content =
                part instanceof Mapping mapping
                        ? mapping.text("content", "")
                        : ((Scalar.Text) part).value();
        Mapping headers =
                part instanceof Mapping mapping ? mapping.mapping("headers") : Mapping.EMPTY;
        if (content.startsWith("#cloud-config-jsonp")) {
            return JsonPatch.apply(
                    JsonReader.read(content.substring("#cloud-config-jsonp".length()), "part"),
                    base);
        }
        if (!(YamlReader.read(content, "part") instanceof Mapping config)) {
            throw new MalformedException(
                    "test.part", "reading a part", Origin.of("part"), "no mapping", "None.");
        }
        MergeRules.Extracted extracted = MergeRules.extract(config);
        // The original looks for these two spellings only.
        String header = headers.text("Merge-Type", headers.text("X-Merge-Type", ""));
        MergeRules rules = extracted.rules().plus(MergeRules.parse(header, Origin.BUILT_IN));
        return Merger.merge(base, extracted.config(), rules.orElse(MergeRules.REPLACING));
    }
}
