package org.cloudinit.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.instance.TemplateVariables;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.Template;
import org.cloudinit.config.JsonReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the reference made of templates: every row of the tables. */
class TemplateCorpusTest {
    @Test
    void rendersAsTheReference() throws IOException {
        check("templater.render_string", 55, row -> rendered(row, params(row)));
    }

    @Test
    void rendersInstanceDataAsTheReference() throws IOException {
        check(
                "handlers.jinja_template.render_jinja_payload",
                12,
                row -> rendered(row, TemplateVariables.of((Mapping) argument(row, 2, "data"))));
    }

    @Test
    void makesVariablesAsTheReference() throws IOException {
        check(
                "handlers.jinja_template.convert_jinja_instance_data",
                19,
                row -> {
                    var data = (Mapping) argument(row, 0, "data");
                    List<String> encoded = row.mapping("kwargs").texts("decode_paths");
                    boolean aliases = row.mapping("kwargs").flag("include_key_aliases", false);
                    Mapping variables = TemplateVariables.of(data, encoded, aliases);
                    return variables.equals(row.get("ret")) ? null : "other variables";
                });
    }

    @Test
    void tellsTemplatesAsTheReference() throws IOException {
        check(
                "templater.detect_template",
                38,
                row -> {
                    String text =
                            row.sequence("args").items().getFirst() instanceof Scalar.Text t
                                    ? t.value()
                                    : "";
                    if (row.has("exc")) {
                        return refusal(() -> Template.marked(text, "row"));
                    }
                    Sequence expected = row.sequence("ret");
                    boolean jinja = expected.items().getFirst().equals(Scalar.text("jinja"));
                    Template template = Template.marked(text, "row");
                    if (template == null) {
                        return jinja ? "not taken for a template" : null;
                    }
                    return jinja && expected.items().getLast().equals(Scalar.text(template.body()))
                            ? null
                            : "taken for a template";
                });
    }

    private static Mapping params(Mapping row) {
        ConfigTree params = argument(row, 1, "params");
        return params instanceof Mapping mapping ? mapping : Mapping.EMPTY;
    }

    private static @Nullable ConfigTree argument(Mapping row, int index, String name) {
        Sequence args = row.sequence("args");
        return args.size() > index ? args.items().get(index) : row.mapping("kwargs").get(name);
    }

    private static @Nullable String rendered(Mapping row, Mapping variables) {
        String text = ((Scalar) row.sequence("args").items().getFirst()).display();
        Template template = Template.marked(text, "row");
        if (template == null) {
            // The other kind of template, $name, is none of this engine: 25 rows of the modules'.
            return text.startsWith("##") ? "not taken for a template" : null;
        }
        var engine = new JinjaEngine();
        boolean refused = row.has("exc") || !(row.get("ret") instanceof Scalar.Text);
        if (refused) {
            return refusal(() -> engine.render(template, variables));
        }
        String actual = engine.render(template, variables).text();
        return actual.equals(row.text("ret")) ? null : "rendered otherwise:\n" + actual;
    }

    private static @Nullable String refusal(Runnable act) {
        try {
            act.run();
            return "not refused";
        } catch (MalformedException expected) {
            return null;
        }
    }

    /** Finds what is wrong with a row; null where nothing is. */
    private interface Check {
        @Nullable String fault(Mapping row);
    }

    private static void check(String table, int rows, Check check) throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        if (corpus == null) {
            abort("no conformance corpus: -Dconformance.corpus=DIR names it");
        }
        var wrong = new ArrayList<String>();
        List<String> lines = Files.readAllLines(Path.of(corpus, "calls", table + ".jsonl"));
        for (String line : lines) {
            Mapping row = (Mapping) JsonReader.read(line, table);
            String fault = check.fault(row);
            if (fault != null) {
                wrong.add(row.text("id") + ": " + fault);
            }
        }
        System.out.println(table + ": " + (lines.size() - wrong.size()) + " of " + lines.size());
        assertEquals("", String.join("\n", wrong));
        assertEquals(rows, lines.size());
    }
}
