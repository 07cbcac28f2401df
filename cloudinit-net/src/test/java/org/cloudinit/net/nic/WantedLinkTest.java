package org.cloudinit.net.nic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.sandbox.Corpus;
import org.cloudinit.net.sandbox.Notes;
import org.cloudinit.net.source.NetworkDocument;
import org.cloudinit.net.source.Translation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The links that a configuration names by address. */
class WantedLinkTest {
    private final Notes notes = new Notes();

    private List<WantedLink> read(String yaml) {
        NetworkConfig config = NetworkDocument.of(YamlReader.read(yaml, "network-config"));
        return WantedLink.of(config == null ? new NetworkConfig.Disabled() : config, notes);
    }

    @Test
    void anInterfacesFileNamesALinkByItsHardwareAddress() {
        String text =
                "iface lan0 inet dhcp\n  hwaddress ether FA:16:3E:00:00:01\niface b inet dhcp\n";
        NetworkConfig translated =
                Translation.of(
                        new NetworkConfig.Eni(text, "drive"), new NicInventory(List.of()), notes);
        assertTrue(translated instanceof NetworkConfig.V1, String.valueOf(translated));
        List<WantedLink> wanted = WantedLink.of((NetworkConfig.V1) translated, notes);
        assertEquals(1, wanted.size());
        assertEquals("lan0", wanted.getFirst().name());
        assertEquals("fa:16:3e:00:00:01", wanted.getFirst().mac().value());
    }

    @Test
    void theOriginalsRows() {
        Corpus.check("calls/net.extract_physdevs", this::fault);
    }

    private @Nullable String fault(Mapping row) {
        var document = (Mapping) row.sequence("args").items().getFirst();
        List<WantedLink> wanted;
        try {
            NetworkConfig config = NetworkDocument.of(document);
            wanted = config == null ? List.of() : WantedLink.of(config, notes);
        } catch (MalformedException refused) {
            boolean right =
                    row.has("exc") && refused.problem().code().equals("network.unknown-version");
            return right ? null : refused.getMessage();
        }
        // Drivers and ids that the configuration leaves open were those of this machine's links.
        var links =
                new NicInventory(
                        List.of(
                                new Nic("interface0", null, null, "virtio_net", "0x15d8", true),
                                new Nic("eth0", null, null, "virtio", "0x1000", true)));
        var actual = new ArrayList<ConfigTree>();
        for (WantedLink link : wanted) {
            WantedLink likely = link.likely(links);
            actual.add(
                    Sequence.of(
                            Scalar.text(link.mac().value()),
                            orNull(likely.name()),
                            orNull(likely.driver()),
                            orNull(likely.deviceId())));
        }
        return Corpus.differs(row.get("ret"), new Sequence(actual, Origin.BUILT_IN));
    }

    private static ConfigTree orNull(@Nullable String text) {
        return text == null ? Scalar.nothing() : Scalar.text(text);
    }

    @Test
    void addressesInAnyCaseAreMeant() {
        List<WantedLink> wanted =
                read(
                        """
                        version: 1
                        config:
                        - {type: physical, name: a, mac_address: 'FA:16:3E:00:00:01'}
                        - {type: bond, name: b, mac_address: 'fa:16:3e:00:00:02'}
                        - {type: physical, name: c}
                        - nonsense
                        """);
        assertEquals(1, wanted.size());
        assertEquals(new MacAddress("fa:16:3e:00:00:01"), wanted.getFirst().mac());
        assertEquals("a", wanted.getFirst().name());
        assertEquals(3, wanted.getFirst().origin().line());
        assertEquals(List.of(), notes.codes());
    }

    @Test
    void anAddressWithoutQuotesThatYamlReadsAsANumberIsNamed() {
        assertEquals(
                List.of(),
                read(
                                """
                        version: 1
                        config:
                        - {type: physical, name: a, mac_address: 52:54:00:12:34:ff}
                        - {type: physical, name: b, mac_address: 11:22:33:44:55:06}
                        - {type: physical, name: c, mac_address: 'fa:16'}
                        """)
                        .stream()
                        .filter(link -> !"a".equals(link.name()))
                        .toList());
        var problems = notes.problems();
        assertEquals(List.of("network.bad-address", "network.bad-address"), notes.codes());
        assertEquals(
                "reading the links of the network configuration: network-config:4:42:"
                        + " config[1].mac_address is no link-layer address, but a whole number"
                        + " [network.bad-address]."
                        + " Put quotes around it: YAML reads some addresses as numbers.",
                problems.getFirst().line());
    }

    @Test
    void version2NamesOnlyWhatItRenames() {
        List<WantedLink> wanted =
                read(
                        """
                        version: 2
                        ethernets:
                          id0: {match: {macaddress: 'fa:16:3e:00:00:01'}, set-name: lan}
                          id1: {match: {macaddress: 'fa:16:3e:00:00:02'}}
                          id2: {match: {name: 'ens*'}, set-name: wan}
                          id3: nonsense
                        bonds:
                          b: {match: {macaddress: 'fa:16:3e:00:00:03'}, set-name: x}
                        """);
        assertEquals(List.of("lan"), wanted.stream().map(WantedLink::name).toList());
    }
}
