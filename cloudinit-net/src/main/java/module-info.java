import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.net.eni.EniRenderer;
import org.cloudinit.net.netplan.NetplanRenderer;
import org.cloudinit.net.networkd.NetworkdRenderer;
import org.cloudinit.net.networkmanager.NetworkManagerRenderer;
import org.cloudinit.net.source.HostNetworkPlanner;
import org.cloudinit.net.sysconfig.SysconfigRenderer;
import org.jspecify.annotations.NullMarked;

/** Network configuration in, rendered files out. Reads the host, never writes to it. */
@NullMarked
module org.cloudinit.net {
    requires transitive org.cloudinit.api;
    requires org.cloudinit.config;
    requires static org.apache.felix.framework;
    requires static org.jspecify;

    exports org.cloudinit.net;
    exports org.cloudinit.net.osgi to
            org.apache.felix.framework;

    provides NetworkPlanner with
            HostNetworkPlanner;
    provides NetworkRenderer with
            EniRenderer,
            NetplanRenderer,
            NetworkManagerRenderer,
            NetworkdRenderer,
            SysconfigRenderer;
}
