package org.cloudinit.datasource.configdrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.instance.InjectedFile;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Detection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares with the original's own answers. Every test prints how many rows are equal; a row that
 * differs fails unless it is listed with the number of its deviation.
 */
class CorpusTest {
    /** Rows for which the original raises; see docs/deviations.md. */
    private static final Map<String, String> DEVIATIONS =
            Map.ofEntries(
                    Map.entry("bad_vendordata_json", "S1"),
                    Map.entry("vendordata_form#7", "S1"),
                    Map.entry("netdata_NETWORK_DATA_2", "S2"),
                    Map.entry("netdata_NETWORK_DATA_BOND", "S2"),
                    Map.entry("netdata_NETWORK_DATA_VLAN", "S2"),
                    Map.entry("vendordata_form", "S2"),
                    Map.entry("vendordata_form#3", "S2"),
                    Map.entry("version_2013-04-04", "S2"),
                    Map.entry("version_2013-10-17", "S2"),
                    Map.entry("version_2015-10-15", "S2"),
                    Map.entry("version_2016-10-06", "S2"),
                    Map.entry("v1_no_dsmode", "S3"));

    private static final NicInventory NO_NICS = new NicInventory(List.of());

    @TempDir Path folder;

    @Test
    void drives() throws IOException {
        List<Mapping> rows = Corpus.rows("configdrive.jsonl");
        int equal = 0;
        int refused = 0;
        int deviating = 0;
        for (Mapping row : rows) {
            String id = row.text("id", "").substring("configdrive/".length());
            Mapping answer = row.mapping("answer");
            var machine = new Machine(folder.resolve(id));
            machine.seeded(Corpus.files(row.mapping("request").mapping("files")));
            machine.settings = row.mapping("request").mapping("ds_cfg");
            if (DEVIATIONS.containsKey(id)) {
                machine.found();
                assertEquals(id.equals("v1_no_dsmode"), machine.problems.isEmpty(), id);
                deviating++;
            } else if (answer.has("exc")) {
                assertInstanceOf(Detection.Unusable.class, machine.detect(), id);
                refused++;
            } else if (answer.flag("claimed", false)) {
                InstanceData data = machine.found();
                same(id, answer, data);
                assertEquals(List.of(), machine.codes(), id);
                equal++;
            } else {
                machine.absent();
                // The original warns as often.
                assertEquals(answer.sequence("log").size(), machine.problems.size(), id);
                refused++;
            }
        }
        System.out.println(
                "configdrive: "
                        + equal
                        + " equal, "
                        + refused
                        + " refused alike, "
                        + deviating
                        + " deviations, of "
                        + rows.size());
        assertEquals(rows.size(), equal + refused + deviating);
        assertEquals(DEVIATIONS.size(), deviating, "each listed deviation has its row");
    }

    private static void same(String id, Mapping answer, InstanceData data) {
        assertEquals(answer.text("dsmode"), data.mode().spelling(), id);
        assertEquals(
                answer.text("str", "").replace("<TMP>/seed/config_drive", Machine.SEED),
                data.description(),
                id);
        assertEquals(
                answer.text("subplatform", "").replace("<TMP>/seed/config_drive", Machine.SEED),
                data.platform().subplatform(),
                id);
        assertEquals(answer.get("metadata"), data.metadata(), id);
        assertEquals(Corpus.shape(answer.mapping("metadata")), Corpus.shape(data.metadata()), id);
        assertEquals(answer.get("instance_id"), data.metadata().get("instance-id"), id);
        assertEquals(answer.text("instance_id"), data.id().value(), id);
        assertEquals(answer.get("public_ssh_keys"), Sequence.ofTexts(data.publicKeys()), id);
        assertEquals(
                Corpus.orNull(answer.get("ec2_metadata")),
                data.instanceDataExtras().get("ec2_metadata"),
                id);
        assertEquals(
                Corpus.orNull(answer.mapping("read").get("networkdata")),
                data.instanceDataExtras().get("network_json"),
                id);
        assertEquals(text(answer.get("userdata_raw")), text(data.userData()), id);
        assertEquals(
                Corpus.orNull(answer.get("vendordata_raw")), Corpus.orNull(data.vendorData()), id);
        assertEquals(
                Corpus.orNull(answer.get("vendordata2_raw")),
                Corpus.orNull(data.vendorData2()),
                id);
        assertEquals(injected(answer.mapping("injected_files")), injected(data.files()), id);
        var machine = new Machine(Path.of("/nowhere"));
        NetworkConfig config = new ConfigDrive().network(data, NO_NICS, machine);
        sameNetwork(id, answer.mapping("read").get("networkdata"), config);
        assertEquals(answer.get("network_config") instanceof Mapping, config != null, id);
    }

    /** The drive's word as it was found; what it becomes is for the network module to say. */
    private static void sameNetwork(String id, ConfigTree found, NetworkConfig config) {
        if (config instanceof NetworkConfig.NetworkData said) {
            assertEquals(
                    Machine.DOCUMENTS.toJson(found), Machine.DOCUMENTS.toJson(said.document()), id);
            assertEquals(Corpus.shape(found), Corpus.shape(said.document()), id);
        } else {
            assertFalse(found instanceof Mapping data && data.sequence("links").size() > 0, id);
        }
    }

    private static String text(ConfigTree value) {
        return value == null ? "" : new String(Corpus.bytes(value), StandardCharsets.UTF_8);
    }

    private static String text(Secret secret) {
        return secret == null ? "" : secret.revealText();
    }

