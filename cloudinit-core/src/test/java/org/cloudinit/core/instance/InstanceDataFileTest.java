package org.cloudinit.core.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.TestSource;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of an instance, and who may see it. */
class InstanceDataFileTest {
    private static final TextDocuments DOCUMENTS = new TextDocuments();
    private static final CloudPaths PATHS =
            new CloudPaths("/var/lib/cloud", "/run/cloud-init", "/etc/cloud/templates", null)
                    .of(new InstanceId("i-1"));

    @TempDir private Path folder;

    @Test
    void whatIsSensitiveIsForRootAlone() throws IOException {
        SandboxHost host = SandboxHost.in(folder).build();
        Mapping config =
                Mapping.builder()
                        .put("chpasswd", Mapping.builder().put("list", "root:hush").build())
                        .build();
        Mapping metadata =
                Mapping.builder()
                        .put("random_seed", new Scalar.Binary(new byte[] {1, 2}, Origin.BUILT_IN))
                        .put("security-credentials", "hush")
                        .put("inner", Mapping.builder().put("user-data", "hush").build())
                        .build();
        InstanceData data = new TestSource.Data().metadata(metadata).userData("hush").build();
        InstanceDataFile.write(PATHS, data, config, host.root(), DOCUMENTS);
        String open = text(host, "/run/cloud-init/instance-data.json");
        assertFalse(open.contains("hush"), open);
        assertTrue(
                text(host, "/run/cloud-init/instance-data-sensitive.json").contains("root:hush"));
        assertEquals(0644, mode(host, "/run/cloud-init/instance-data.json"));
        assertEquals(0600, mode(host, "/run/cloud-init/instance-data-sensitive.json"));
        Mapping document = (Mapping) DOCUMENTS.json(open.getBytes(StandardCharsets.UTF_8), "t");
        assertEquals(List.of("ds/meta_data/random_seed"), document.texts("base64_encoded_keys"));
        assertEquals(
                List.of(
                        "ds/meta_data/inner/user-data",
                        "ds/meta_data/security-credentials",
                        "merged_cfg",
                        "merged_system_cfg"),
                document.texts("sensitive_keys"));
        assertEquals("AQI=", document.mapping("ds").mapping("meta_data").text("random_seed"));
    }

    private static String text(SandboxHost host, String path) throws IOException {
        return new String(host.root().read(path), StandardCharsets.UTF_8);
    }

    private static int mode(SandboxHost host, String path) throws IOException {
        FileFacts facts = host.root().facts(path);
        return facts == null ? -1 : facts.mode();
    }

    @Test
    void cloudIdsOfTheOriginal() throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(corpus != null, "no corpus: give -Dconformance.corpus=DIR");
        int rows = 0;
        Path table = Path.of(corpus, "calls/sources.canonical_cloud_id.jsonl");
        for (String line : Files.readAllLines(table)) {
            Mapping row = (Mapping) DOCUMENTS.json(line.getBytes(StandardCharsets.UTF_8), "row");
            assertEquals(
                    row.text("ret"),
                    CloudId.canonical(
                            argument(row, 0, "cloud_name"),
                            argument(row, 1, "region"),
                            argument(row, 2, "platform")),
                    row.text("id"));
            rows++;
        }
        System.out.println("canonical_cloud_id: " + rows + " of " + rows);
    }

    private static String argument(Mapping row, int position, String name) {
        List<ConfigTree> args = row.sequence("args").items();
        ConfigTree tree =
                args.size() > position ? args.get(position) : row.mapping("kwargs").get(name);
        return tree instanceof Scalar.Text text ? text.value() : "unknown";
    }

    @ParameterizedTest
    @CsvSource({
        "ID=debian~VERSION_ID=\"12\"~VERSION_CODENAME=bookworm, debian, 12, bookworm, debian",
        "ID=\"rocky\"~VERSION_ID=\"9.5\"~VERSION=\"9.5 (Blue Onyx)\", rocky, 9.5, Blue Onyx, rocky",
        "ID=\"rhel\"~VERSION_ID=9.4~VERSION=\"9.4 (Plow)\", redhat, 9.4, Plow, rhel",
        "ID=\"opensuse-leap\"~VERSION_ID=\"15.6\", opensuse-leap, 15.6, x86_64, suse",
        "ID=alpine~VERSION_ID=3.20~PRETTY_NAME=\"Alpine v3.20\", alpine, 3.20, Alpine v3.20, alpine",
        "ID=someos, someos, '', '', linux",
    })
    void distributionsAreNamedAsTheOriginalDoes(
            String text, String id, String version, String codename, String variant) {
        Distribution distribution = Distribution.parse(text.replace('~', '\n'), "x86_64");
        assertEquals(List.of(id, version, codename), distribution.triple());
        assertEquals(variant, distribution.variant());
    }

    @Test
    void theCacheGivesBackWhatItTook() throws IOException {
        SandboxHost host = SandboxHost.in(folder).build();
        String odd =
                """
                date: 2026-11-22
                time: 2026-11-22 10:11:12
                zone: 2026-11-22T10:11:12+02:00
                bytes: !!binary AQID
                1: one
                "$bytes": text
                big: 123456789012345678901234567890
                list: [1.5, null, {a: b}]
                """;
        InstanceData data =
                new TestSource.Data()
                        .mode(DsMode.LOCAL)
                        .metadata(
                                (Mapping)
                                        DOCUMENTS.yaml(odd.getBytes(StandardCharsets.UTF_8), "odd"))
                        .network(Mapping.builder().put("version", 1).build())
                        .userData("#!/bin/sh\n")
                        .vendorData(Sequence.of(Scalar.text("one"), Scalar.text("two")))
                        .build();
        InstanceCache.store("/c", data, host.root(), DOCUMENTS);
        assertEquals(
                data, InstanceCache.load("/c", host.root(), DOCUMENTS, new RecordingReporter()));
        assertEquals(0400, mode(host, "/c/obj.json"));
    }

    @Test
    void noRecordIsMadeOfADamagedOne() {
        assertThrows(IllegalArgumentException.class, () -> CacheRecord.decode(Mapping.EMPTY, null));
    }

    @ParameterizedTest
    @CsvSource({"syslog:adm, syslog, adm", "root:, root,", ":adm, , adm", "-1:none, ,", "me, me,"})
    void ownersOfTheLogAreReadAsTheOriginalDoes(
            String text, @Nullable String user, @Nullable String group) {
        assertEquals(new Owner(user, group), FileSystemSetup.owner(text));
    }

    @Test
    void timesAreWrittenInSeconds() {
        assertEquals("1795362510.007", Semaphores.timestamp(1_795_362_510_007L));
    }
}
