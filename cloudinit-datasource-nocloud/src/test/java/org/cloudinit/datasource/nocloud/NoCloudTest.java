package org.cloudinit.datasource.nocloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.NetworkStatement;
import org.cloudinit.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every place of a seed, alone and together; facts of the original's {@code _get_data}. */
class NoCloudTest {
    @TempDir private Path folder;

    private Machine machine() {
        return new Machine(folder.resolve("root"));
    }

    private static Mapping yaml(String text) {
        return (Mapping) YamlReader.read(text, "expected");
    }

    @Test
    void aSeedFolderIsRead() throws IOException {
        InstanceData data =
                machine()
                        .seed(Machine.SEED, "instance-id: i-1\nlocal-hostname: h\n", "#!/bin/sh\n")
                        .file(Machine.SEED + "/vendor-data", "#cloud-config\n")
                        .file(Machine.SEED + "/network-config", "version: 2\n")
                        .found();
        assertEquals("i-1", data.id().value());
        assertEquals(DsMode.NET, data.mode());
        assertEquals(yaml("{instance-id: i-1, local-hostname: h, dsmode: net}"), data.metadata());
        assertEquals("#!/bin/sh\n", data.userData().revealText());
        assertEquals(Scalar.text("#cloud-config\n"), data.vendorData());
        assertEquals(new NetworkStatement.Document(yaml("version: 2")), data.network());
        assertEquals("DataSourceNoCloud [seed=" + Machine.SEED + "]", data.description());
        assertEquals(
                new InstanceData.Platform("unknown", "nocloud", "seed-dir (" + Machine.SEED + ")"),
                data.platform());
    }

    @Test
    void theFirstFolderWithASeedCounts() throws IOException {
        InstanceData data =
                machine()
                        .file(Machine.SEED + "/meta-data", "instance-id: half\n")
                        .seed(Machine.SEED + "-net", "instance-id: whole\n", "")
                        .found();
        assertEquals("whole", data.id().value());
        assertNull(data.userData());
    }

    @Test
    void ofMetadataTheFirstCountsAndOfUserDataTheLast() throws IOException {
        InstanceData data =
                machine()
                        .commandLine("ds=nocloud;i=line;x=line")
                        .seed(
                                Machine.SEED,
                                "{instance-id: seed, y: {a: 1}, local-hostname: h}",
                                "first")
                        .settings("{meta-data: {y: {a: 2, b: 3}, z: 4}, user-data: second}")
                        .found();
        assertEquals("line", data.id().value());
        assertEquals(DsMode.LOCAL, data.mode());
        assertEquals(
                yaml(
                        "{instance-id: line, x: line, dsmode: local, y: {a: 1, b: 3},"
                                + " local-hostname: h, z: 4}"),
                data.metadata());
        assertEquals("second", data.userData().revealText());
        assertEquals(
                "DataSourceNoCloud [seed=cmdline," + Machine.SEED + ",ds_config][dsmode=local]",
                data.description());
    }

    @Test
    void theCommandLineAloneIsASeed() throws IOException {
        InstanceData data = machine().commandLine("quiet ds=nocloud;h=node").found();
        assertEquals("nocloud", data.id().value());
        assertEquals("node", data.metadata().text("local-hostname"));
    }

    @Test
    void theSerialNumberIsASeed() throws IOException {
        Machine machine = machine();
        machine.files.dmi("product_serial", "ds=nocloud;i=smbios");
        assertEquals("smbios", machine.found().id().value());
    }

