package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.TextDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows of what the reference makes of user-data, compared part by part. */
class UserDataCorpusTest {
    /** Rows where the reference is wrong, by the number of the deviation, and our answer. */
    private static final Map<String, String> DEVIATIONS =
            Map.of(
                    "type_sniff/26", "U1 text/cloud-config",
                    "type_sniff/23", "U2 text/upstart-job",
                    "userdata/upstream/22/test_include", "U6 ",
                    "userdata/include_404", "U6 ",
                    "userdata/include_nohost", "U6 ",
                    "userdata/gzip_gzip",
                            "U25 \n  text/cloud-config part-001"
                                    + " {Content-Disposition=attachment; filename=\"part-001\","
                                    + " MIME-Version=1.0}"
                                    + " #cloud-config\\na: b\\nruncmd:\\n- [ls, -l]\\n");

    @Test
    void expandsAsTheReference() throws IOException {
        assertRows(
                "userdata",
                71,
                4,
                row -> expected(row.mapping("answer").sequence("parts")),
                row -> expand(row.mapping("request")));
    }

    @Test
    void tellsTypesAsTheReference() throws IOException {
        assertRows(
                "type_sniff",
                16,
                2,
                row -> String.valueOf(row.text("type")),
                row -> typeOf(row.get("input"), "null"));
    }

    /** The third argument of the original's function is what it answers where nothing fits. */
    @Test
    void tellsTypesOfTheReferencesOwnCalls() throws IOException {
        assertRows(
                "calls/handlers.type_from_starts_with",
                63,
                0,
                row -> row.text("ret", "None"),
                row -> {
                    List<ConfigTree> arguments = row.sequence("args").items();
                    return typeOf(
                            arguments.getFirst(),
                            arguments.size() > 1
                                    ? ((Scalar) arguments.getLast()).display()
                                    : "None");
                });
        // What this function of the original makes is the beginning of a part, for its log: it has
        // no counterpart here, for no part's content is told.
        assertCounts("none", 2, 0, rows("calls/handlers._extract_first_or_bytes.jsonl"));
    }

    private static String typeOf(@Nullable ConfigTree input, String otherwise) {
        String found = ContentTypes.byFirstLine(Slice.of(bytes(input)));
        return found == null ? otherwise : found;
    }

    /** Both make the same of every row, but where the reference is wrong. */
    private static void assertRows(
            String table,
            int equal,
            int deviating,
            Function<Mapping, String> theirs,
            Function<Mapping, String> ours)
            throws IOException {
        List<Mapping> rows = rows(table + ".jsonl");
        var wrong = new ArrayList<String>();
        for (Mapping row : rows) {
            String deviation = DEVIATIONS.get(row.text("id", ""));
            String expected =
                    deviation == null
                            ? theirs.apply(row)
                            : deviation.substring(deviation.indexOf(' ') + 1);
            String actual = ours.apply(row);
            if (!expected.equals(actual)) {
                wrong.add(row.text("id") + "\nexpected " + expected + "\nactual   " + actual);
            }
        }
        assertEquals("", String.join("\n\n", wrong));
        assertCounts(table, equal, deviating, rows);
    }

    /** The table of beginnings, types and classes of types. */
    @Test
    void theTableOfTypesIsTheReferences() throws IOException {
        Mapping table = rows("handlers.json").getFirst();
        Map<Scalar, ConfigTree> beginnings = table.mapping("inclusion_types_map").entries();
        beginnings.forEach(
                (beginning, type) ->
                        assertEquals(
                                ((Scalar) type).display(),
                                ContentTypes.byFirstLine(
                                        Slice.of(
                                                (beginning.display() + "\nx")
                                                        .getBytes(StandardCharsets.UTF_8)))));
        assertEquals(12, beginnings.size());
        assertEquals(12, table.texts("search_order_longest_first").size());
        for (String type : table.texts("decompress_types")) {
            assertTrue(ContentTypes.isCompressed(type), type);
        }
        assertEquals(8, table.texts("decompress_types").size());
        for (String type : table.texts("type_needed")) {
            assertTrue(ContentTypes.isVague(type.replaceAll(" .*", "")), type);
        }
        assertEquals(
                List.of(ContentTypes.INCLUDE, ContentTypes.INCLUDE_ONCE),
                table.texts("include_types"));
        assertEquals(List.of(ContentTypes.ARCHIVE), table.texts("archive_types"));
        assertEquals(ContentTypes.NOT_MULTIPART, table.text("not_multipart_type"));
    }

