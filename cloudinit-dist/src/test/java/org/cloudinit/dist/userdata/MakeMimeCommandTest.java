package org.cloudinit.dist.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudinit.dist.Program;
import org.cloudinit.dist.Program.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code devel make-mime}; what is expected was recorded from the original. */
class MakeMimeCommandTest {
    @TempDir private Path folder;

    /** The random part of the boundary is taken out. */
    private static String unbounded(String message) {
        return message.replaceAll("={15}[0-9]{19}==", "BOUNDARY");
    }

    @Test
    void eachFileIsAPart() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), "#cloud-config\nhostname: a\n");
        Path script = Files.writeString(folder.resolve("s.sh"), "x\r\ny é\n");
        Run run =
                Program.run(
                        "devel",
                        "make-mime",
                        "-a",
                        config + ":cloud-config",
                        "--attach=" + script + ": x-shellscript ");
        assertEquals(0, run.code());
        assertEquals("", run.err());
        assertEquals(
                """
                Content-Type: multipart/mixed; boundary="BOUNDARY"
                MIME-Version: 1.0

                --BOUNDARY
                Content-Type: text/cloud-config; charset="utf-8"
                MIME-Version: 1.0
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="%s"

                I2Nsb3VkLWNvbmZpZwpob3N0bmFtZTogYQo=

                --BOUNDARY
                Content-Type: text/x-shellscript; charset="utf-8"
                MIME-Version: 1.0
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="%s"

                eAp5IMOpCg==

                --BOUNDARY--

                """
                        .formatted(config, script),
                unbounded(run.out()));
    }

    @Test
    void aMessageMayHaveNoPart() {
        assertEquals(
                """
                Content-Type: multipart/mixed; boundary="BOUNDARY"
                MIME-Version: 1.0

                --BOUNDARY

                --BOUNDARY--

                """,
                unbounded(Program.run("devel", "make-mime").out()));
    }

    @Test
    void anUnknownTypeStopsUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "a");
        Run refused = Program.run("devel", "make-mime", "-a", file + ":foo");
        assertEquals(
                new Run(
                        1,
                        "",
                        """
                        ERROR: content type 'text/foo' for attachment 1 may be incorrect!
                        Invalid content-types, override with --force
                        """),
                refused);
        Run forced = Program.run("devel", "make-mime", "-a", file + ":foo", "--force");
        assertEquals(0, forced.code());
        assertTrue(forced.err().startsWith("WARNING: content type 'text/foo'"), forced.err());
        assertTrue(forced.out().contains("\nContent-Type: text/foo; charset"), forced.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "f:a b", "f:a\nX: y", "f:a;b=c"})
    void aWordWithoutAUsableTypeIsRefused(String word) {
        assertEquals(2, Program.run("devel", "make-mime", "--force", "-a", word).code());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Run run = Program.run("devel", "make-mime", "-a", folder.resolve("no") + ":cloud-config");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("there is no file " + folder.resolve("no")), run.err());
        assertEquals("", run.out());
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[] {(byte) 0xff});
        assertEquals(1, Program.run("devel", "make-mime", "-a", file + ":cloud-config").code());
    }

    @Test
    void aNameOfOtherCharactersIsEncoded() throws IOException {
        Path file = Files.writeString(folder.resolve("a\"é.yaml"), "a");
        Run run = Program.run("devel", "make-mime", "-a", file + ":cloud-config");
        assertTrue(run.out().contains("; filename*=utf-8''"), run.out());
        assertTrue(run.out().contains("a%22%C3%A9.yaml\n"), run.out());
    }

    @Test
    void theTypesAreListed() {
        assertEquals(
                """
                cloud-boothook
                cloud-config
                cloud-config-archive
                cloud-config-jsonp
                jinja2
                part-handler
                x-include-once-url
                x-include-url
                x-shellscript
                x-shellscript-per-boot
                x-shellscript-per-instance
                x-shellscript-per-once
                """,
                Program.run("devel", "make-mime", "-l").out());
    }
}
