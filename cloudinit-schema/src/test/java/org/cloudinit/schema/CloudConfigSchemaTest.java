package org.cloudinit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.cloudinit.config.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings and their places; messages were recorded from the original. */
class CloudConfigSchemaTest {
    private List<Finding> check(String yaml) {
        return CloudConfigSchema.check(YamlReader.read(yaml, "user-data"));
    }

    private List<String> lines(String yaml) {
        return check(yaml).stream().map(Finding::line).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "hostname: a",
                "runcmd: [[ls, -l], 'ls -l']",
                "write_files: [{path: /a, content: !!binary aGk=}]",
                "users: [default, {name: a, uid: 12}]",
                "ntp: {enabled: true, pools: [0.pool.ntp.org]}",
                "users: [{name: a, expiredate: '2026-01-01'}]"
            })
    void whatIsValidHasNoFindings(String yaml) {
        assertEquals(List.of(), check(yaml));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bogus: 1 | bogus: Additional properties are not allowed ('bogus' was unexpected)",
                "{x: 1, y: 2} | : Additional properties are not allowed ('x', 'y' were unexpected)",
                "1: a | : Additional properties are not allowed (1 was unexpected)",
                "hostname: 5 | hostname: 5 is not of type 'string'",
                "hostname: 2026-01-02 | hostname: datetime.date(2026, 1, 2) is not of type 'string'",
                "write_files: [{}] | write_files.0: 'path' is a required property",
                "runcmd: [] | runcmd: [] is too short",
                "ca_certs: {} | ca_certs: {} does not have enough properties",
                "swap: {size: 1X} | swap.size: '1X' does not match '^([0-9]+)?\\\\.?[0-9]+[BKMGT]$'",
                "users: [{name: a, expiredate: 2026-13-01x}]"
                        + " | users.0.expiredate: '2026-13-01x' is not a 'date'"
            })
    void whatIsNotValidIsSaid(String yaml, String line) {
        List<String> lines = lines(yaml);
        assertEquals(line, lines.isEmpty() ? "" : lines.getFirst());
    }

    @Test
    void aListIsNoCloudConfig() {
        assertFalse(check("[a]").isEmpty());
    }

    @Test
    void everyFindingHasItsPlace() {
        List<Finding> findings = check("hostname: a\nntp:\n  servers:\n  - a\n  -   1\nzz: 1\n");
        assertEquals(
                List.of("user-data:5:7", "user-data:6:1"),
                findings.stream().map(finding -> finding.origin().toString()).toList());
    }

    @Test
    void whatWillGoIsNoError() {
        List<Finding> findings = check("apt_update: true");
        assertEquals(List.of(true), findings.stream().map(Finding::deprecated).toList());
        assertEquals(
                "apt_update:  Deprecated in version 22.2. Use **package_update** instead.",
                findings.getFirst().line());
    }

    @Test
    void aDeprecatedFormOfSeveralIsValid() {
        assertEquals(
                List.of(true),
                check("users: [{name: a, uid: '12'}]").stream().map(Finding::deprecated).toList());
    }

    @Test
    void aFindingPrintedShowsNoValue() {
        String shown = check("hostname: [canary]").toString();
        assertFalse(shown.contains("canary"), shown);
    }

    @Test
    void aDeepDocumentIsAnswered() {
        int depth = 300;
        String yaml = "hostname: " + "[".repeat(depth) + "]".repeat(depth);
        assertEquals(1, check(yaml).size());
    }
}
