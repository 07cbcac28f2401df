package org.cloudinit.core.consume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.spi.Part;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.TestSource;
import org.cloudinit.core.userdata.UserDataWalk;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of vendor-data of each form, and which parts it has. */
class DataStoreTest {
    @TempDir private Path folder;

    private final RecordingReporter reporter = new RecordingReporter();

    /**
     * Kept as in the original: a text as it is, a list as JSON. Types of the parts follow, {@code
     * -} for one that is nothing.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"#cloud-config\\na: 1\\n\"' | '#cloud-config\na: 1\n' | cloud-config",
                "'[\"#cloud-config\\na: 1\\n\", \"#!/bin/sh\\n\"]' | '[\n \"#cloud-config\\na: 1\\n\","
                        + "\n \"#!/bin/sh\\n\"\n]' | cloud-config x-shellscript",
                "'[null]' | '[\n null\n]' | -",
                "'[0, false, \"\", [], {}]' | '[\n 0,\n false,\n \"\",\n [],\n {}\n]' | - - - - -",
                "'{\"cloud-init\": 1}' | '' | -",
            })
    void vendorDataIsKeptAndExpanded(String json, String kept, String types) throws IOException {
        assertEquals(types, String.join(" ", stored(json, kept)));
        assertEquals(List.of(), reporter.codes());
    }

    /** Deviation U28: where the original ends the stage. */
    @Test
    void anItemThatIsNoTextIsReportedAndTheOthersAreUsed() throws IOException {
        List<String> types =
                stored("[5, \"#!/bin/sh\\n\", {\"hush\": \"hush\"}, [\"hush\"], true]", null);
        assertEquals(List.of("x-shellscript"), types);
        assertEquals(
                List.of(
                        "vendor-data.item",
                        "vendor-data.item",
                        "vendor-data.item",
                        "vendor-data.item"),
                reporter.codes());
        assertFalse(reporter.problems().toString().contains("hush"));
    }

    private List<String> stored(String json, @Nullable String kept) throws IOException {
        SandboxHost machine = SandboxHost.in(folder).build();
        ConfigTree vendorData = JsonReader.read(json, "vendor_data.json");
        InstanceData data = new TestSource.Data().vendorData(vendorData).build();
        var paths = new CloudPaths("/var/lib/cloud", "/run/cloud-init", "/etc/t", data.id());
        var documents = new TextDocuments();
        StoredData stored =
                new DataStore(paths, machine.root(), documents, reporter)
                        .store(data, new UserDataWalk(machine.root(), "/cache", documents));
        if (kept != null) {
            byte[] bytes = machine.root().read(paths.instanceFile("vendor-data.txt"));
            assertEquals(kept, new String(bytes, StandardCharsets.UTF_8));
        }
        var types = new ArrayList<String>();
        for (Part part : stored.vendor()) {
            types.add(part.content().size() == 0 ? "-" : part.contentType().replace("text/", ""));
        }
        return types;
    }
}