    @ParameterizedTest
    @CsvSource({"/run/systemd/container,docker", "/proc/1/environ,container=lxc"})
    void inAContainerTheSerialNumberIsTheHosts(String path, String text) throws IOException {
        Machine machine = machine().file(path, text);
        machine.files.dmi("product_serial", "ds=nocloud;i=smbios");
        machine.absent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/srv/seed/ | /srv/seed/",
                "/srv/seed | /srv/seed/",
                "file:///srv/seed | /srv/seed/",
                "/srv/%s.txt | /srv/,.txt",
                "/srv/__dmi.system-uuid__/ | /srv/u-1/"
            })
    void seedfromNamesAFolder(String seedFrom, String place) throws IOException {
        String[] parts = place.split(",", 2);
        String suffix = parts.length > 1 ? parts[1] : "";
        Machine machine =
                machine()
                        .commandLine("ds=nocloud;i=line;s=" + seedFrom)
                        .file(parts[0] + "meta-data" + suffix, "{instance-id: from, a: 1}")
                        .file(parts[0] + "user-data" + suffix, "data");
        machine.files.dmi("product_uuid", "u-1");
        InstanceData data = machine.found();
        assertEquals("line", data.id().value());
        assertEquals(Scalar.integer(1), data.metadata().get("a"));
        assertEquals("data", data.userData().revealText());
    }

    @Test
    void seedfromOfTheConfigurationCountsBeforeThatOfASeed() throws IOException {
        InstanceData data =
                machine()
                        .seed(Machine.SEED, "seedfrom: /nowhere/", "")
                        .settings("seedfrom: /srv/")
                        .seed("/srv", "instance-id: configured", "")
                        .found();
        assertEquals("configured", data.id().value());
    }

    @Test
    void seedfromReplacesTheOtherFiles() throws IOException {
        InstanceData data =
                machine()
                        .seed(Machine.SEED, "seedfrom: /srv/", "before")
                        .file(Machine.SEED + "/vendor-data", "before")
                        .file(Machine.SEED + "/network-config", "version: 2")
                        .seed("/srv", "", "after")
                        .found();
        assertEquals("after", data.userData().revealText());
        assertNull(data.vendorData());
        assertNull(data.network());
    }

    @Test
    void aPlaceInTheNetworkIsForTheNetworkStage() throws IOException {
        assertTrue(machine().commandLine("ds=nocloud;s=http://a/").absent().contains("network"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seedfrom: /nowhere/", "seedfrom: [a]", "seedfrom: 7"})
    void aPlaceThatIsNotThereIsToldAndNothingUsed(String metadata) throws IOException {
        String told = machine().seed(Machine.SEED, metadata, "").unusable();
        assertTrue(told.contains("[nocloud.bad-seedfrom]"), told);
    }

    @ParameterizedTest
    @CsvSource({"local,LOCAL", "net,NET", "pass,NET", "5,NET", "'',NET"})
    void theModeIsTheMetadatas(String written, DsMode mode) throws IOException {
        assertEquals(mode, machine().seed(Machine.SEED, "dsmode: " + written, "").found().mode());
    }

    @Test
    void aDisabledSeedIsAbsent() throws IOException {
        assertTrue(
                machine().seed(Machine.SEED, "dsmode: disabled", "").absent().contains("dsmode"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "- a",
                "instance-id: ''",
                "instance-id: [x]",
                "instance-id: ..",
                "\"instance-id\": \"a\\nb\""
            })
    void metadataThatCannotBeUsedIsReportedAndTheRestIsUsed(String metadata) throws IOException {
        Machine machine = machine().seed(Machine.SEED, metadata, "data");
        InstanceData data = machine.found();
        assertEquals("nocloud", data.id().value());
        assertEquals("data", data.userData().revealText());
        assertEquals(1, machine.reporter.problems().size(), machine.reporter.codes().toString());
        assertTrue(machine.reporter.problems().getFirst().origin().line() > 0);
    }

    @Test
    void aNumberIsAnInstanceId() throws IOException {
        assertEquals(
                "12", machine().seed(Machine.SEED, "instance-id: 12", "").found().id().value());
    }

    @Test
    void brokenNetworkConfigurationCostsTheNetworkAlone() throws IOException {
        Machine machine =
                machine()
                        .seed(Machine.SEED, "instance-id: i", "data")
                        .file(Machine.SEED + "/network-config", "version: [\n");
        InstanceData data = machine.found();
        assertNull(data.network());
        assertEquals("data", data.userData().revealText());
        assertEquals(List.of("nocloud.bad-yaml"), machine.reporter.codes());
    }

    @Test
    void hugeFilesAreReportedAndLeftOut() throws IOException {
        Machine machine =
                machine()
                        .seed(Machine.SEED, "instance-id: i", "data")
                        .file(Machine.SEED + "/network-config", " ".repeat((4 << 20) + 1));
        assertNull(machine.found().network());
        assertEquals(List.of("nocloud.unreadable"), machine.reporter.codes());
    }

    @Test
    void aSeedWithHugeMetadataIsNone() throws IOException {
        String told = machine().seed(Machine.SEED, " ".repeat((4 << 20) + 1), "").absent();
        assertTrue(told.contains(Machine.SEED + ": "), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta-data", "user-data"})
    void halfASeedIsNone(String name) throws IOException {
        assertFalse(machine().file(Machine.SEED + "/" + name, "a: b").absent().isBlank());
    }

    @Test
    void aFolderInThePlaceOfAFileIsNone() throws IOException {
        machine()
                .file(Machine.SEED + "/meta-data/x", "")
                .file(Machine.SEED + "/user-data", "")
                .absent();
    }

    @Test
    void bytesThatAreNoTextStayBytes() throws IOException {
        Machine machine = machine().seed(Machine.SEED, "", "");
        Path seed = folder.resolve("root" + Machine.SEED);
        Files.createDirectories(seed);
        Files.write(seed.resolve("vendor-data"), new byte[] {0x1f, (byte) 0x8b, 0});
        assertInstanceOf(Scalar.Binary.class, machine.found().vendorData());
    }

    @Test
    void publicKeysAreReadInEveryShape() throws IOException {
        for (String shape : List.of("'k1\nk2'", "[k1, k2]", "{a: k1, b: [k2, '']}")) {
            Machine machine = new Machine(folder.resolve("keys" + shape.length()));
            assertEquals(
                    List.of("k1", "k2"),
                    machine.seed(Machine.SEED, "public-keys: " + shape.replace("\n", "\n\n"), "")
                            .found()
                            .publicKeys(),
                    shape);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ds=nocloud;i=i-1,i-2,true",
        "ds=nocloud,i-1,true",
        "'',i-1,true",
        "'',i-2,false",
        "ds=nocloud;i=i-3,i-1,false",
        "'','',false"
    })
    void aMachineKnowsItselfByWhatIsAtHand(String line, String seeded, boolean confirmed)
            throws IOException {
        InstanceData cached =
                new Machine(folder.resolve("before"))
                        .seed(Machine.SEED, "instance-id: i-1", "")
                        .found();
        Machine now = machine().commandLine(line);
        if (!seeded.isEmpty()) {
            now.seed(Machine.SEED, "instance-id: " + seeded, "");
        }
        assertEquals(confirmed, new NoCloud().confirms(cached, now.context()));
    }

    @ParameterizedTest
    @CsvSource({"MyCloud,mycloud", ",unknown", "5,unknown", "[a],unknown", "~,unknown"})
    void theSeedMayNameItsCloud(String stated, String cloud) throws IOException {
        InstanceData data = machine().seed(Machine.SEED, "cloud-name: " + stated, "").found();
        assertEquals(cloud, data.platform().cloudName());
    }

    /** The original compares it with the text of the record: the seed is read at every boot. */
    @Test
    void aNumberConfirmsNothing() throws IOException {
        Machine machine = machine().seed(Machine.SEED, "instance-id: 17", "");
        assertFalse(new NoCloud().confirms(machine.found(), machine.context()));
    }

    @Test
    void whatWasLookedAtIsADecision() throws IOException {
        Machine machine = machine().file(Machine.SEED + "/meta-data", "");
        machine.absent();
        assertEquals(
                "it has no user-data",
                machine.reporter.decisions().getFirst().candidates().getFirst().verdict());
    }
}
