package org.cloudinit.api.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.NetworkConfig;
import org.junit.jupiter.api.Test;

class NetworkStatementTest {
    private static final Mapping TWO = Mapping.builder().put("version", 2).build();
    private static final Mapping ONE = Mapping.builder().put("version", 1).build();

    private static NetworkConfig written(Mapping document) {
        return new NetworkStatement.Document(document).asConfig();
    }

    @Test
    void aDocumentIsOfTheVersionThatItNames() {
        assertEquals(new NetworkConfig.V2(TWO), written(TWO));
        assertEquals(new NetworkConfig.V1(ONE), written(ONE));
        assertEquals(new NetworkConfig.V1(Mapping.EMPTY), written(Mapping.EMPTY));
    }

    @Test
    void aDocumentMayStandUnderItsName() {
        assertEquals(
                new NetworkConfig.V2(TWO), written(Mapping.builder().put("network", TWO).build()));
    }

    @Test
    void whatIsDisabledIsThat() {
        assertEquals(
                new NetworkConfig.Disabled(),
                written(Mapping.builder().put("config", "disabled").build()));
    }

    @Test
    void otherFormsStayWhatTheyAre() {
        assertEquals(
                new NetworkConfig.NetworkData(ONE),
                new NetworkStatement.NetworkData(ONE).asConfig());
        assertEquals(
                new NetworkConfig.Eni("auto lo\n", "/x"),
                new NetworkStatement.Eni("auto lo\n", "/x").asConfig());
    }
}