    private static Map<String, String> injected(Mapping files) {
        Map<String, String> texts = new TreeMap<>();
        Corpus.files(files)
                .forEach(
                        (path, bytes) ->
                                texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    private static Map<String, String> injected(List<InjectedFile> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach(file -> texts.put(file.path(), file.content().revealText()));
        return texts;
    }

    @Test
    void recordedReads() throws IOException {
        List<Mapping> rows = Corpus.rows("configdrive_recorded.jsonl");
        int equal = 0;
        for (Mapping row : rows) {
            String id = row.text("id", "");
            Mapping results = row.mapping("results");
            InstanceData data =
                    new Machine(folder.resolve(id))
                            .seeded(Corpus.files(row.mapping("files")))
                            .found();
            assertEquals(results.get("metadata"), data.metadata(), id);
            assertEquals(
                    results.get("ec2-metadata"), data.instanceDataExtras().get("ec2_metadata"));
            assertEquals(results.get("networkdata"), data.instanceDataExtras().get("network_json"));
            assertEquals(text(results.get("userdata")), text(data.userData()), id);
            assertEquals(injected(results.mapping("files")), injected(data.files()), id);
            equal++;
        }
        System.out.println("configdrive_recorded: " + equal + " of " + rows.size());
        assertFalse(rows.isEmpty());
    }

    @Test
    void vendorData() throws IOException {
        List<Mapping> rows = Corpus.rows("calls/sources.convert_vendordata.jsonl");
        int equal = 0;
        for (Mapping row : rows) {
            String id = row.text("id", "");
            ConfigTree argument = row.sequence("args").items().getFirst();
            var machine = new Machine(folder.resolve("vendor" + equal));
            machine.seeded("openstack/latest/meta_data.json", "{\"uuid\": \"i\"}");
            if (!(argument instanceof Scalar.Null)) {
                machine.seeded(
                        "openstack/latest/vendor_data.json", Machine.DOCUMENTS.toJson(argument));
            }
            InstanceData data = machine.found();
            if (row.has("exc")) {
                assertNull(data.vendorData(), id);
                assertEquals(List.of("config-drive.bad-vendor-data"), machine.codes(), id);
            } else {
                assertEquals(Corpus.orNull(row.get("ret")), Corpus.orNull(data.vendorData()), id);
                assertEquals(List.of(), machine.codes(), id);
            }
            equal++;
        }
        System.out.println("sources.convert_vendordata: " + equal + " of " + rows.size());
        assertFalse(rows.isEmpty());
    }

    /** The drives of the golden runs: what the stage writes of the data source alone. */
    @Test
    void goldenRuns() throws IOException {
        List<Path> runs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Corpus.folder().resolve("golden/head"))) {
            files.filter(file -> file.endsWith("golden.json"))
                    // Runs of ds-identify start no stage and write nothing of a data source.
                    .filter(file -> !file.toString().contains("/ds-identify/"))
                    .sorted()
                    .forEach(runs::add);
        }
        int equal = 0;
        for (Path run : runs) {
            Mapping golden = (Mapping) Machine.DOCUMENTS.json(Files.readAllBytes(run), "" + run);
            Path drive = run.resolveSibling("config-drive");
            var machine = new Machine(folder.resolve("golden" + equal));
            if (Files.isDirectory(drive)) {
                seed(machine, drive);
            }
            sameRun(run.getParent().toString(), golden, machine);
            equal++;
        }
        System.out.println("golden/head drives: " + equal + " of " + runs.size());
        assertFalse(runs.isEmpty());
    }

    private static void seed(Machine machine, Path drive) throws IOException {
        try (Stream<Path> files = Files.walk(drive)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                machine.with(Machine.SEED + "/" + drive.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    private static void sameRun(String id, Mapping golden, Machine machine) {
        Mapping tree = golden.mapping("tree");
        String written =
                tree.mapping("/run/cloud-init/instance-data-sensitive.json").text("content");
        if (written == null) {
            assertFalse(machine.detect() instanceof Detection.Found, id);
            return;
        }
        InstanceData data = machine.found();
        Mapping ds = Machine.json(written).mapping("ds").without("_doc");
        Mapping ours = data.instanceDataExtras().with("meta_data", base64(data.metadata()));
        assertEquals(Machine.DOCUMENTS.toJson(ds), Machine.DOCUMENTS.toJson(ours), id);
        Mapping v1 = Machine.json(written).mapping("v1");
        assertEquals(v1.text("cloud_name"), data.platform().cloudName(), id);
        assertEquals(v1.text("platform"), data.platform().platform(), id);
        assertEquals(v1.text("subplatform"), data.platform().subplatform(), id);
        assertEquals(v1.get("public_ssh_keys"), Sequence.ofTexts(data.publicKeys()), id);
        String place = "/var/lib/cloud/instances/" + data.id().value();
        assertEquals(
                tree.mapping(place + "/datasource").text("content"),
                "DataSourceConfigDrive: " + data.description() + "\n",
                id);
        for (InjectedFile file : data.files()) {
            assertEquals(
                    tree.mapping(file.path()).text("content"), file.content().revealText(), id);
        }
        sameNetwork(
                id,
                data.instanceDataExtras().get("network_json"),
                new ConfigDrive().network(data, NO_NICS, machine));
    }

    /** Bytes of meta-data are base64 in instance-data. */
    private static Mapping base64(Mapping metadata) {
        Mapping.Builder builder = metadata.toBuilder();
        metadata.entries()
                .forEach(
                        (key, value) -> {
                            if (value instanceof Scalar.Binary bytes) {
                                builder.put(
                                        key.display(),
                                        Base64.getEncoder().encodeToString(bytes.value()));
                            }
                        });
        return builder.build();
    }
}
