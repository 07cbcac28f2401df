package org.cloudinit.dist.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudinit.dist.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCommandTest {
    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private int run(Path file) {
        return SchemaCommand.run(
                file.toString(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema -t network-config -c ",
                "schema --schema-type=network-config --config-file=",
                "--debug schema -tnetwork-config -c"
            })
    void theDocumentIsNamedInEverySpelling(String line) throws IOException {
        Path file = file("network: {version: 1, config: []}\n");
        assertEquals(0, Program.run((line + file).split(" ")).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schema",
                "schema -c f",
                "schema -t network-config",
                "schema -t cloud-config -c f"
            })
    void whatIsMissingIsNamed(String line) {
        assertEquals(2, Program.run(line.split(" ")).code());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("network-config"), text);
    }

    @Test
    void aValidDocumentIsCalledSo() throws IOException {
        Path file = file("network: {version: 1, config: []}\n");
        assertEquals(0, run(file));
        assertEquals("Valid schema " + file + "\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("", log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void eachFaultHasItsPlace() throws IOException {
        Path file = file("version: 1\nconfig:\n- type: physical\n- {type: vlan, nmae: x}\n");
        assertEquals(1, run(file));
        assertEquals("Invalid network-config " + file + "\n", out.toString(StandardCharsets.UTF_8));
        String shown = log.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains(file + ":3:3: config[0] has no name [network-form."), shown);
        assertTrue(shown.contains(file + ":4:"), shown);
        assertTrue(shown.contains("Did you mean name?"), shown);
    }

    @Test
    void whatIsIgnoredIsAWarning() throws IOException {
        assertEquals(0, run(file("{version: 2, ethernets: {eth0: {dhcp: true}}}")));
        assertTrue(
                log.toString(StandardCharsets.UTF_8).contains("warning: "),
                log.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertEquals(1, run(folder.resolve("none")));
        assertTrue(log.toString(StandardCharsets.UTF_8).contains("none"));
        assertEquals(0, out.size());
    }
}
