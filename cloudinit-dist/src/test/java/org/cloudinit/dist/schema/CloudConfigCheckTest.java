package org.cloudinit.dist.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.dist.Program;
import org.cloudinit.dist.Program.Run;
import org.cloudinit.dist.command.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code schema} with cloud-config; what is expected was recorded from the original. */
class CloudConfigCheckTest {
    private static final String FAULTY =
            """
            #cloud-config
            hostname: a
            bogus: 1
            ntp:
              servers: [1]
            apt_update: true
            users:
              - name: x
                uid: "12"
            """;

    @TempDir private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("user-data"), text);
    }

    private Run check(String text, String... options) throws IOException {
        var words = new ArrayList<>(List.of("schema", "-c", file(text).toString()));
        words.addAll(List.of(options));
        return Program.run(words.toArray(String[]::new));
    }

    @Test
    void aValidDocumentIsCalledSo() throws IOException {
        String out = "Valid schema " + folder.resolve("user-data") + "\n";
        assertEquals(new Run(0, out, ""), check("#cloud-config\nhostname: a\n"));
        assertEquals(new Run(0, out, ""), check("#cloud-config\nhostname: a\n", "--annotate"));
    }

    @Test
    void errorsAndDeprecationsAreListed() throws IOException {
        Run run = check(FAULTY);
        assertEquals(1, run.code());
        assertEquals(
                """
                Cloud config schema deprecations: apt_update:  Deprecated in version 22.2. Use \
                **package_update** instead., users.0.uid:  Changed in version 22.3. The use of \
                ``string`` type is deprecated. Use an ``integer`` instead.
                Invalid user-data %s
                """
                        .formatted(folder.resolve("user-data")),
                run.out());
        assertEquals(
                """
                Error: Cloud config schema errors: bogus: Additional properties are not allowed \
                ('bogus' was unexpected), ntp.servers.0: 1 is not of type 'string'

                Error: Invalid schema: user-data

                """,
                run.err());
    }

    @Test
    void errorsAndDeprecationsAreMarked() throws IOException {
        Run run = check(FAULTY, "--annotate");
        assertEquals(1, run.code());
        assertEquals("Error: Invalid schema: user-data\n\n", run.err());
        assertEquals(
                """
                #cloud-config
                hostname: a
                bogus: 1\t\t# E1
                ntp:
                  servers: [1]\t\t# E2
                apt_update: true\t\t# D1
                users:
                  - name: x
                    uid: "12"\t\t# D2

                # Errors: -------------
                # E1: Additional properties are not allowed ('bogus' was unexpected)
                # E2: 1 is not of type 'string'


                # Deprecations: -------------
                # D1:  Deprecated in version 22.2. Use **package_update** instead.
                # D2:  Changed in version 22.3. The use of ``string`` type is deprecated. Use an \
                ``integer`` instead.


                """,
                run.out());
    }

    @Test
    void aDeprecatedDocumentIsValid() throws IOException {
        Run run = check("#cloud-config\napt_update: true\n");
        assertEquals(0, run.code());
        assertTrue(run.out().endsWith("\nValid schema " + folder.resolve("user-data") + "\n"));
    }

    @Test
    void faultsOfTheWholeDocumentAreMarkedInItsFirstLine() throws IOException {
        Run run = check("#cloud-config\n1: a\n", "--annotate");
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("#cloud-config\n1: a\t\t# E1\n"), run.out());
    }

    @Test
    void whatIsNoYamlHasItsPlace() throws IOException {
        Run run = check("#cloud-config\na: [\nb: 'secret\n");
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("Error: Cloud config schema errors: format-l"), run.err());
        assertTrue(run.err().contains(" is not valid YAML. "), run.err());
        assertTrue(!run.err().contains("secret"), run.err());
    }

    @Test
    void otherKindsOfUserDataAreNotChecked() throws IOException {
        assertEquals(
                new Run(
                        0,
                        "User-data type 'text/x-shellscript' not currently evaluated by cloud-init"
                                + " schema\n",
                        ""),
                check("#!/bin/sh\n"));
        assertEquals(
                new Run(
                        0,
                        "Empty 'cloud-config' found at "
                                + folder.resolve("user-data")
                                + ". Nothing to validate.\n",
                        ""),
                check(""));
    }

    @Test
    void anUnknownFirstLineIsShown() throws IOException {
        Run run = check("hello\na: 1\n");
        assertEquals(1, run.code());
        assertEquals(
                """
                Error: Cloud config schema errors: format-l1.c1: Unrecognized user-data header in \
                %s: "hello".
                Expected first line to be one of: #!, ## template: jinja, #cloud-boothook, \
                #cloud-config, #cloud-config-archive, #cloud-config-jsonp, #include, \
                #include-once, #part-handler

                Error: Invalid schema: user-data

                """
                        .formatted(folder.resolve("user-data")),
                run.err());
    }

    @Test
    void aListIsRefused() throws IOException {
        Run run = check("#cloud-config\n- a\n");
        assertEquals(1, run.code());
        assertEquals("Invalid user-data\n", run.out());
        assertTrue(run.err().contains(" is not a YAML dict.\n\n"), run.err());
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("user-data"), new byte[] {(byte) 0xff, 1, 2});
        Run run = Program.run("schema", "-c", file.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("UTF-8"), run.err());
    }

    @Test
    void theMachinesDocumentsAreChecked() throws IOException {
        Path instance = folder.resolve("var/lib/cloud/instances/i-1");
        Files.createDirectories(instance);
        Files.createSymbolicLink(
                folder.resolve("var/lib/cloud/instance"), Path.of("/var/lib/cloud/instances/i-1"));
        Files.writeString(instance.resolve("cloud-config.txt"), "#cloud-config\nhostname: a\n");
        Files.writeString(instance.resolve("vendor-cloud-config.txt"), "");
        Files.writeString(instance.resolve("vendor-data.txt"), "#cloud-config\nbogus: 1\n");
        Run run = Program.run("--root", folder.toString(), "schema", "--system");
        assertEquals(1, run.code());
        assertEquals(
                """
                Found cloud-config data types: user-data, vendor-data

                1. user-data at /var/lib/cloud/instances/i-1/cloud-config.txt:
                  Valid schema user-data

                2. vendor-data at /var/lib/cloud/instances/i-1/vendor-data.txt:
                  Invalid vendor-data /var/lib/cloud/instances/i-1/vendor-data.txt
                """,
                run.out());
        assertEquals(
                """
                  Error: Cloud config schema errors: bogus: Additional properties are not allowed \
                ('bogus' was unexpected)

                Error: Invalid schema: vendor-data

                """,
                run.err());
    }

    @Test
    void anOrdinaryUserIsTold() {
        Run run =
                Program.run(
                        new Caller(false, Map.of()),
                        new java.io.ByteArrayInputStream("".getBytes(StandardCharsets.UTF_8)),
                        "schema",
                        "--system");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("non-root"), run.err());
    }

    @Test
    void aMachineWithoutDataIsTold() {
        Run run = Program.run("--root", folder.toString(), "schema", "--system");
        assertEquals(
                new Run(
                        1,
                        "",
                        "Error: Config file /var/lib/cloud/instance/cloud-config.txt does not"
                                + " exist\n"),
                run);
    }
}
