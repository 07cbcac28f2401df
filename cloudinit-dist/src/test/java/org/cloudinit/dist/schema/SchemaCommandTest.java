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
import org.junit.jupiter.params.provider.CsvSource;
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

    private Run annotated(Path file) {
        return Program.run("schema", "-t", "network-config", "--annotate", "-c", file.toString());
    }

    @Test
    void annotatedFaultsStandBehindTheirLines() throws IOException {
        Run run =
                annotated(
                        file(
                                """
                                version: 1
                                config:
                                - type: physical
                                  mtu: [1500]  # a list
                                - {type: vlan, nmae: x, vlan_id: 5, vlan_link: eth0}
                                """));
        assertEquals(1, run.code());
        assertEquals(
                """
                version: 1
                config:
                - type: physical\t\t# E1
                  mtu: [1500]  # a list\t\t# E2
                - {type: vlan, nmae: x, vlan_id: 5, vlan_link: eth0}\t\t# E3,E4

                # Errors: -------------
                # E1: config[0] has no name [network-form.missing-key]. Add it
                # E2: config[0].mtu is a list [network-form.wrong-type]. Write a whole number or null
                # E3: config[1] has no name [network-form.missing-key]. Add it
                # E4: config[1].nmae does not exist [network-form.unknown-key]. Did you mean name?


                """,
                run.out());
        assertEquals("Error: Invalid schema: network-config\n\n", run.err());
    }

    @Test
    void annotatedWarningsLeaveTheDocumentValid() throws IOException {
        Path file = file("version: 2\nethernets:\n  eth0: {dhcp: true}\n");
        Run run = annotated(file);
        assertEquals(0, run.code());
        assertTrue(run.out().contains("  eth0: {dhcp: true}\t\t# W1\n"), run.out());
        assertTrue(run.out().contains("# Warnings: -------------\n# W1: "), run.out());
        assertTrue(run.out().endsWith("Valid schema " + file + "\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void annotatedTextThatIsNoYamlIsMarkedWhereItBreaks() throws IOException {
        Run run = annotated(file("version: 1\nconfig: [\n"));
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("version: 1\nconfig: ["), run.out());
        assertTrue(run.out().contains("# E1: "), run.out());
    }

    @Test
    void aValidDocumentIsNotAnnotated() throws IOException {
        Path file = file("network: {version: 1, config: []}\n");
        assertEquals(new Run(0, "Valid schema " + file + "\n", ""), annotated(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "network: {}", "network: null"})
    void anEmptyConfigurationIsPassedOver(String text) throws IOException {
        Path file = file(text);
        String out = "Skipping network-config schema validation on empty config.\n";
        assertEquals(new Run(0, out, ""), run(file));
        assertEquals(new Run(0, out, ""), annotated(file));
    }

    @Test
    void anEmptyFileIsPassedOver() throws IOException {
        Path file = file("");
        String out = "Empty 'network-config' found at " + file + ". Nothing to validate.\n";
        assertEquals(new Run(0, out, ""), run(file));
    }

    @Test
    void aListIsNoConfiguration() throws IOException {
        Path file = file("[1, 2]");
        String err =
                """
                Error: network-config %s is not a YAML dict.

                Error: Invalid schema: network-config

                """
                        .formatted(file);
        assertEquals(new Run(1, "Invalid network-config\n", err), run(file));
    }

    @ParameterizedTest
    @CsvSource({
        "mtu: a,is a string,a whole number or null",
        "accept-ra: 1,is a whole number,true or false",
        "subnets: 1.5,is a number,a list",
        "name: null,is null,a text"
    })
    void aWrongTypeIsSaidInPlainWords(String entry, String is, String write) throws IOException {
        Run run = run(file("version: 1\nconfig:\n- {type: physical, " + entry + "}\n"));
        assertTrue(run.err().contains(" " + is + " [network-form.wrong-type]"), run.err());
        assertTrue(run.err().contains("Write " + write), run.err());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none");
        assertEquals(new Run(1, "", "Error: Config file " + file + " does not exist\n"), run(file));
    }
}
