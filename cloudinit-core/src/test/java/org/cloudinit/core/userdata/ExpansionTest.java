package org.cloudinit.core.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Part;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of user-data of every shape: parts, or a problem that tells why not. */
class ExpansionTest {
    private static final String CACHE = "/var/lib/cloud/instances/i-abc/data/urlcache";

    @TempDir private Path folder;

    private final RecordingReporter reporter = new RecordingReporter();

    @ParameterizedTest
    @CsvSource({
        "'#cloud-config|a: 1|',        text/cloud-config",
        "'  #Cloud-Config|a: 1|',      text/cloud-config",
        "'#!/bin/sh|',                 text/x-shellscript",
        "'#cloud-boothook|',           text/cloud-boothook",
        "'#cloud-config-jsonp|[]',     text/cloud-config-jsonp",
        "'## template: jinja|a',       text/jinja2",
        "'#part-handler|',             text/part-handler",
        "'# cloud-config|a: 1|',       text/x-not-multipart",
        "'hello',                      text/x-not-multipart"
    })
    void theFirstLineTellsTheType(String data, String type) throws IOException {
        assertEquals(List.of("part-001 " + type), names(data.replace('|', '\n')));
        assertEquals(List.of(), reporter.codes());
    }

    @ParameterizedTest
    @CsvSource({
        "'# cloud-config|',  #cloud-config",
        "'#cloud_config|',   #cloud-config",
        "'#cloudconfig',     #cloud-config",
        "'cloud-config|',    #cloud-config",
        "'#cloud-confg|',    #cloud-config",
        "'#cloud boothook|', #cloud-boothook",
        "'cloudy day|',      ",
        "'# a comment|',     ",
        "'',                 ",
        "'|||',              "
    })
    void didYouMean(String data, String meant) {
        String text = data.replace('|', '\n');
        assertEquals(meant, ContentTypes.meant(slice(text)));
    }

