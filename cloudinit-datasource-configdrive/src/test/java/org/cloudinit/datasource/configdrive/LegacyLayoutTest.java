package org.cloudinit.datasource.configdrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 1 of the layout. */
class LegacyLayoutTest {
    @TempDir Path root;

    @Test
    void metaJsTellsAll() {
        InstanceData data =
                new Machine(root)
                        .seeded(
                                "meta.js",
                                """
                                {"instance-id": "i-v1", "dsmode": "local", "user-data": "#!/bin/sh\\n",
                                 "public-keys": "ssh-rsa A\\n#c\\n\\nssh-rsa B\\n"}
                                """)
                        .seeded("root/.ssh/authorized_keys", "ssh-rsa C\n")
                        .found();
        assertEquals("i-v1", data.id().value());
        assertEquals(DsMode.LOCAL, data.mode());
        assertEquals("#!/bin/sh\n", data.userData().revealText());
        assertEquals(List.of("ssh-rsa A", "ssh-rsa B"), data.publicKeys());
        assertEquals(
                "DataSourceConfigDrive [local,ver=1][source=" + Machine.SEED + "]",
                data.description());
        assertEquals(Scalar.nothing(), data.instanceDataExtras().get("ec2_metadata"));
        assertNull(data.network());
    }

    /** A machine whose configuration lets a drive of version 1 count. */
    private Machine willing() {
        var machine = new Machine(root);
        machine.settings = Mapping.builder().put("dsmode", "net").build();
        return machine;
    }

    @Test
    void oneFileIsEnough() {
        InstanceData data =
                willing().seeded("root/.ssh/authorized_keys", "# c\nssh-rsa C\n").found();
        assertEquals("iid-dsconfigdrive", data.id().value());
        assertEquals(List.of("ssh-rsa C"), data.publicKeys());
    }

    @Test
    void withoutAModeItIsForTheNetworkStage() {
        var machine = new Machine(root).seeded("meta.js", "{\"instance-id\": \"i\"}");
        assertEquals(DsMode.NET, machine.found().mode());
        assertEquals(List.of(), machine.codes());
    }

    @Test
    void theInterfacesFileIsMetadata() {
        InstanceData data = willing().seeded("etc/network/interfaces", "auto eth0\n").found();
        assertEquals(
                "auto eth0\n",
                new String(
                        ((Scalar.Binary) data.metadata().get("network_config")).value(),
                        StandardCharsets.UTF_8));
        assertNull(data.network());
    }

    @ParameterizedTest
    @CsvSource({
        "'{nope', config-drive.bad-json",
        "'[1]', config-drive.bad-metadata",
        "'{\"instance-id\": \"..\"}', config-drive.bad-metadata",
        "'{\"instance-id\": {}}', config-drive.bad-metadata"
    })
    void brokenMetaJsIsRefused(String meta, String code) {
        assertEquals(code, new Machine(root).seeded("meta.js", meta).unusable().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{}", "[\"x\"]"})
    void userDataThatIsNoTextIsReported(String userData) {
        var machine =
                new Machine(root)
                        .seeded(
                                "meta.js",
                                "{\"dsmode\": \"net\", \"user-data\": " + userData + "}");
        assertNull(machine.found().userData());
        assertEquals(List.of("config-drive.wrong-type"), machine.codes());
    }
}
