package org.cloudinit.datasource.configdrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a drive's files, and what becomes of files that are broken. */
class LayoutTest {
    private static final String META = "openstack/latest/meta_data.json";
    private static final String SECRET = "hunter2-do-not-print";

    @TempDir Path root;
    private Machine machine;

    @BeforeEach
    void drive() {
        machine = new Machine(root).seeded(META, "{\"uuid\": \"i-1\", \"hostname\": \"n1\"}");
    }

    @Test
    void theLeastDriveIsEnough() {
        InstanceData data = machine.found();
        assertEquals("i-1", data.id().value());
        assertEquals(DsMode.NET, data.mode());
        assertEquals("n1", data.metadata().text("local-hostname"));
        assertEquals("i-1", data.metadata().text("instance-id"));
        assertEquals(Mapping.EMPTY, data.instanceDataExtras().get("ec2_metadata"));
        assertEquals(Scalar.nothing(), data.instanceDataExtras().get("network_json"));
        assertNull(data.network());
        assertNull(data.userData());
        assertNull(data.vendorData());
        assertEquals(List.of(), machine.codes());
    }

    @Test
    void aNumberMayNameTheInstance() {
        machine.seeded(META, "{\"uuid\": 7}");
        assertEquals("7", machine.found().id().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"hostname\": \"n\"}",
                "{\"uuid\": null}",
                "{\"uuid\": [1]}",
                "{\"uuid\": \"\"}",
                "{\"uuid\": \"..\"}",
                "{\"uuid\": \"a\\nb\"}",
                "[1]",
                "\"text\"",
                "null"
            })
    void metadataThatNamesNoInstanceIsRefused(String metadata) {
        machine.seeded(META, metadata);
        Problem problem = machine.unusable();
        assertEquals("config-drive.bad-metadata", problem.code());
        assertEquals(Machine.SEED + "/" + META, problem.origin().source());
        assertEquals(1, problem.origin().line());
    }

    @Test
    void brokenMetadataIsNamedWithLineAndColumn() {
        machine.seeded(META, "{\n  \"uuid\": bad\n}");
        Problem problem = machine.unusable();
        assertEquals("config-drive.bad-json", problem.code());
        assertEquals(Severity.WARNING, problem.severity());
        assertEquals(2, problem.origin().line());
        assertEquals(11, problem.origin().column());
        assertTrue(problem.line().contains(META + ":2:11: "), problem.line());
    }

    @Test
    void brokenNetworkDataCostsTheNetworkOnly() {
        machine.seeded("openstack/latest/network_data.json", "{\"links\": [\n}");
        InstanceData data = machine.found();
        assertNull(data.network());
        assertEquals("n1", data.metadata().text("hostname"));
        Problem problem = machine.problems.getFirst();
        assertEquals("config-drive.bad-json", problem.code());
        assertEquals("reading network data of the config drive", problem.act());
        assertEquals(2, problem.origin().line());
        assertEquals(1, problem.origin().column());
    }

    @ParameterizedTest
    @CsvSource({
        "vendor_data.json, vendor-data",
        "vendor_data2.json, vendor-data2",
        "network_data.json, network data"
    })
    void otherBrokenFilesCostThemselvesOnly(String file, String what) {
        machine.seeded("openstack/latest/" + file, "7");
        InstanceData data = machine.found();
        assertNull(data.vendorData());
        assertNull(data.vendorData2());
        assertEquals(List.of("config-drive.wrong-type"), machine.codes());
        assertTrue(machine.problems.getFirst().act().contains(what));
    }

