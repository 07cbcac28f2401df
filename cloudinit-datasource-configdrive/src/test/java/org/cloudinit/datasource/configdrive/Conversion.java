package org.cloudinit.datasource.configdrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.NicInventory;

/** A conversion of network data on a machine with two NICs, and its parts as JSON. */
final class Conversion {
    static final String A = "fa:16:3e:00:00:01";
    static final String B = "fa:16:3e:00:00:02";

    final Machine machine = new Machine(Path.of("/nowhere"));
    NicInventory nics = Machine.nics(Map.of(A, "ens3", B, "ens4"));

    Mapping convert(String text) {
        return NetworkDataConverter.convert(Machine.json(text), nics, machine);
    }

    /** The config's list is compared, so it stands under a key of its own. */
    void sameConfig(String expected, String text) {
        Mapping converted = convert(text);
        assertNotNull(converted, () -> "nothing was made of it: " + machine.problems);
        ConfigTree list = Machine.json("{\"config\": " + expected + "}").get("config");
        assertEquals(
                Machine.DOCUMENTS.toJson(list), Machine.DOCUMENTS.toJson(converted.get("config")));
    }

    static String nic(String more) {
        return "{\"id\": \"a\", \"type\": \"phy\", \"ethernet_mac_address\": \""
                + A
                + "\""
                + more
                + "}";
    }

    static String net(String more) {
        return "{\"link\": \"a\"" + more + "}";
    }

    static String data(String links, String networks) {
        return "{\"links\": [" + links + "], \"networks\": [" + networks + "]}";
    }
}
