package org.cloudinit.net.netplan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.HostFiles;

/**
 * The configuration that images with snapd ship for a machine without cloud-init: DHCP on every
 * NIC. It must not stay beside ours, but only the file as shipped is removed, not an edited one.
 */
record SnapdDefault(HostFiles files) {
    private static final String SHIPPED = "/etc/netplan/00-snapd-config.yaml";

    private static final String CONTENT =
            """
            # This is the initial network config.
            # It can be overwritten by cloud-init or console-conf.
            network:
                version: 2
                ethernets:
                    all-en:
                        match:
                            name: "en*"
                        dhcp4: true
                    all-eth:
                        match:
                            name: "eth*"
                        dhcp4: true
            """;

    private static final List<String> DERIVED =
            List.of(
                    "/run/systemd/network/10-netplan-all-en.network",
                    "/run/systemd/network/10-netplan-all-eth.network",
                    "/run/systemd/generator/netplan.stamp");

    List<String> removals() {
        try {
            byte[] shipped = files.readIfPresent(SHIPPED);
            if (shipped == null || !new String(shipped, StandardCharsets.UTF_8).equals(CONTENT)) {
                return List.of();
            }
        } catch (IOException _) {
            // Not readable, so not known to be the one that was shipped: left alone.
            return List.of();
        }
        var removals = new ArrayList<String>();
        removals.add(SHIPPED);
        for (String path : DERIVED) {
            if (files.exists(path)) {
                removals.add(path);
            }
        }
        return removals;
    }
}
