package org.cloudinit.net.openstack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.net.sandbox.Notes;
import org.jspecify.annotations.Nullable;

/** A conversion of network data on a notes with two NICs, and its parts as JSON. */
final class Conversion {
    private static final Documents DOCUMENTS = new TextDocuments();
    static final String A = "fa:16:3e:00:00:01";
    static final String B = "fa:16:3e:00:00:02";

    final Notes notes = new Notes();
    NicInventory nics = nics(Map.of(A, "ens3", B, "ens4"));

    static Mapping json(String text) {
        return (Mapping) JsonReader.read(text, "network_data.json");
    }

    /** An inventory of Ethernet NICs, address to name. */
    static NicInventory nics(Map<String, String> nameByAddress) {
        var nics = new ArrayList<Nic>();
        nameByAddress.forEach(
                (address, name) ->
                        nics.add(new Nic(name, MacAddress.parse(address), null, null, null, true)));
        return new NicInventory(nics);
    }

    /** What the data becomes, or null. */
    @Nullable Mapping convert(String text) {
        return NetworkDataConverter.convert(json(text), nics, notes);
    }

    /** The config's list is compared, so it stands under a key of its own. */
    void sameConfig(String expected, String text) {
        Mapping converted = convert(text);
        assertNotNull(converted, () -> "nothing was made of it: " + notes.problems());
        ConfigTree list = json("{\"config\": " + expected + "}").get("config");
        assertEquals(
                DOCUMENTS.toJson(list),
                DOCUMENTS.toJson(Objects.requireNonNull(converted).get("config")));
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