    @Test
    void containersWithinContainers() throws IOException {
        String inner = lines("--i", "Content-Type: text/cloud-config", "", "b: 1", "--i--");
        String data =
                lines(
                        "Content-Type: multipart/mixed; boundary=\"o\"",
                        "MIME-Version: 1.0",
                        "",
                        "preamble",
                        "--o",
                        "Content-Type: text/x-shellscript",
                        "Content-Disposition: attachment; filename=a.sh",
                        "",
                        "#!/bin/sh",
                        "--o",
                        "Content-Type: multipart/mixed; boundary=i",
                        "",
                        inner,
                        "--o--",
                        "epilogue");
        assertEquals(List.of("a.sh text/x-shellscript", "part-002 text/cloud-config"), names(data));
        assertEquals(
                List.of("a.sh text/x-shellscript", "part-002 text/cloud-config"),
                names(data.replace("\n", "\r\n")));
        assertEquals(List.of(), reporter.codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/mixed", "multipart/mixed; boundary=other"})
    void aContainerWithoutItsBoundaryIsReported(String type) throws IOException {
        String data = lines("Content-Type: " + type, "MIME-Version: 1.0", "", "--o", "", "x");
        assertEquals(List.of(), names(data));
        assertEquals(List.of("user-data.no-boundary"), reporter.codes());
    }

    @Test
    void theLastBoundaryMayBeMissing() throws IOException {
        String data =
                lines(
                        "Content-Type: multipart/mixed; boundary=o",
                        "MIME-Version: 1.0",
                        "",
                        "--o",
                        "Content-Type: text/cloud-config",
                        "",
                        "a: 1",
                        "b: 2");
        List<Part> parts = expand(data);
        // The end of the data takes the line end before it, as a boundary does.
        assertEquals("a: 1\nb: 2", parts.getFirst().content().revealText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    filename="a b.sh"                               | a b.sh
                    filename=plain.sh                               | plain.sh
                    filename*=utf-8''caf%C3%A9.sh                   | café.sh
                    filename*=iso-8859-1'de'%E4.sh                  | ä.sh
                    filename*=no-such-charset''x%41.sh              | xA.sh
                    filename*0="long-"; filename*1="name.sh"        | long-name.sh
                    filename*0*=utf-8''%C3%A9; filename*1="x"       | éx
                    filename="quote\\"d; x"                         | quote"d; x
                    filename*=utf-8''bad%zz                         | bad%zz
                    other=1                                         | part-001
                    """)
    void namesOfParts(String parameter, String name) throws IOException {
        String data = message("Content-Disposition: attachment;\n " + parameter, "x");
        assertEquals(name, expand(data).getFirst().filename());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    base64           | aGVsbG8=           | hello
                    BASE64           | aGVs!bG8           | hello
                    base64           | aGVsbG8gd29ybGQ    | hello world
                    base64           | a                  | a
                    base64           | ''                 | ''
                    quoted-printable | a=3Db=             | a=b
                    quoted-printable | a=ZZ=4             | a=ZZ=4
                    7bit             | a=3D               | a=3D
                    no-such-encoding | a=3D               | a=3D
                    """)
    void transferEncodings(String encoding, String body, String text) throws IOException {
        String data = message("Content-Transfer-Encoding: " + encoding, body);
        String found = expand(data).getFirst().content().revealText();
        assertEquals(text, found.strip());
    }

    @Test
    void uuencodedParts() throws IOException {
        String data =
                message("Content-Transfer-Encoding: x-uuencode", "begin 644 x\n%:&5L;&\\\n`\nend");
        assertEquals("hello", expand(data).getFirst().content().revealText());
        String damaged = message("Content-Transfer-Encoding: x-uuencode", "%:&5L;&\\");
        assertEquals("%:&5L;&\\\n", expand(damaged).getFirst().content().revealText());
    }

    @Test
    void aHeaderOfManyLinesTakesLinearTime() {
        String data = message("X-Long: a" + "\n b".repeat(300_000), "x");
        assertTimeout(
                Duration.ofSeconds(3),
                () -> assertEquals(List.of("part-001 text/x-note"), names(data)));
    }

    @Test
    void anArchiveOfManyScriptsTakesLinearTime() {
        String archive = "#cloud-config-archive\n" + "- \"#!/bin/sh\\n\"\n".repeat(10_000);
        assertTimeout(
                Duration.ofSeconds(20),
                () -> {
                    List<String> names = names(archive);
                    assertEquals(10_000, names.size());
                    assertEquals("part-10000 text/x-shellscript", names.getLast());
                });
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void gzipIsUndone() throws IOException {
        byte[] packed = gzip("#cloud-config\na: 1\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("part-001 text/cloud-config"), names(packed));
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void gzipThatIsCutIsReported() throws IOException {
        byte[] packed = gzip("#cloud-config\na: 1\n".getBytes(StandardCharsets.UTF_8));
        for (int length : new int[] {2, 9, 15, packed.length - 1}) {
            names(Arrays.copyOf(packed, length));
        }
        assertEquals(4, reporter.codes().stream().filter("user-data.bad-gzip"::equals).count());
    }

    /** The bomb is measured, not unpacked: no array of its size is ever asked for. */
    @Test
    void aGzipBombIsRefusedWithinASecond() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        long start = System.nanoTime();
        assertEquals(List.of(), names(bomb.toByteArray()));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals(List.of("user-data.too-large"), reporter.codes());
        assertTrue(millis < 1000, millis + " ms");
    }

    @Test
    void tooManyPartsAreRefused() throws IOException {
        String head = "Content-Type: multipart/mixed; boundary=o\nMIME-Version: 1.0\n\n";
        assertEquals(19_000, names(head + "--o\n\nx\n".repeat(19_000)).size());
        assertEquals(List.of(), reporter.codes());
        assertEquals(List.of(), names(head + "--o\n\nx\n".repeat(20_000)));
        assertEquals(List.of("user-data.too-many-parts"), reporter.codes());
    }

    @Test
    void archivesBecomeParts() throws IOException {
        String data =
                lines(
                        "#cloud-config-archive",
                        "- '#cloud-config'",
                        "- {type: text/x-note, content: hi, filename: n, launch-index: 2}",
                        "- 42",
                        "- {content: '#!/bin/sh'}",
                        "- {content: !!binary AAEC}");
        List<Part> parts = expand(data);
        assertEquals(
                List.of(
                        "part-001 text/cloud-config",
                        "n text/x-note",
                        "part-003 text/x-shellscript",
                        "part-004 application/octet-stream"),
                named(parts));
        assertEquals("2", parts.get(1).header("Launch-Index"));
    }

    @ParameterizedTest
    @CsvSource({"'a: 1', user-data.archive-no-list", "'[open', yaml.syntax"})
    void archivesThatAreNoneAreReported(String yaml, String code) throws IOException {
        assertEquals(List.of(), names("#cloud-config-archive\n" + yaml));
        assertEquals(1, reporter.codes().size());
        String found = reporter.codes().getFirst();
        assertTrue(found.startsWith(code.substring(0, 5)), found);
    }

    @Test
    void textBeyondAsciiOfAnArchiveIsStoredAsPythonStoresIt() throws IOException {
        String data = lines("#cloud-config-archive", "- {content: \"\\xE9\\n\", type: text/x}");
        var message = walk("").expand(DataOrigin.USER_DATA, List.of(Secret.of(data)), reporter);
        String stored = message.text().revealText();
        assertTrue(stored.contains("charset=\"utf-8\"\n"), stored);
        assertTrue(stored.contains("\n\nw6kK\n\n--"), stored);
        assertEquals("\u00e9\n", expand(data).getFirst().content().revealText());
    }

    @Test
    void aHeaderOfAnArchiveCannotBeginAnother() throws IOException {
        var message =
                walk("").expand(
                                DataOrigin.USER_DATA,
                                List.of(
                                        Secret.of(
                                                lines(
                                                        "#cloud-config-archive",
                                                        "- {content: a, X-A: \"b\\nX-Evil: c\"}"))),
                                reporter);
        assertFalse(message.text().revealText().contains("\nX-Evil"));
    }

    /** What Python 3's {@code email} writes of them; {@code _} is a blank, {@code >} a tab. */
    @ParameterizedTest
    @CsvSource({
        "a_, a_",
        "a>, a>",
        "a_|_b, a|_b",
        "a__|_b, a__|_b",
        "a>|_b>, a>|_b>",
        "a_>_|>b_, a_>_|>b",
        "a|_, a",
        "a|>, a>",
        "a_|__, a__",
        "a|>|_b, a>|_b",
        "a|_|>_|_b_|_, a>_|_b"
    })
    void aFoldedHeaderIsWrittenAsPythonWritesIt(String written, String stored) throws IOException {
        String value = written.replace('_', ' ').replace('>', '\t').replace("|", "\n");
        String text =
                walk("").expand(
                                DataOrigin.USER_DATA,
                                List.of(
                                        Secret.of(
                                                "X-A: "
                                                        + value
                                                        + "\nMIME-Version: 1.0\n"
                                                        + "Content-Type: text/x-shellscript\n\n")),
                                reporter)
                        .text()
                        .revealText();
        int start = text.indexOf("X-A: ") + 5;
        int end = text.indexOf("\nMIME-Version", start);
        assertEquals(
                stored.replace('_', ' ').replace('>', '\t').replace("|", "\n"),
                text.substring(start, end));
    }

    @ParameterizedTest
    @CsvSource({"'launch-index: 3', 3", "'launch-index: x', ", "'a: 1', "})
    void launchIndexOfACloudConfig(String yaml, String index) throws IOException {
        Part part = expand("#cloud-config\n" + yaml + "\n").getFirst();
        assertEquals(index, part.header("Launch-Index"));
    }

    /** Seeded: mutations of real shapes, and noise. */
    @Test
    void anyBytesBecomePartsOrProblems() throws IOException {
        UserDataWalk walk = walk("#cloud-config\n");
        var random = new Random(20_261_122);
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(gzip("#cloud-config\na: 1\n".getBytes(StandardCharsets.UTF_8)));
        for (String seed :
                List.of(
                        message("Content-Transfer-Encoding: base64", "aGVsbG8="),
                        lines(
                                "Content-Type: multipart/mixed; boundary=\"o\"",
                                "MIME-Version: 1.0",
                                "",
                                "--o",
                                "Content-Disposition: attachment; filename*0*=utf-8''%C3%A9",
                                "",
                                "x",
                                "--o--"),
                        "#cloud-config-archive\n- {content: a, type: text/x, launch-index: 1}\n",
                        "#include\nfile:///data/a\n/data/\u0000\n",
                        "#cloud-config\nlaunch-index: 1\n")) {
            seeds.add(seed.getBytes(StandardCharsets.UTF_8));
        }
        for (int round = 0; round < 3000; round++) {
            byte[] data = seeds.get(random.nextInt(seeds.size())).clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(data, 1 + random.nextInt(data.length));
            int before = reporter.problems().size();
            List<Part> parts = expand(walk, random.nextBoolean() ? data : cut);
            // Includes may name nothing at all; every other shape leaves a trace.
            boolean silent = parts.isEmpty() && reporter.problems().size() == before;
            String head = new String(data, StandardCharsets.ISO_8859_1);
            assertFalse(silent && !head.contains("nclude") && !head.contains("rchive"), head);
        }
    }

    private UserDataWalk walk(String included) throws IOException {
        SandboxHost machine =
                SandboxHost.in(folder)
                        .file("/data/a", included)
                        .file("/data/é", "#!/bin/sh\n")
                        .build();
        var root = new org.cloudinit.core.host.FolderRoot(machine.root().folder());
        return new UserDataWalk(root, CACHE, new TextDocuments());
    }

    private List<Part> expand(String data) throws IOException {
        return expand(walk("x"), data);
    }

    private List<Part> expand(UserDataWalk walk, String data) {
        return expand(walk, data.getBytes(StandardCharsets.UTF_8));
    }

    private List<Part> expand(UserDataWalk walk, byte[] data) {
        return walk.expand(DataOrigin.USER_DATA, List.of(Secret.of(data)), reporter).parts();
    }

    private List<String> names(String data) throws IOException {
        return named(expand(data));
    }

    private List<String> names(byte[] data) throws IOException {
        return named(expand(walk("x"), data));
    }

    private static List<String> named(List<Part> parts) {
        return parts.stream().map(part -> part.filename() + " " + part.contentType()).toList();
    }

    private static Slice slice(String text) {
        return Slice.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A message of one part. */
    private static String message(String header, String body) {
        return lines("Content-Type: text/x-note", "MIME-Version: 1.0", header, "", body);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static byte[] gzip(byte[] data) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(data);
        }
        return packed.toByteArray();
    }
}
