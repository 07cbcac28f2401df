package org.cloudinit.net.corpus;

import java.io.IOException;
import java.util.Map;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.net.address.IpAddress;
import org.cloudinit.net.address.IpNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Addresses and networks against the reference's functions. */
class AddressCorpusTest {
    private static final Map<String, Integer> LEAST =
            Map.of(
                    "net.ipv4_mask_to_net_prefix", 5,
                    "net.is_ip_address", 4,
                    "net.is_ip_in_subnet", 14,
                    "net.is_ip_network", 5,
                    "net.is_ipv4_address", 12,
                    "net.is_ipv4_network", 2,
                    "net.is_ipv6_network", 5);

    @Test
    void addressesAndNetworksAreTold() throws IOException {
        var score = new Score("calls");
        for (String table :
                new String[] {
                    "is_ip_address",
                    "is_ipv4_address",
                    "is_ip_network",
                    "is_ipv4_network",
                    "is_ipv6_network",
                    "is_ip_in_subnet",
                    "ipv4_mask_to_net_prefix"
                }) {
            for (Mapping row : Corpus.rows("calls/net." + table)) {
                // Arguments of types that no document holds say nothing of text.
                if (!(row.sequence("args").items().getFirst() instanceof Scalar)) {
                    continue;
                }
                score.count("net." + table, row.text("id", ""), difference(table, row));
            }
        }
        score.demand(LEAST);
    }

    private static @Nullable String difference(String table, Mapping row) {
        String first = text(row, 0);
        IpNetwork network = IpNetwork.parse(first);
        return switch (table) {
            case "is_ip_address" -> compare(row, IpAddress.isAddress(first));
            case "is_ipv4_address" -> compare(row, IpAddress.isIpv4(first));
            case "is_ip_network" -> compare(row, network != null);
            case "is_ipv4_network" -> compare(row, network != null && !network.address().ipv6());
            case "is_ipv6_network" -> compare(row, network != null && network.address().ipv6());
            case "is_ip_in_subnet" -> inSubnet(row, first, text(row, 1));
            default -> {
                int length = IpNetwork.prefix4(first);
                boolean refused = row.has("exc") && length < 0;
                boolean same =
                        row.get("ret") instanceof Scalar.Int number && number.value() == length;
                yield refused || same ? null : "prefix " + length;
            }
        };
    }

    private static @Nullable String inSubnet(Mapping row, String address, String subnet) {
        IpAddress ip = IpAddress.parse(address);
        IpNetwork network = IpNetwork.parse(subnet);
        if (ip == null || network == null) {
            return row.has("exc") ? null : "refused";
        }
        return compare(row, network.contains(ip));
    }

    private static @Nullable String compare(Mapping row, boolean told) {
        return row.get("ret") instanceof Scalar.Bool bool && bool.value() == told
                ? null
                : "told " + told;
    }

    private static String text(Mapping row, int position) {
        return ((Scalar) row.sequence("args").items().get(position)).display();
    }
}
