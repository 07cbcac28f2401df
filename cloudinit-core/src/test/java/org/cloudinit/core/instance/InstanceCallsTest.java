package org.cloudinit.core.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.Owner;
import org.cloudinit.core.Calls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners of the log and instance-data, against the reference's calls of the same functions. */
class InstanceCallsTest {
    private static ConfigTree argument(Mapping row) {
        return row.sequence("args").items().getFirst();
    }

    @Test
    void owners() throws IOException {
        Calls.check(
                "util.extract_usergroup",
                row -> {
                    // A mapping is no owner: texts() of the configuration leaves it out.
                    if (!(argument(row) instanceof Scalar.Text text)) {
                        return row.texts("ret").isEmpty();
                    }
                    Owner owner = FileSystemSetup.owner(text.value());
                    List<ConfigTree> wanted = row.sequence("ret").items();
                    return wanted.equals(List.of(name(owner.user()), name(owner.group())));
                });
    }

    private static ConfigTree name(@Nullable String name) {
        return name == null ? Scalar.nothing() : Scalar.text(name);
    }

    @Test
    void aSecretBelowOneOfItsNameIsBlottedOutWithIt() {
        Mapping document =
                Mapping.builder()
                        .put("a", Mapping.builder().put("x", "secret").build())
                        .put("sensitive_keys", Sequence.ofTexts(List.of("a/b/a")))
                        .build();
        assertEquals("redacted for non-root user", InstanceDataFile.redacted(document).text("a"));
    }

    @Test
    void sensitiveKeysAreFound() throws IOException {
        Calls.check(
                "sources.process_instance_metadata",
                row -> InstanceDataFile.processed((Mapping) argument(row)).equals(row.get("ret")));
    }

    @Test
    void sensitiveValuesAreBlottedOut() throws IOException {
        Calls.check(
                "sources.redact_sensitive_keys",
                row -> InstanceDataFile.redacted((Mapping) argument(row)).equals(row.get("ret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vendor-data", "Vendor-Data", "USERDATA"})
    void aSecretIsBlottedOutHoweverItsKeyIsSpelt(String key) {
        Mapping inner = Mapping.builder().put(key, "secret").build();
        Mapping document = InstanceDataFile.processed(Mapping.builder().put("ds", inner).build());
        assertEquals(List.of("ds/" + key), document.texts("sensitive_keys"));
        assertEquals(
                "redacted for non-root user",
                InstanceDataFile.redacted(document).mapping("ds").text(key));
    }

    @Test
    void aSecretWithinOneThatIsBlottedOutMakesNoKey() {
        Mapping inner = Mapping.builder().put("userdata", "secret").build();
        Mapping document =
                InstanceDataFile.processed(Mapping.builder().put("merged_cfg", inner).build());
        assertEquals(
                List.of("merged_cfg", "merged_cfg/userdata"), document.texts("sensitive_keys"));
        Mapping redacted = InstanceDataFile.redacted(document);
        assertEquals("redacted for non-root user", redacted.text("merged_cfg"));
        assertNull(redacted.get("merged_cfg/userdata"));
    }
}
