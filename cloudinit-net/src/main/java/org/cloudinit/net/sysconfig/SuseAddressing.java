package org.cloudinit.net.sysconfig;

import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.render.LossLedger;

/**
 * Subnets in the words of SUSE.
 *
 * @param ledger takes account
 */
record SuseAddressing(LossLedger ledger) implements Addressing {
    @Override
    public void subnets(Ifcfg file) {
        boolean bridged = file.has("BRIDGE");
        file.drop("BRIDGE");
        file.set("BOOTPROTO", bridged ? "dhcp" : "static");
        for (Subnet subnet : file.device().link().subnets()) {
            method(file, subnet);
            if (subnet.control() != null && subnet.control().text().equals("manual")) {
                ledger.take(subnet.control());
                file.set("STARTMODE", "manual");
            }
        }
        int count4 = 0;
        int count6 = 0;
        for (Subnet subnet : file.device().link().subnets()) {
            if (subnet.method().isStatic()) {
                Address address = Addressing.address(subnet);
                ledger.take(address.node());
                ledger.take(address.netmaskNode());
                if (subnet.isIpv6()) {
                    file.set("IPADDR6" + (count6 == 0 ? "" : "_" + count6), address.cidr());
                    count6++;
                } else {
                    String suffix = count4 == 0 ? "" : Integer.toString(count4);
                    file.set("IPADDR" + suffix, address.text());
                    file.set(
                            "NETMASK" + suffix, address.netmask() == null ? "" : address.netmask());
                    count4++;
                }
            }
        }
    }

    private void method(Ifcfg file, Subnet subnet) {
        ledger.take(subnet.node());
        switch (subnet.method()) {
            case DHCP4 -> {
                boolean six = file.is("BOOTPROTO", "dhcp6") || file.is("BOOTPROTO", "dhcp");
                file.set("BOOTPROTO", six ? "dhcp" : "dhcp4");
            }
            case DHCP6, STATEFUL -> dhcp6(file, "managed");
            case STATELESS, SLAAC -> dhcp6(file, "info");
            case STATIC, STATIC6 -> {
                if (subnet.mtu() != null && !subnet.isIpv6()) {
                    file.set("MTU", subnet.mtu());
                }
            }
            case MANUAL -> {}
            case LOOPBACK, OTHER -> throw Addressing.unknown(subnet);
        }
    }

    private static void dhcp6(Ifcfg file, String mode) {
        boolean four = file.is("BOOTPROTO", "dhcp4") || file.is("BOOTPROTO", "dhcp");
        file.set("BOOTPROTO", four ? "dhcp" : "dhcp6");
        file.set("DHCLIENT6_MODE", mode);
    }

    /** The reference writes no routes for SUSE; they stay in the report of losses. */
    @Override
    public void routes(Ifcfg file) {}
}