    private static void assertCounts(String table, int equal, int deviating, List<Mapping> rows) {
        long listed =
                rows.stream().filter(row -> DEVIATIONS.containsKey(row.text("id", ""))).count();
        System.out.println(
                table + ": " + (rows.size() - listed) + " equal, " + listed + " deviate");
        assertEquals(equal, rows.size() - listed, table);
        assertEquals(deviating, listed, table);
    }

    private static List<Mapping> rows(String table) throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        if (corpus == null) {
            return abort("no conformance corpus: -Dconformance.corpus=DIR names it");
        }
        var rows = new ArrayList<Mapping>();
        if (table.endsWith(".json")) {
            return List.of(
                    (Mapping) JsonReader.read(Files.readString(Path.of(corpus, table)), table));
        }
        for (String line : Files.readAllLines(Path.of(corpus, table))) {
            rows.add((Mapping) JsonReader.read(line, table));
        }
        return rows;
    }

    private static String expected(Iterable<ConfigTree> parts) {
        var text = new StringBuilder();
        for (ConfigTree tree : parts) {
            Mapping part = (Mapping) tree;
            Map<String, String> headers = new TreeMap<>();
            for (Map.Entry<Scalar, ConfigTree> header :
                    part.mapping("headers").entries().entrySet()) {
                headers.put(header.getKey().display(), ((Scalar) header.getValue()).display());
            }
            text.append(
                    describe(
                            part.text("content_type", ""),
                            part.text("filename", ""),
                            headers,
                            bytes(part.get("payload"))));
        }
        return text.toString();
    }

    private static String describe(
            String type, String filename, Map<String, String> headers, byte[] payload) {
        return "\n  "
                + type
                + " "
                + filename
                + " "
                + headers
                + " "
                + new String(payload, StandardCharsets.ISO_8859_1).replace("\n", "\\n");
    }

    private static String expand(Mapping request) {
        Mapping urls = request.mapping("urls");
        var expander =
                new MessageExpander(
                        new TextDocuments(),
                        (url, once) -> urls.get(url) == null ? null : fetched(urls.get(url)),
                        UserDataLimits.DEFAULT,
                        new Silence(),
                        "user-data");
        expander.add(Slice.of(bytes(request.get("input"))));
        var text = new StringBuilder();
        for (Entity entity : expander.parts()) {
            Map<String, String> headers = new TreeMap<>();
            for (Headers.Field field : entity.headers().fields()) {
                if (!field.name().equals("Content-Type")) {
                    headers.put(field.name(), field.value());
                }
            }
            Slice data =
                    TransferEncoding.decode(
                            entity.headers().get("Content-Transfer-Encoding"), entity.body());
            text.append(
                    describe(
                            entity.headers().contentType(),
                            String.valueOf(entity.headers().filename()),
                            headers,
                            data.copy()));
        }
        return text.toString();
    }

    private static @Nullable Slice fetched(@Nullable ConfigTree answer) {
        return answer instanceof Mapping mapping && mapping.has("code")
                ? null
                : Slice.of(bytes(answer));
    }

    private static byte[] bytes(@Nullable ConfigTree value) {
        return switch (value) {
            case Mapping mapping when mapping.text("base64") != null ->
                    Base64.getDecoder().decode(mapping.text("base64"));
            case Mapping mapping when mapping.text("v") != null ->
                    Base64.getDecoder().decode(mapping.text("v"));
            case Mapping mapping -> mapping.text("text", "").getBytes(StandardCharsets.UTF_8);
            case Scalar.Text text -> text.value().getBytes(StandardCharsets.UTF_8);
            case null, default -> new byte[0];
        };
    }

    private static final class Silence implements Reporter {
        @Override
        public void report(Problem problem) {}

        @Override
        public void decided(Decision decision) {}
    }
}
