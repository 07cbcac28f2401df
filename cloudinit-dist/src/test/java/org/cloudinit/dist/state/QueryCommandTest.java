package org.cloudinit.dist.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.cloudinit.dist.Program.Run;
import org.cloudinit.dist.command.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCommandTest {
    private static final Caller USER = new Caller(false, Map.of());
    private static final String OPEN = "/run/cloud-init/instance-data.json";
    private static final String SENSITIVE = "/run/cloud-init/instance-data-sensitive.json";

    private static final String DATA =
            """
            {"ds": {"meta_data": {"keys": [{"name": "one"}, {"name": "two"}], "local-ip": null}},
             "merged_cfg": "SECRET", "sensitive_keys": ["merged_cfg"],
             "v1": {"cloud_name": "openstack", "instance_id": "i-1", "local-hostname": "web",
                    "platform": "openstack", "region": null}}
            """;

    @TempDir private Path folder;
    private StateMachine machine;

    @BeforeEach
    void aMachineWithInstanceData() throws IOException {
        machine = new StateMachine(folder);
        machine.put(OPEN, DATA);
        machine.put(SENSITIVE, DATA);
        machine.put("/var/lib/cloud/instance/user-data.txt", "#cloud-config\n{password: hidden}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v1.instance_id|i-1",
                "v1.local-hostname|web",
                "v1.local_hostname|web",
                "local_hostname|web",
                "v1.region|null",
                "ds.meta_data.keys.1.name|two",
                "ds.meta_data.local_ip|null",
                "combined_cloud_config|null",
            })
    void aNameHasItsValue(String name, String value) {
        assertEquals(new Run(0, value + "\n", ""), machine.run("query", name));
    }

    @Test
    void whatIsNoTextIsJson() {
        assertEquals(
                "[\n {\n  \"name\": \"one\"\n },\n {\n  \"name\": \"two\"\n }\n]\n",
                machine.run("query", "ds.meta_data.keys").out());
    }

    @Test
    void namesAreSorted() {
        assertEquals(
                "cloud_name\ninstance_id\nlocal-hostname\nplatform\nregion\n",
                machine.run("query", "--list-keys", "v1").out());
        assertTrue(
                machine.run("query", "-l").out().startsWith("cloud_name\ncombined_cloud_config"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query nothing",
                "query v1.nothing",
                "query v1.instance_id.more",
                "query ds.meta_data.keys.2",
                "query ds.meta_data.keys.-1",
                "query ds.meta_data.keys.00",
                "query v1..x",
                "query --list-keys v1.instance_id",
            })
    void whatIsNotThereIsNamed(String line) {
        Run run = machine.run(line.split(" "));
        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("cloud-init query: "), run.err());
    }

    @Test
    void withoutAQuestionTheUsageIsShown() {
        Run run = machine.run("query");
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("usage: "), run.out());
    }

    @Test
    void whoIsNotRootSeesNoSecret() {
        Run run = machine.run(USER, "query", "--all");
        assertEquals(0, run.code());
        assertFalse(run.out().contains("SECRET"), run.out());
        assertFalse(run.out().contains("hidden"), run.out());
        assertEquals(
                "<redacted for non-root user> file:/var/lib/cloud/instance/user-data.txt\n",
                machine.run(USER, "query", "userdata").out());
        assertEquals(
                "redacted for non-root user\n", machine.run(USER, "query", "merged_cfg").out());
    }

    @Test
    void rootSeesAll() {
        assertEquals("SECRET\n", machine.run("query", "merged_cfg").out());
        assertEquals(
                "#cloud-config\n{password: hidden}\n\n", machine.run("query", "userdata").out());
        assertEquals("\n", machine.run("query", "vendordata").out());
    }

    @Test
    void packedUserDataIsUnpackedAndBytesAreEncoded() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        }
        Path userData = machine.path("/var/lib/cloud/instance/user-data.txt");
        Files.write(userData, packed.toByteArray());
        assertEquals("#!/bin/sh\n\n", machine.run("query", "userdata").out());
        Files.write(userData, new byte[] {(byte) 0xff, 0, 1});
        assertEquals("\"ci-b64:/wAB\"\n", machine.run("query", "userdata").out());
    }

    @Test
    void otherFilesAreTheCallers() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "{\"v1\": {\"a\": 1}}");
        assertEquals("1\n", machine.run("query", "-i", other.toString(), "v1.a").out());
        assertEquals(
                "{\"v1\": {\"a\": 1}}\n", machine.run("query", "-u", "" + other, "userdata").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"v1\": {", "[]", "7"})
    void damagedInstanceDataIsNamed(String text) throws IOException {
        machine.put(SENSITIVE, text);
        Run run = machine.run("query", "v1");
        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().contains(SENSITIVE), run.err());
    }

    @Test
    void missingInstanceDataIsNamed() throws IOException {
        Files.delete(machine.path(SENSITIVE));
        Run redacted = machine.run("query", "v1.instance_id");
        assertEquals("i-1\n", redacted.out());
        assertTrue(redacted.err().contains(SENSITIVE), redacted.err());
        Files.delete(machine.path(OPEN));
        assertEquals(1, machine.run("query", "v1").code());
    }

    @Test
    void theWordForTheCloud() throws IOException {
        assertEquals(new Run(3, "not started\n", ""), machine.run("cloud-id"));
        machine.put("/run/cloud-init/status.json", "{\"v1\": {\"init\": {\"start\": 1}}}");
        assertEquals(new Run(0, "openstack\n", ""), machine.run("cloud-id"));
        assertEquals("openstack\tNone\n", machine.run("cloud-id", "--long").out());
        assertTrue(machine.run("cloud-id", "--json").out().contains("\"cloud_id\": \"openstack\""));
        Path other =
                Files.writeString(
                        folder.resolve("other"),
                        "{\"v1\": {\"cloud_name\": \"aws\", \"region\": \"us-gov-1\"}}");
        assertEquals("aws-gov\n", machine.run("cloud-id", "-i", other.toString()).out());
        assertEquals(1, machine.run("cloud-id", "-i", "/no/such").code());
        machine.put("/etc/cloud/cloud-init.disabled", "");
        machine.folder("/run/systemd/system");
        assertEquals(new Run(2, "disabled\n", ""), machine.run("cloud-id"));
    }
}
