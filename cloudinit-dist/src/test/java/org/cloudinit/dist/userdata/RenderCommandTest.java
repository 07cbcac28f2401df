package org.cloudinit.dist.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cloudinit.dist.Program;
import org.cloudinit.dist.Program.Run;
import org.cloudinit.dist.command.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code devel render}; what is printed was recorded from the original. */
class RenderCommandTest {
    private static final String DATA =
            """
            {"v1": {"instance-id": "i-1", "local_hostname": "node"},
             "ds": {"meta_data": {"a-b": "x"}, "b": "aGk="},
             "base64-encoded-keys": ["ds/b"]}
            """;

    @TempDir private Path folder;
    private String data;

    @BeforeEach
    void writeData() throws IOException {
        data = Files.writeString(folder.resolve("data.json"), DATA).toString();
    }

    private String template(String text) throws IOException {
        return Files.writeString(folder.resolve("user-data"), text).toString();
    }

    private Run render(String text) throws IOException {
        return Program.run("devel", "render", "-i", data, template(text));
    }

    @Test
    void variablesAreThoseOfInstanceData() throws IOException {
        Run run =
                render(
                        """
                        ## template: jinja
                        #cloud-config
                        hostname: {{ v1.local_hostname }}-{{ instance_id }}-{{ ds.meta_data.a_b }}-{{ ds.b }}
                        """);
        assertEquals("", run.err());
        assertEquals("#cloud-config\nhostname: node-i-1-x-hi\n", run.out());
        assertEquals(0, run.code());
    }

    @Test
    void whatIsNotThereIsNamedAndMarked() throws IOException {
        Run run = render("## template: jinja\n#cloud-config\na: {{ nope }}\n{{ v1.nono }}\n");
        assertEquals(
                "#cloud-config\na: CI_MISSING_JINJA_VAR/nope\nCI_MISSING_JINJA_VAR/nono\n",
                run.out());
        assertTrue(run.err().contains("'nope', 'nono'"), run.err());
        assertEquals(0, run.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#cloud-config\\n | does not begin with '## template: jinja'",
                "## template: jinja\\n{% if | template.",
                "## template: jinja\\n{% if false %}x{% endif %} | nothing is left",
                "## template: jinja\\n{{ 1 + 'a' }} | template."
            })
    void whatCannotBeRenderedEndsWithOne(String text, String message) throws IOException {
        Run run = render(text.replace("\\n", "\n"));
        assertEquals("", run.out());
        assertTrue(run.err().contains(message), run.err());
        assertEquals(1, run.code());
    }

    @Test
    void filesThatAreNotThereAreNamed() throws IOException {
        String none = folder.resolve("none").toString();
        Run data = Program.run("devel", "render", "-i", none, template("## template: jinja\nx"));
        Run file = Program.run("devel", "render", "-i", this.data, none);
        for (Run run : new Run[] {data, file}) {
            assertTrue(run.err().contains("there is no file " + none), run.err());
            assertEquals(1, run.code());
        }
    }

    @Test
    void dataThatIsNoMappingIsRefused() throws IOException {
        Files.writeString(folder.resolve("data.json"), "[1]");
        Run run = render("## template: jinja\nx");
        assertTrue(run.err().contains("is no JSON object"), run.err());
        assertEquals(1, run.code());
    }

    @Test
    void withoutAFileTheCommandLineIsRefused() {
        assertEquals(2, Program.run("devel", "render").code());
    }

    /** The machine's own data, of which others than root see what is not secret. */
    @Test
    void rootAloneReadsWhatIsSensitive() throws IOException {
        Path run = Files.createDirectories(folder.resolve("machine/run/cloud-init"));
        Files.writeString(run.resolve("instance-data.json"), "{\"v1\": {\"a\": \"redacted\"}}");
        Files.writeString(
                run.resolve("instance-data-sensitive.json"), "{\"v1\": {\"a\": \"secret\"}}");
        String[] words = {
            "--root",
            folder.resolve("machine").toString(),
            "devel",
            "render",
            template("## template: jinja\n{{ v1.a }}")
        };
        assertEquals("secret", Program.run(words).out());
        Caller user = new Caller(false, Map.of());
        assertEquals("redacted", Program.run(user, InputStream.nullInputStream(), words).out());
    }

    @Test
    void variablesAreShownWhenAskedFor() throws IOException {
        Run run =
                Program.run("devel", "render", "-d", "-i", data, template("## template: jinja\nx"));
        assertTrue(run.err().startsWith("Converted jinja variables\n{"), run.err());
        assertTrue(run.err().contains("\"local_hostname\": \"node\""), run.err());
        assertEquals("x", run.out());
        assertFalse(run.out().contains("node"));
    }
}
