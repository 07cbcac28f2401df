package org.cloudinit.net.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.cloudinit.api.report.Problem;
import org.cloudinit.net.NetworkConversion;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, validation answers with problems and never throws. */
class AnyDocumentTest {
    private static final long SEED = 20260102;
    private static final int ROUNDS = 20_000;

    private static final List<String> DOCUMENTS =
            List.of(
                    """
                    {"network": {"version": 1, "config": [
                     {"type": "physical", "name": "e", "mtu": 9, "subnets": [{"type": "static",
                      "address": "10.0.0.1/8", "routes": [{"network": "::", "gateway": "::1"}]}]},
                     {"type": "bond", "name": "b", "bond_interfaces": ["e"], "params": {"bond-mode": 1}},
                     {"type": "vlan", "name": "v", "vlan_link": "b", "vlan_id": 7},
                     {"type": "nameserver", "address": ["1.1.1.1"], "search": "a"}]}}
                    """,
                    """
                    {"version": 2, "ethernets": {"e": {"match": {"macaddress": "fa:16:3e:00:00:01"},
                      "dhcp4": true, "addresses": ["10.0.0.1/8"], "routes": [{"to": "default",
                      "via": "10.0.0.2", "metric": 5}]}}, "bridges": {"b": {"interfaces": ["e"],
                      "parameters": {"stp": false, "path-cost": {"e": 5}}}}}
                    """,
                    """
                    {"links": [{"id": "a", "ethernet_mac_address": "fa:16:3e:00:00:01", "mtu": 1500},
                      {"id": "b", "type": "bond", "bond_links": ["a"]}],
                     "networks": [{"link": "b", "type": "ipv4", "ip_address": "10.0.0.1",
                      "routes": [{"network": "0.0.0.0", "services": []}]}],
                     "services": [{"type": "dns", "address": "1.1.1.1"}]}
                    """);

    /** Bytes that change what a document is more often than any other would. */
    private static final byte[] MARKS = "{}[]:,\"'-7 \n#&*!|x".getBytes(StandardCharsets.US_ASCII);

    @Test
    void damagedDocumentsAreAnswered() {
        var random = new Random(SEED);
        int valid = 0;
        int faulty = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = DOCUMENTS.get(i % 3).getBytes(StandardCharsets.UTF_8);
            for (int j = random.nextInt(4); j > 0; j--) {
                int at = random.nextInt(bytes.length);
                bytes[at] =
                        random.nextInt(4) == 0
                                ? (byte) random.nextInt(256)
                                : MARKS[random.nextInt(MARKS.length)];
            }
            List<Problem> problems = NetworkConversion.validate(bytes, "document");
            for (Problem problem : problems) {
                assertNotNull(problem.origin());
                assertFalse(problem.code().isEmpty());
            }
            if (problems.isEmpty()) {
                valid++;
            } else {
                faulty++;
            }
        }
        System.out.println("damaged documents: " + valid + " valid, " + faulty + " with problems");
        assertTrue(valid > ROUNDS / 20 && faulty > ROUNDS / 20, "both ways are taken");
    }
}
