package org.cloudinit.net.render;

/** Comments at the head of files. */
public final class FileHeader {
    /**
     * What the distributions put above a rendered network configuration ({@code
     * NETWORK_FILE_HEADER}): it has to be the reference's to the byte, since tools look for it.
     */
    public static final String NETWORK =
            """
            # This file is generated from information provided by the datasource.  Changes
            # to it will not persist across an instance reboot.  To disable cloud-init's
            # network configuration capabilities, write a file
            # /etc/cloud/cloud.cfg.d/99-disable-network-config.cfg with the following:
            # network: {config: disabled}
            """;

    private FileHeader() {}
}
