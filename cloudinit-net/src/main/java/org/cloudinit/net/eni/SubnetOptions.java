package org.cloudinit.net.eni;

import java.util.List;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Address;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Subnet;
import org.cloudinit.net.render.LossLedger;

/** The lines of a subnet, sorted ({@code _iface_add_subnet}). */
record SubnetOptions(LossLedger ledger) {
    List<String> lines(Placement placement) {
        var lines = new OptionLines(ledger);
        Subnet subnet = placement.subnet();
        if (subnet != null) {
            ledger.take(subnet.node());
            address(subnet, lines);
            lines.add("broadcast", subnet.broadcast());
            lines.add("gateway", subnet.gateway());
            lines.add("metric", subnet.metric());
            lines.add("mtu", subnet.mtu());
            for (Parameter parameter : subnet.further()) {
                if (parameter.value() instanceof Scalar value) {
                    ledger.take(parameter);
                    lines.add(parameter.name(), value.display());
                }
            }
        }
        lines.add("dns-nameservers", placement.nameservers());
        lines.add("dns-search", placement.search());
        return lines.sorted();
    }

    private void address(Subnet subnet, OptionLines lines) {
        Address address = subnet.address();
        if (address == null) {
            return;
        }
        if (address.prefix() == null) {
            ledger.lost(
                    address.node(),
                    "ifupdown takes an address with a static subnet, or with its prefix apart");
            return;
        }
        ledger.take(address.node());
        ledger.take(address.netmaskNode());
        lines.add("address", address.cidr());
    }
}
