package org.cloudinit.net.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.spi.RenderContext;

/**
 * A file that old Ubuntu images ship and that would stay beside ours ({@code
 * _maybe_remove_legacy_eth0} of the reference's Debian family): DHCP on {@code eth0}. It is removed
 * as shipped only; one that somebody has edited stays.
 */
public final class LegacyEth0 {
    private static final String PATH = "/etc/network/interfaces.d/eth0.cfg";
    private static final List<String> SHIPPED = List.of("auto eth0", "iface eth0 inet dhcp");

    private LegacyEth0() {}

    /** The file if it has to go; an empty list otherwise. */
    public static List<String> removals(RenderContext context) {
        boolean debian = context.distro().family().equals("debian");
        return debian && SHIPPED.equals(statements(context.files())) ? List.of(PATH) : List.of();
    }

    private static List<String> statements(HostFiles files) {
        var statements = new ArrayList<String>();
        try {
            byte[] bytes = files.readIfPresent(PATH);
            if (bytes == null) {
                return List.of();
            }
            for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    statements.add(line.strip());
                }
            }
        } catch (IOException _) {
            // Not readable, so not known to be the one that was shipped: left alone.
            return List.of();
        }
        return statements;
    }
}
