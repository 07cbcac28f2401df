package org.cloudinit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.YamlReader;
import org.cloudinit.schema.check.Fault;
import org.cloudinit.schema.check.QuickVerdict;
import org.cloudinit.schema.check.SchemaDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two short cuts of a boot say what the library says by the whole schema. */
class SameVerdictTest {
    private final SchemaDocument schema = SchemaDocument.published();

    /** Faults by all that tells them apart, and by their place. */
    private static List<String> shown(List<Fault> faults) {
        return faults.stream()
                .map(f -> f.keyword() + " " + f.pathText() + ": " + f.message() + f.origin())
                .toList();
    }

    /** What a boot tells of a fault, and all of a mark. */
    private static List<String> places(List<Fault> faults) {
        return faults.stream()
                .map(f -> f.pathText() + f.origin() + (f.isMark() ? f.message() : ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "hostname: a",
                "apt_update: true",
                "{package_upgrade: 1}",
                "users: [default, {name: a, uid: '12', lock-passwd: true}]",
                "users: {a: 1}",
                "groups: [a, {b: [c]}, {d: e}]",
                "chpasswd: {expire: false, list: 'a:b'}",
                "chpasswd: {users: [{name: a, type: RANDOM}]}",
                "resize_rootfs: noblock",
                "resize_rootfs: 'true'",
                "manage_etc_hosts: localhost",
                "manage_etc_hosts: template",
                "swap: {size: 1G, maxsize: 5}",
                "write_files: [{path: /a, content: !!binary aGk=}, {path: /b, append: yes}]",
                "ca-certs: {remove-defaults: true}",
                "ca-certs: {remove-defaults: true, trusted: [a]}",
                "runcmd: [[a, b], c, null]",
                "runcmd: []",
                "mounts: [[a, b, auto, '0', '2']]",
                "power_state: {delay: 30, mode: reboot, timeout: 3, condition: [a, b]}",
                "power_state: {delay: now, mode: halt, condition: true}",
                "apt: {sources: {a: {source: b}}, primary: [{arches: [default], uri: 'x:/'}]}",
                "ntp: {enabled: true, pools: [a, a]}",
                "ntp: {servers: [a, b], peers: null}",
                "rh_subscription: {activation_key: a, activation-key: b}",
                "rh_subscription: {activation-key: a, auto_attach: true, org: 5}",
                "disk_setup: {/dev/a: {table_type: gpt, layout: [[50, 82], 50]}}",
                "disk_setup: {a: {layout: remove}}",
                "ssh_keys: {rsa_private: a, foo: b}",
                "merge_how: 'list(append)'",
                "merge_how: [{name: list, settings: [append]}]",
                "output: {all: '| tee -a /a', init: {output: a, error: b}}",
                "expiredate: 1",
                "users: [{name: a, expiredate: 2032-09-01}]",
                "users: [{name: a, expiredate: '2032-09-01'}]",
                "users: [{name: a, sudo: false}, {name: b, sudo: [x]}, {name: c, sudo: null}]",
                "locale: 1",
                "1: a",
                "{true: a}",
                "autoinstall: {version: 1, other: [1, 2]}",
                "puppet: {conf: {a: {b: c}}}",
                "ansible: {pull: {url: a, playbook_name: b}}",
                "packages: [a, [b, '1'], {apt: [c, [d, e]]}]",
                "packages: [[a, b, c]]",
                "lxd: {init: {storage_backend: zfs}, preseed: a}",
                "rsyslog: {configs: [a, {content: b, filename: c}]}",
                "rsyslog: ['*.* @a']",
                "yum_repos: {a: {baseurl: 'http://a', enabled: true, x: 1.5}}",
                "phone_home: {url: a, post: all, tries: 3}",
                "phone_home: {url: a, post: [pub_key_rsa, fqdn]}",
                "wireguard: {interfaces: [{name: a, config_path: b, content: c}]}",
                "byobu_by_default: user",
                "byobu_by_default: nobody",
                "timezone: null",
                "reporting: {a: {type: hyperv}}",
                "reporting: {a: {type: webhook, endpoint: b, retries: 2}, b: {type: log}}",
                "network: {config: disabled}",
                "vendor_data: {enabled: 'true', prefix: [a, 1]}"
            })
    void asTheLibrary(String yaml) {
        ConfigTree config = YamlReader.read(yaml, "user-data");
        List<Fault> whole = CloudConfigSchema.faults(config, schema);
        SchemaDocument parts = SchemaDocument.about(config);
        assertEquals(shown(whole), shown(CloudConfigSchema.faults(config, parts)));
        SchemaDocument forVerdict = SchemaDocument.forVerdict((Mapping) config);
        assertEquals(places(whole), places(CloudConfigSchema.faults(config, forVerdict)));
        List<Fault> marks = QuickVerdict.marks(config, forVerdict);
        if (marks != null) {
            assertEquals(shown(whole), shown(marks));
        }
        List<String> said =
                new PublishedSchema()
                        .check((Mapping) config).stream()
                                .map(r -> r.path() + r.origin() + r.isFault())
                                .sorted()
                                .toList();
        assertEquals(
                whole.stream().map(f -> f.pathText() + f.origin() + !f.isMark()).sorted().toList(),
                said);
    }

    @Test
    void aDocumentOfAllKeysHasTheWholeSchema() {
        Mapping whole = schema.root();
        var keys = Mapping.builder();
        for (Scalar key : whole.mapping("properties").keys()) {
            keys.put(key.display(), new Scalar.Bool(true, key.origin()));
        }
        Mapping read = SchemaDocument.about(keys.build()).root();
        assertEquals(whole.with("$defs", read.mapping("$defs")), read);
        Mapping definitions = whole.mapping("$defs");
        for (Scalar name : read.mapping("$defs").keys()) {
            assertEquals(
                    definitions.get(name.display()), read.mapping("$defs").get(name.display()));
        }
        assertTrue(read.mapping("$defs").size() > 60, read.mapping("$defs").keys().toString());
    }

    @Test
    void ofADocumentWithoutThemNothingIsRead() {
        Mapping read = SchemaDocument.about((Mapping) YamlReader.read("ntp: {}", "u")).root();
        assertTrue(read.mapping("$defs").has("cc_ntp"));
        assertTrue(read.mapping("$defs").size() < 8, read.mapping("$defs").keys().toString());
        assertEquals(1, read.mapping("properties").size());
    }

    @Test
    void whatABootTellsHoldsNoValue() {
        var config = (Mapping) YamlReader.read("{password: [canary], canary2: canary}", "u");
        List<ConfigSchema.Remark> remarks = new PublishedSchema().check(config);
        assertEquals(
                List.of("canary2", "password"),
                remarks.stream().map(ConfigSchema.Remark::path).toList());
        assertEquals(
                List.of("", ""), remarks.stream().map(ConfigSchema.Remark::deprecation).toList());
    }

    @Test
    void asTheLibraryOverTheCorpus() throws IOException {
        String folder = System.getProperty("conformance.corpus");
        assumeTrue(folder != null, "skipped: no conformance corpus (set -Dconformance.corpus=DIR)");
        int rows = 0;
        int quick = 0;
        var slow = new ArrayList<String>();
        for (String line : Files.readAllLines(Path.of(folder, "schema_verdicts.jsonl"))) {
            Mapping row = (Mapping) JsonReader.read(line, "schema_verdicts");
            if (!row.text("schema_type", "").startsWith("cloud")) {
                continue;
            }
            rows++;
            ConfigTree config = CorpusValue.of(row.get("config"));
            List<Fault> whole = CloudConfigSchema.faults(config, schema);
            SchemaDocument parts = SchemaDocument.about(config);
            assertEquals(
                    shown(whole), shown(CloudConfigSchema.faults(config, parts)), row.text("id"));
            SchemaDocument forVerdict =
                    config instanceof Mapping m ? SchemaDocument.forVerdict(m) : parts;
            assertEquals(places(whole), places(CloudConfigSchema.faults(config, forVerdict)));
            List<Fault> marks = QuickVerdict.marks(config, forVerdict);
            boolean valid = whole.stream().allMatch(Fault::isMark);
            if (marks != null) {
                quick++;
                assertEquals(shown(whole), shown(marks), row.text("id"));
            } else if (valid) {
                slow.add(String.valueOf(row.text("id")));
            }
        }
        System.out.println(
                "quick verdicts: " + quick + " of " + rows + "; valid, but unsure: " + slow);
        assertTrue(quick > 100, "of " + rows);
    }
}
