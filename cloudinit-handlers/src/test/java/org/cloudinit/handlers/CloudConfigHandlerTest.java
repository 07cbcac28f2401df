package org.cloudinit.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.spi.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cloud-config parts become one file, whose text tells what it was made of. */
class CloudConfigHandlerTest {
    private static final String TYPE = "text/cloud-config";
    private static final String FIRST = "#cloud-config\nbase: 1\n";

    @TempDir private Path folder;

    @Test
    void withoutPartsTheFileIsEmpty() throws IOException {
        assertEquals("", merged());
    }

    @Test
    void laterPartsAreMergedIntoEarlierOnes() throws IOException {
        String text =
                merged(
                        config("a: 1\nlist: [x]\nd: {k: v}\n"),
                        config("a: 2\nlist: [y]\nd: {l: w}\nnew: true\n"));
        assertEquals(
                """
                    #cloud-config

                    # from 2 files
                    # name
                    # name

                    ---
                    a: 2
                    d:
                        l: w
                    list:
                    - y
                    new: true
                    ...
                    """,
                text);
    }

    @ParameterizedTest
    @CsvSource({
        "user-data,    cloud-config.txt",
        "vendor-data,  vendor-cloud-config.txt",
        "vendor-data2, vendor2-cloud-config.txt"
    })
    void eachOriginHasItsFileForRootAlone(String origin, String file) throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(origin, new CloudConfigHandler(), config("a: 1\n"));
        assertEquals(
                Map.of(file, "600 #cloud-config\n\n# from 1 files\n# name\n\n---\na: 1\n...\n"),
                walk.files(HandlerWalk.INSTANCE));
    }

    @ParameterizedTest
    @CsvSource({"Merge-Type, '- x\n- y\n'", "X-Merge-Type, '- x\n- y\n'", "merge-type, '- y\n'"})
    void aHeaderSaysHowToMerge(String header, String list) throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(
                new CloudConfigHandler(),
                config("l: [x]\n"),
                part("l: [y]\n", Map.of(header, "list(append)+dict(recurse_array)+str()")));
        String text = walk.files(HandlerWalk.INSTANCE).get("cloud-config.txt");
        assertEquals("l:\n" + list + "...\n", text.substring(text.indexOf("l:\n")));
        boolean misspelt = header.equals("merge-type");
        assertEquals(
                misspelt ? List.of("cloud-config.header-case") : List.of(), walk.reporter.codes());
    }

    @Test
    void theRuleInTheTextIsNoPartOfTheConfig() throws IOException {
        String text =
                merged(
                        config("l: [x]\n"),
                        config("merge_how: list(append)+dict()\nl: [y]\nm: 1\n"));
        assertEquals(
                "#cloud-config\n\n# from 2 files\n# name\n# name\n\n---\nl:\n- x\nm: 1\n...\n",
                text);
    }

    @Test
    void aJsonPatchChangesWhatIsThere() throws IOException {
        String text =
                merged(
                        config("a: 1\nl: [1, 2]\n"),
                        patch(
                                """

                                #cloud-config-jsonp
                                [{"op": "replace", "path": "/l/0", "value": 9},
                                 {"op": "move", "from": "/a", "path": "/z"}]
                                """));
        assertEquals(
                "#cloud-config\n\n# from 2 files\n# name\n# name\n\n---\nl:\n- 9\n- 2\nz: 1\n...\n",
                text);
    }

    /** Texts that are no cloud-config, and headers that are no rule: left out, and named. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    '- a|',            cloud-config.no-mapping
                    'text|',           cloud-config.no-mapping
                    '',                cloud-config.no-mapping
                    '# nothing|',      cloud-config.no-mapping
                    '42|',             cloud-config.no-mapping
                    '>a: 1|',          yaml.*
                    'a: [1|',          yaml.*
                    'a: b: c|',        yaml.*
                    'k: !!python/object:os.system {}|', yaml.*
                    """)
    void partsThatAreNoneAreNamed(String content, String code) throws IOException {
        var walk = new HandlerWalk(folder);
        String yaml = "#cloud-config\n" + content.replace('|', '\n').replace('>', '\t');
        walk.walk(
                new CloudConfigHandler(),
                HandlerWalk.part(TYPE, "good", FIRST),
                HandlerWalk.part(TYPE, "bad\tname\n", yaml),
                HandlerWalk.part(TYPE, "last", "last: true\n"));
        assertEquals(
                """
                    600 #cloud-config

                    # from 2 files
                    # good
                    # last

                    # Cloud-config part ignored SCHEMA_ERROR: bad name
                    ---
                    base: 1
                    last: true
                    ...
                    """,
                walk.files(HandlerWalk.INSTANCE).get("cloud-config.txt"));
        assertEquals(1, walk.reporter.codes().size());
        String reported = walk.reporter.codes().getFirst();
        assertEquals(true, reported.matches(code), reported);
    }

    @Test
    void aRefusedPartAloneLeavesAnEmptyConfig() throws IOException {
        assertEquals(
                "#cloud-config\n\n# Cloud-config part ignored SCHEMA_ERROR: name\n--- {}\n...\n",
                merged(config("- a\n")));
    }

    @ParameterizedTest
    @CsvSource({"'not json'", "''", "'[1,]'", "'[{]'"})
    void patchesThatAreNoJsonAreNamed(String json) throws IOException {
        String text = merged(config("base: 1\n"), patch("#cloud-config-jsonp\n" + json));
        assertEquals(
                """
                    #cloud-config

                    # from 1 files
                    # name

                    # Cloud-config part ignored SCHEMA_ERROR: name
                    ---
                    base: 1
                    ...
                    """,
                text);
    }

    /** A patch is applied as a whole or not at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{"op":"add","path":"/x","value":1},{"op":"remove","path":"/none"}]
                    [{"op":"add","path":"/x","value":1},{"op":"test","path":"/base","value":2}]
                    [{"op":"add","path":"/l/9","value":1}]
                    """)
    void patchesThatDoNotFitChangeNothing(String json) throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(
                new CloudConfigHandler(),
                config("base: 1\nl: []\n"),
                patch("#cloud-config-jsonp\n" + json));
        assertEquals(
                "600 #cloud-config\n\n# from 1 files\n# name\n\n---\nbase: 1\nl: []\n...\n",
                walk.files(HandlerWalk.INSTANCE).get("cloud-config.txt"));
        assertEquals(1, walk.reporter.problems().size());
    }

    @Test
    void aBadRuleCostsItsPart() throws IOException {
        String text =
                merged(config("base: 1\n"), part("a: 2\n", Map.of("Merge-Type", "list(append")));
        assertEquals(
                """
                    #cloud-config

                    # from 1 files
                    # name

                    # Cloud-config part ignored SCHEMA_ERROR: name
                    ---
                    base: 1
                    ...
                    """,
                text);
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkDoNotCount() throws IOException {
        assertEquals(
                "#cloud-config\n\n# from 1 files\n# name\n\n---\na: 1\nb: x y\n...\n",
                merged(
                        HandlerWalk.part(
                                TYPE,
                                "name",
                                "\uFEFF#cloud-config\r\na: 1\r\nb: \"x\r\n  y\"\r\n")));
    }

    @Test
    void secretsAreInNoMessage() throws IOException {
        for (String content :
                List.of(
                        "password: canary-1 : x\n",
                        "- canary-2\n",
                        "canary-3\n",
                        "a: &x canary-4\nb: *canary\n",
                        "a: \"canary-5\n",
                        "a: !!int canary-6\n",
                        "a: !canary {}\n")) {
            var walk = new HandlerWalk(folder);
            walk.walk(new CloudConfigHandler(), config(content));
            assertFalse(walk.reporter.problems().isEmpty(), content);
            String told = walk.reporter.problems().toString();
            assertFalse(told.contains("canary"), told);
        }
        for (String json :
                List.of(
                        "canary",
                        "[{\"op\": \"canary\", \"path\": \"/a\"}]",
                        "[{\"op\": \"test\", \"path\": \"/a\", \"value\": \"canary!\"}]",
                        "{\"canary\": 1}")) {
            var walk = new HandlerWalk(folder);
            walk.walk(new CloudConfigHandler(), config("a: canary\n"), patch(json));
            assertFalse(walk.reporter.problems().isEmpty(), json);
            String told = walk.reporter.problems().toString();
            assertFalse(told.contains("canary"), told);
        }
    }

    private String merged(Part... parts) throws IOException {
        var walk = new HandlerWalk(folder);
        walk.walk(new CloudConfigHandler(), parts);
        String file = walk.files(HandlerWalk.INSTANCE).get("cloud-config.txt");
        assertEquals("600 ", file.substring(0, 4));
        return file.substring(4);
    }

    private static Part config(String yaml) {
        return part(yaml, Map.of());
    }

    private static Part part(String yaml, Map<String, String> headers) {
        byte[] content = ("#cloud-config\n" + yaml).getBytes(StandardCharsets.UTF_8);
        return HandlerWalk.part(TYPE, "name", content, headers);
    }

    private static Part patch(String content) {
        return HandlerWalk.part("text/cloud-config-jsonp", "name", content);
    }
}
