package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
                    "userdata/gzip_gzip",
                            "U25\n  text/cloud-config part-001"
                                    + " {Content-Disposition=attachment; filename=\"part-001\","
                                    + " MIME-Version=1.0}"
                                    + " #cloud-config\\na: b\\nruncmd:\\n- [ls, -l]\\n");

    @Test
    void expandsAsTheReference() throws IOException {
        List<Mapping> rows = rows("userdata.jsonl");
        var wrong = new ArrayList<String>();
        for (Mapping row : rows) {
            String deviation = DEVIATIONS.get(row.text("id", ""));
            String expected =
                    deviation == null
                            ? expected(row.mapping("answer").sequence("parts"))
                            : deviation.substring(3);
            String actual = expand(row.mapping("request"));
            if (!expected.equals(actual)) {
                wrong.add(row.text("id") + "\nexpected " + expected + "\nactual   " + actual);
            }
        }
        int right = rows.size() - wrong.size();
        System.out.println("userdata.jsonl, parts: " + right + " of " + rows.size());
        assertEquals("", String.join("\n\n", wrong));
    }

    @Test
    void tellsTypesAsTheReference() throws IOException {
        List<Mapping> rows = rows("type_sniff.jsonl");
        var wrong = new ArrayList<String>();
        for (Mapping row : rows) {
            String found = ContentTypes.byFirstLine(Slice.of(bytes(row.get("input"))));
            String deviation = DEVIATIONS.get(row.text("id", ""));
            String expected = deviation == null ? row.text("type") : deviation.substring(3);
            if (!String.valueOf(expected).equals(String.valueOf(found))) {
                wrong.add(row.text("id") + ": " + expected + ", not " + found);
            }
        }
        int right = rows.size() - wrong.size();
        System.out.println("type_sniff.jsonl: " + right + " of " + rows.size());
        assertEquals("", String.join("\n", wrong));
    }

    private static List<Mapping> rows(String table) throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        if (corpus == null) {
            return abort("no conformance corpus: -Dconformance.corpus=DIR names it");
        }
        var rows = new ArrayList<Mapping>();
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
