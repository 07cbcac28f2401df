package org.cloudinit.dist.schema;

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

class SchemaCommandTest {
    @TempDir private Path folder;

    private Run run(Path file) {
        return Program.run("schema", "-t", "network-config", "-c", file.toString());
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
                "schema -t network-config",
                "schema --annotate",
                "schema --system -c f"
            })
    void whatIsMissingIsNamed(String line) {
        Run run = Program.run(line.split(" "));
        assertEquals(1, run.code());
        assertEquals("Error:\nExpected one of --config-file or --system arguments\n", run.err());
    }

    @Test
    void anotherTypeIsRefused() {
        assertEquals(2, Program.run("schema", "-t", "meta-data", "-c", "f").code());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("network-config"), text);
    }

    @Test
    void aValidDocumentIsCalledSo() throws IOException {
        Path file = file("network: {version: 1, config: []}\n");
        assertEquals(new Run(0, "Valid schema " + file + "\n", ""), run(file));
    }

    @Test
    void eachFaultHasItsPlace() throws IOException {
        Path file = file("version: 1\nconfig:\n- type: physical\n- {type: vlan, nmae: x}\n");
        Run run = run(file);
        assertEquals(1, run.code());
        assertEquals("Invalid network-config " + file + "\n", run.out());
        String shown = run.err();
        assertTrue(shown.contains(file + ":3:3: config[0] has no name [network-form."), shown);
        assertTrue(shown.contains(file + ":4:"), shown);
        assertTrue(shown.contains("Did you mean name?"), shown);
        assertTrue(shown.endsWith("Error: Invalid schema: network-config\n\n"), shown);
    }

    @Test
    void whatIsIgnoredIsAWarning() throws IOException {
        Run run = run(file("{version: 2, ethernets: {eth0: {dhcp: true}}}"));
        assertEquals(0, run.code());
        assertTrue(run.err().contains("warning: "), run.err());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none");
        assertEquals(new Run(1, "", "Error: Config file " + file + " does not exist\n"), run(file));
    }
}
