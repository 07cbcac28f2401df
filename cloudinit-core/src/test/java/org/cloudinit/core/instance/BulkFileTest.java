package org.cloudinit.core.instance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Secret;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.TestSource;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.SandboxRoot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large user-data beside the cached record: what belongs to it, and what does not. */
class BulkFileTest {
    private static final String FOLDER = "/var/lib/cloud/instances/i-1";
    private static final String FILE = FOLDER + "/obj.user-data";
    private static final String LARGE = "#!/bin/sh\n" + "hush\n".repeat(300_000);

    @TempDir private Path folder;
    private SandboxRoot root;
    private final RecordingReporter reporter = new RecordingReporter();

    @BeforeEach
    void makeMachine() throws IOException {
        root = SandboxHost.in(folder).build().root();
    }

    private Mapping record(String text) throws IOException {
        Mapping stated = BulkFile.write(FOLDER, Secret.of(text), root);
        return Mapping.builder().put("user_data_file", stated).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "gr\u00fc\u00df\u0000\n"})
    void whatIsWrittenIsRead(String text) throws IOException {
        Secret read = BulkFile.read(FOLDER, record(text), root);
        assertNotNull(read);
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), read.reveal());
        FileFacts facts = root.facts(FILE);
        assertNotNull(facts);
        assertEquals(0400, facts.mode());
    }

    @Test
    void aRecordThatStatesNoFileHasNone() throws IOException {
        record("text");
        assertNull(BulkFile.read(FOLDER, Mapping.EMPTY, root));
    }

    /** The power may go between the two writes: the same size is not enough. */
    @ParameterizedTest
    @ValueSource(strings = {"", "tex", "texts", "tixt", "TEXT"})
    void theFileOfAnotherRecordIsRefused(String other) throws IOException {
        Mapping record = record("text");
        root.write(FILE, Secret.of(other), 0400);
        assertThrows(IllegalArgumentException.class, () -> BulkFile.read(FOLDER, record, root));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size", "crc32"})
    void aRecordThatLacksOneOfTheTwoIsRefused(String lost) throws IOException {
        Mapping stated = BulkFile.write(FOLDER, Secret.of("text"), root);
        Mapping.Builder rest = Mapping.builder();
        for (String key : List.of("size", "crc32")) {
            if (!key.equals(lost)) {
                rest.put(key, stated.entries().values().iterator().next());
            }
        }
        Mapping record = Mapping.builder().put("user_data_file", rest.build()).build();
        assertThrows(IllegalArgumentException.class, () -> BulkFile.read(FOLDER, record, root));
    }

    @Test
    void aFileThatIsGoneIsAnError() throws IOException {
        Mapping record = record("text");
        root.delete(FILE);
        assertThrows(IOException.class, () -> BulkFile.read(FOLDER, record, root));
    }

    /**
     * The cache as a whole: large data comes back, and a file that does not fit costs the record.
     */
    @Test
    void theCacheKeepsLargeUserDataInTheFile() throws IOException {
        var documents = new TextDocuments();
        InstanceData data = new TestSource.Data().userData(LARGE).build();
        InstanceCache.store(FOLDER, data, root, documents);
        String record =
                new String(root.read(FOLDER + "/" + InstanceCache.FILE), StandardCharsets.UTF_8);
        assertTrue(record.length() < 10_000, "the record holds the data too");
        assertEquals(Set.of("obj.json", "obj.user-data"), Set.copyOf(root.list(FOLDER)));
        InstanceData loaded = InstanceCache.load(FOLDER, root, documents, reporter);
        assertNotNull(loaded);
        assertNotNull(loaded.userData());
        assertEquals(LARGE, loaded.userData().revealText());
        root.write(FILE, Secret.of(LARGE.replace("hush", "hash")), 0400);
        assertNull(InstanceCache.load(FOLDER, root, documents, reporter));
        assertEquals(List.of("cache.unusable"), reporter.codes());
        assertFalse(reporter.problems().toString().contains("hush"));
    }

    @Test
    void smallUserDataNeedsNoFile() throws IOException {
        InstanceData data = new TestSource.Data().userData("#!/bin/sh\n").build();
        InstanceCache.store(FOLDER, data, root, new TextDocuments());
        assertEquals(List.of("obj.json"), root.list(FOLDER));
    }
}
