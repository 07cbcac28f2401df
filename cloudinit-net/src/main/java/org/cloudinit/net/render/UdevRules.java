package org.cloudinit.net.render;

import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.network.Device;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.NetworkState;
import org.cloudinit.api.network.Parameter;

/** The udev rules that give NICs their names ({@code _render_persistent_net}). */
public final class UdevRules {
    private static final String USUAL = "etc/udev/rules.d/70-persistent-net.rules";

    private UdevRules() {}

    /** Where they are written, as a renderer's options have it. */
    public static String path(Mapping options) {
        return Paths.absolute(options.text("netrules_path", USUAL));
    }

    /** One line for each NIC that has an address, as it was written; empty where there is none. */
    public static String of(NetworkState state, LossLedger ledger) {
        var rules = new StringBuilder();
        for (Device device : state.devices()) {
            Link link = device.link();
            if (device instanceof Device.Physical && link.mac() != null && link.mac().truthy()) {
                rules.append("SUBSYSTEM==\"net\", ACTION==\"add\", DRIVERS==\"")
                        .append(driver(link, ledger))
                        .append("\", ATTR{address}==\"")
                        .append(ledger.text(link.mac()))
                        .append("\", NAME=\"")
                        .append(link.name())
                        .append("\"\n");
                ledger.take(link.matching().setName());
            }
        }
        return rules.toString();
    }

    private static String driver(Link link, LossLedger ledger) {
        for (Parameter parameter : link.parameters()) {
            if (parameter.name().equals("driver")
                    && parameter.value() instanceof Scalar driver
                    && driver.truthy()) {
                ledger.take(parameter);
                return driver.display();
            }
        }
        return "?*";
    }
}