    /** As in the original, which asks whether the value is true before it asks what it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"\"",
                "{}",
                "{'cloud-init': []}",
                "{'cloud-init': ''}",
                "{'cloud-init': {}}",
                "{'cloud-init': 0}",
                "{'cloud-init': false}",
                "{'cloud-init': null}"
            })
    void emptyVendorDataIsNone(String json) {
        machine.seeded("openstack/latest/vendor_data.json", json.replace('\'', '"'));
        machine.seeded("openstack/latest/vendor_data2.json", json.replace('\'', '"'));
        InstanceData data = machine.found();
        assertNull(data.vendorData());
        assertNull(data.vendorData2());
        assertEquals(List.of(), machine.codes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{bad", "[1]"})
    void brokenEc2MetadataCostsItselfOnly(String metadata) {
        machine.seeded("ec2/latest/meta-data.json", metadata);
        assertEquals(Mapping.EMPTY, machine.found().instanceDataExtras().get("ec2_metadata"));
        assertEquals(1, machine.problems.size());
    }

    @Test
    void anUnreadableFileCostsItselfOnly() throws Exception {
        byte[] tooMuch = new byte[DriveParts.CONTENT_LIMIT + 1];
        machine.with(Machine.SEED + "/openstack/latest/user_data", tooMuch);
        assertNull(machine.found().userData());
        assertEquals(List.of("config-drive.unreadable"), machine.codes());
        Files.delete(machine.resolve(Machine.SEED + "/openstack/latest/user_data"));
        Files.createDirectory(machine.resolve(Machine.SEED + "/openstack/latest/user_data"));
        machine.problems.clear();
        assertNull(machine.found().userData());
        assertEquals(List.of(), machine.codes(), "a folder is no user-data");
    }

    @Test
    void theNewestVersionWithMetadataIsRead() {
        machine.seeded("openstack/2016-10-06/meta_data.json", "{\"uuid\": \"old\"}");
        machine.seeded("openstack/2018-08-27/meta_data.json", "{\"uuid\": \"new\"}");
        machine.seeded("openstack/2099-01-01/meta_data.json", "{\"uuid\": \"future\"}");
        assertEquals("new", machine.found().id().value());
        machine.seeded("openstack/2018-08-27/user_data", "u");
        assertTrue(
                machine.resolve(Machine.SEED + "/openstack/2018-08-27/meta_data.json")
                        .toFile()
                        .delete());
        assertEquals("old", machine.found().id().value());
    }

    @Test
    void aSeedIsDecodedOrLeftOut() {
        machine.seeded(META, "{\"uuid\": \"i\", \"random_seed\": \"c2Vl\\nZA==\"}");
        Scalar.Binary seed =
                assertInstanceOf(
                        Scalar.Binary.class, machine.found().metadata().get("random_seed"));
        assertEquals("seed", new String(seed.value(), StandardCharsets.UTF_8));
        machine.seeded(META, "{\"uuid\": \"i\", \"random_seed\": \"" + SECRET + "=\"}");
        assertFalse(machine.found().metadata().has("random_seed"));
        machine.seeded(META, "{\"uuid\": \"i\", \"random_seed\": 5}");
        assertFalse(machine.found().metadata().has("random_seed"));
        assertEquals(List.of("config-drive.bad-seed", "config-drive.bad-seed"), machine.codes());
        assertFalse(machine.problems.toString().contains(SECRET));
    }

    @ParameterizedTest
    @CsvSource({"local, disabled, LOCAL", "net, local, NET", ", local, LOCAL", ", , NET"})
    void theDriveDecidesTheModeBeforeTheConfiguration(
            String onDrive, String configured, DsMode mode) {
        if (onDrive != null) {
            machine.seeded(META, "{\"uuid\": \"i\", \"meta\": {\"dsmode\": \"" + onDrive + "\"}}");
        }
        if (configured != null) {
            machine.settings = Mapping.builder().put("dsmode", configured).build();
        }
        assertEquals(mode, machine.found().mode());
        assertTrue(machine.found().description().contains("[" + mode.spelling() + ",ver=2]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bogus\"", "7", "[]", "\"LOCAL\"", "\"pass\""})
    void anUnknownModeIsReportedAndStandsForNet(String mode) {
        machine.seeded(META, "{\"uuid\": \"i\", \"meta\": {\"dsmode\": " + mode + "}}");
        assertEquals(DsMode.NET, machine.found().mode());
        assertEquals(List.of("config-drive.bad-dsmode"), machine.codes());
    }

    @Test
    void aDisabledDriveIsAbsent() {
        machine.seeded(META, "{\"uuid\": \"i\", \"meta\": {\"dsmode\": \"disabled\"}}");
        assertTrue(machine.absent().contains("disabled"));
    }

    @Test
    void filesAreTakenFromTheDrive() {
        machine.seeded(
                META,
                """
                {"uuid": "i", "files": [
                  {"path": "/etc/a", "content_path": "/content/0000"},
                  {"path": "relative", "content_path": "content//0001"},
                  {"content_path": "/content/0000"},
                  {"path": "/etc/a", "content_path": "/content/0001"}]}
                """);
        machine.seeded("openstack/content/0000", "zero").seeded("openstack/content/0001", "one");
        InstanceData data = machine.found();
        assertEquals(
                List.of("/etc/a=one", "/relative=one"),
                data.files().stream()
                        .map(file -> file.path() + "=" + file.content().revealText())
                        .toList());
        assertEquals(List.of(), machine.codes());
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/../../x, /content/0000, refused-path",
        "../x, /content/0000, refused-path",
        "/etc/, /content/0000, refused-path",
        "'', /content/0000, refused-path",
        "/, /content/0000, refused-path",
        "/etc/x, ../../../secret, refused-path",
        "/etc/x, /content/../../../secret, refused-path",
        "/etc/x, '', refused-path",
        "/etc/x, /, refused-path",
        "/etc/x, /content/missing, missing-content",
        "/etc/x, /content, missing-content",
        "/etc/x\\u0000, /content/0000, refused-path",
        "/etc/x, /content/00\\n00, refused-path",
    })
    void filesThatLeadElsewhereAreRefused(String path, String content, String code) {
        machine.seeded("openstack/content/0000", "zero").with("/var/lib/cloud/secret", SECRET);
        String item = "{\"path\": \"" + path + "\", \"content_path\": \"" + content + "\"}";
        machine.seeded(
                META,
                "{\"uuid\": \"i\", \"files\": [\n"
                        + item
                        + ",\n{\"path\": \"/good\", \"content_path\": \"/content/0000\"}]}");
        InstanceData data = machine.found();
        assertEquals(1, data.files().size());
        assertEquals("/good", data.files().getFirst().path());
        assertEquals(List.of("config-drive." + code), machine.codes());
        assertEquals(2, machine.problems.getFirst().origin().line());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"x\"", "{\"a\": 1}", "[7]", "[{\"path\": 7}]", "[[]]"})
    void filesOfAWrongShapeAreNoFiles(String files) {
        machine.seeded(META, "{\"uuid\": \"i\", \"files\": " + files + "}");
        assertEquals(List.of(), machine.found().files());
    }

    @Test
    void filesHaveBounds() {
        var items = new StringBuilder();
        for (int i = 0; i <= 1000; i++) {
            items.append(i == 0 ? "" : ",")
                    .append("{\"path\": \"/f" + i + "\", \"content_path\": \"/content/0000\"}");
        }
        machine.seeded("openstack/content/0000", "zero");
        machine.seeded(META, "{\"uuid\": \"i\", \"files\": [" + items + "]}");
        assertEquals(1000, machine.found().files().size());
        assertEquals(List.of("config-drive.too-much"), machine.codes());
    }

    @Test
    void anInterfacesFileSpeaksWhereNetworkDataDoesNot() {
        machine.seeded(
                META,
                "{\"uuid\": \"i\", \"network_config\": {\"content_path\": \"/content/0000\"}}");
        machine.seeded("openstack/content/0000", "auto eth0\n");
        for (String silent : List.of("{}", "{\"links\": []}", "{\"links\": null}", "[]", "{bad")) {
            machine.seeded("openstack/latest/network_data.json", silent);
            NetworkStatement.Eni said =
                    assertInstanceOf(NetworkStatement.Eni.class, machine.found().network(), silent);
            assertEquals("auto eth0\n", said.text());
            assertEquals(Machine.SEED + "/openstack/content/0000", said.source());
            NetworkConfig config =
                    new ConfigDrive()
                            .network(machine.found(), new NicInventory(List.of()), machine);
            assertEquals(new NetworkConfig.Eni(said.text(), said.source()), config);
        }
        machine.seeded("openstack/latest/network_data.json", "{\"links\": [{\"id\": \"a\"}]}");
        assertInstanceOf(NetworkStatement.NetworkData.class, machine.found().network());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"a\\nb\\n\"', a|b",
        "'[\"a\", \"\", 7, \"b\"]', a|b",
        "'{\"k\": \"a\\n\", \"l\": [\"b\"], \"m\": 7, \"n\": \"\"}', 'a\n|b'",
        "'null', ''",
        "'7', ''"
    })
    void publicKeysComeInManyShapes(String keys, String expected) {
        machine.seeded(META, "{\"uuid\": \"i\", \"public_keys\": " + keys + "}");
        assertEquals(expected, String.join("|", machine.found().publicKeys()));
    }

    @Test
    void nothingSecretIsPrinted() {
        machine.seeded("openstack/latest/user_data", SECRET);
        machine.seeded("openstack/latest/vendor_data.json", "{\"cloud-init\": \"" + SECRET + "\"}");
        machine.seeded(
                "openstack/latest/vendor_data2.json", "{\"cloud-init\": {\"" + SECRET + "\": 1}}");
        machine.seeded("openstack/content/0000", SECRET);
        machine.seeded(
                META,
                "{\"uuid\": \"i\", \"admin_pass\": \""
                        + SECRET
                        + "\", \"files\": [{\"path\": \"/x\", \"content_path\": \"/content/0000\"}]}");
        InstanceData data = machine.found();
        assertEquals(SECRET, data.userData().revealText());
        String all =
                data
                        + " "
                        + data.files()
                        + data.metadata()
                        + data.vendorData()
                        + data.userData()
                        + machine.problems
                        + machine.decisions;
        assertFalse(all.contains(SECRET), all);
    }
}
