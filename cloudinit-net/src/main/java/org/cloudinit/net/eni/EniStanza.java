package org.cloudinit.net.eni;

import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.jspecify.annotations.Nullable;

/** An {@code iface} stanza while it is read. */
final class EniStanza {
    private final EniLine head;
    private final Scalar.Text name;
    private final Scalar.Text type;

    private Scalar.@Nullable Text hardwareAddress;
    private Scalar.@Nullable Text address;
    private Scalar.@Nullable Text netmask;
    private Scalar.@Nullable Text gateway;
    private Scalar.@Nullable Text broadcast;
    private Sequence nameservers = Sequence.EMPTY;
    private Sequence search = Sequence.EMPTY;

    EniStanza(EniLine head, Scalar.Text name, String family, Scalar.Text method) {
        this.head = head;
        this.name = name;
        this.type = new Scalar.Text(type(family, method.value()), method.origin());
    }

    /** ifupdown tells DHCPv6 and router advertisements by the family, version 1 by the type. */
    private static String type(String family, String method) {
        if (!family.equals("inet6")) {
            return method;
        }
        return switch (method) {
            case "dhcp" -> "dhcp6";
            case "auto" -> "ipv6_slaac";
            default -> method;
        };
    }

    Scalar.Text name() {
        return name;
    }

    Origin origin() {
        return head.origin();
    }

    Scalar.@Nullable Text hardwareAddress() {
        return hardwareAddress;
    }

    /** Takes an option; answers false where version 1 has none like it. The last one counts. */
    boolean take(EniLine line) {
        switch (line.option()) {
            case "hwaddress" -> hardwareAddress = line.word(isEther(line) ? 2 : 1);
            case "address" -> address = line.word(1);
            case "netmask" -> netmask = line.word(1);
            case "gateway" -> gateway = line.word(1);
            case "broadcast" -> broadcast = line.word(1);
            case "dns-nameservers" -> nameservers = line.rest();
            case "dns-search" -> search = line.rest();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean isEther(EniLine line) {
        return line.word(1).value().equals("ether");
    }

    /**
     * The subnet, under the keys of the reference and in its order.
     *
     * @throws org.cloudinit.api.report.MalformedException if it is static and has no address
     */
    Mapping subnet(String control) {
        var subnet =
                Mapping.builder(origin())
                        .put("_orig_eni_name", name)
                        .put("type", type)
                        .put("control", control);
        if (type.value().equals("static")) {
            if (address == null) {
                throw head.malformed(
                        "network.eni-static-without-address",
                        "the stanza is static and has no address",
                        "Add an address");
            }
            subnet.put("address", address);
        }
        put(subnet, "netmask", netmask);
        put(subnet, "gateway", gateway);
        put(subnet, "broadcast", broadcast);
        if (!nameservers.isEmpty()) {
            subnet.put("dns_nameservers", nameservers);
        }
        if (!search.isEmpty()) {
            subnet.put("dns_search", search);
        }
        return subnet.build();
    }

    private static void put(Mapping.Builder subnet, String key, Scalar.@Nullable Text value) {
        if (value != null) {
            subnet.put(key, value);
        }
    }
}
