package org.cloudinit.net.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.sandbox.Notes;
import org.junit.jupiter.api.Test;

/** Older forms of a network configuration. */
class TranslationTest {
    private static final NicInventory NO_NICS = new NicInventory(List.of());

    private final Notes notes = new Notes();

    @Test
    void anInterfacesFileBecomesVersion1AndWhatIsIgnoredIsReported() {
        String text = "auto eth0\niface eth0 inet dhcp\n  mtu 1400\n";
        assertEquals(
                new NetworkConfig.V1(
                        (Mapping)
                                YamlReader.read(
                                        """
                                        version: 1
                                        config:
                                        - type: physical
                                          name: eth0
                                          subnets:
                                          - _orig_eni_name: eth0
                                            type: dhcp
                                            control: auto
                                        """,
                                        "wanted")),
                Translation.of(new NetworkConfig.Eni(text, "drive"), NO_NICS, notes));
        assertEquals(List.of("network.eni-line-ignored"), notes.codes());
    }

    @Test
    void anInterfacesFileThatIsNoneIsRefused() {
        var eni = new NetworkConfig.Eni("iface", "drive");
        assertThrows(MalformedException.class, () -> Translation.of(eni, NO_NICS, notes));
    }

    @Test
    void versionsStayAsTheyAre() {
        var version2 = new NetworkConfig.V2(Mapping.EMPTY);
        assertSame(version2, Translation.of(version2, NO_NICS, notes));
        assertEquals(List.of(), notes.codes());
    }
}
