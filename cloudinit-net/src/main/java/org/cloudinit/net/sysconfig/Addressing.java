package org.cloudinit.net.sysconfig;

import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.api.report.MalformedException;

/** Writes the subnets of a device into its file. */
sealed interface Addressing permits RhelAddressing, SuseAddressing {
    /** Writes how the device gets its addresses, and the addresses. */
    void subnets(Ifcfg file);

    /** Writes its routes. */
    void routes(Ifcfg file);

    /** The address of a static subnet, which the interpretation has checked. */
    static Address address(Subnet subnet) {
        Address address = subnet.address();
        if (address == null || address.prefix() == null) {
            throw new IllegalStateException(
                    "a static subnet without an address at " + subnet.node());
        }
        return address;
    }

    /** A type of subnet that these files have no word for. */
    static MalformedException unknown(Subnet subnet) {
        return new MalformedException(
                "network.unknown-subnet-type",
                "writing the sysconfig files",
                subnet.node().origin(),
                subnet.node().path() + " is of a type that ifcfg files cannot express",
                "Use dhcp4, dhcp6, static, static6, manual, or one of the ipv6_ types");
    }
}
