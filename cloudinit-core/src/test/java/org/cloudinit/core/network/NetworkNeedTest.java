package org.cloudinit.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.spi.UpdateEvent;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.Calls;
import org.cloudinit.core.TestSource;
import org.cloudinit.testkit.RecordingReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the next stage has to wait, and when the network may be written again. */
class NetworkNeedTest {
    private static final String HEAD = "#cloud-config\n";

    @ParameterizedTest
    @CsvSource({
        "'a: 1', false",
        "'', true",
        "'bootcmd: [a]', true",
        "'bootcmd: []', false",
        "'mounts: [[a]]', true",
        "'random_seed: {command: [a]}', true",
        "'random_seed: text', false",
        "'write_files: [{path: /a, source: {uri: \"https://x\"}}]', true",
        "'write_files: [{path: /a, source: {uri: /x}}]', false",
        "'{write_files: [{path: /a}], bootcmd: [b]}', true",
        "'[', true",
        "'- list', true",
        "'write_files: [{path: /a, source: {uri: ftp://x}}]', true",
        "'write_files: [{path: /a, source: {uri: file:x}}]', false",
        "'write_files: [{path: /a, source: {uri: \"\"}}]', false",
    })
    void cloudConfigDecides(String text, boolean needed) {
        var data = new TestSource.Data().userData(HEAD + text + "\n").build();
        assertEquals(needed, NetworkNeed.of(data, new TextDocuments()).needed());
    }

    @ParameterizedTest
    @CsvSource({
        "'#cloud-config-archive\n- {}'",
        "'#cloud-config-jsonp\n[]'",
        "' '",
        "'#!/bin/sh'",
        "'#include'",
        "'#cloud-confi'",
        "'## template: jinja'"
    })
    void everythingElseWaits(String text) {
        var data = new TestSource.Data().userData(text).build();
        assertTrue(NetworkNeed.of(data, new TextDocuments()).needed());
    }

    @Test
    void theMarkCountsInAnyCaseAndBehindWhiteSpace() {
        var data = new TestSource.Data().userData(" \n#Cloud-Config\na: 1\n").build();
        assertFalse(NetworkNeed.of(data, new TextDocuments()).needed());
    }

    @Test
    void vendorDataDecidesToo() {
        var script = new TestSource.Data().vendorData(Scalar.text("#!/bin/sh\n")).build();
        assertEquals(
                "non-cloud-config user data found in vendor data",
                NetworkNeed.of(script, new TextDocuments()).reason());
        var list = new TestSource.Data().vendorData(Sequence.of(Scalar.text(HEAD))).build();
        assertTrue(NetworkNeed.of(list, new TextDocuments()).needed());
    }

    @Test
    void theReasonIsTheOriginals() {
        assertEquals(
                "user data: no configuration found, vendor data: no configuration found, vendor"
                        + " data2: no configuration found",
                NetworkNeed.of(new TestSource.Data().build(), new TextDocuments()).reason());
    }

    private static Set<UpdateEvent> allowed(RecordingReporter reporter, String... words) {
        Mapping when = Mapping.builder().put("when", Sequence.ofTexts(List.of(words))).build();
        Mapping updates = Mapping.builder().put("network", when).build();
        return UpdateRules.allowed(
                Mapping.builder().put("updates", updates).build(),
                Set.of(UpdateEvent.BOOT),
                reporter);
    }

    @Test
    void theConfigurationReplacesTheDefault() {
        var reporter = new RecordingReporter();
        assertEquals(
                Set.of(UpdateEvent.BOOT),
                UpdateRules.allowed(Mapping.EMPTY, Set.of(UpdateEvent.BOOT), reporter));
        assertEquals(
                EnumSet.of(UpdateEvent.BOOT_NEW_INSTANCE, UpdateEvent.HOTPLUG),
                allowed(reporter, "boot-new-instance", "hotplug"));
        assertEquals(Set.of(), allowed(reporter));
        assertEquals(List.of(), reporter.codes());
    }

    @Test
    void theReferencesOwnCallsAgree() throws IOException {
        Calls.check(
                "event.userdata_to_events",
                row -> {
                    Mapping updates = (Mapping) row.sequence("args").items().getFirst();
                    Set<UpdateEvent> allowed =
                            UpdateRules.allowed(
                                    Mapping.builder().put("updates", updates).build(),
                                    Set.of(),
                                    new RecordingReporter());
                    Sequence pair = (Sequence) row.mapping("ret").sequence("v").items().getFirst();
                    Sequence events = ((Mapping) pair.items().get(1)).sequence("v");
                    var wanted = EnumSet.noneOf(UpdateEvent.class);
                    for (ConfigTree event : events) {
                        String shown = ((Mapping) event).text("v", "");
                        for (UpdateEvent each : UpdateEvent.values()) {
                            if (shown.endsWith("'" + each.spelling() + "'>")) {
                                wanted.add(each);
                            }
                        }
                    }
                    assertEquals(events.size(), wanted.size());
                    return wanted.equals(allowed);
                });
    }

    @Test
    void anUnknownEventMakesTheListVoidAndIsReported() {
        var reporter = new RecordingReporter();
        assertEquals(Set.of(), allowed(reporter, "boot", "bootasdfasdf"));
        assertEquals(List.of("network.update-event"), reporter.codes());
    }
}
