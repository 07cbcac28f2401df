package org.cloudinit.api.network;

import java.util.List;

/**
 * The network that a configuration describes, interpreted.
 *
 * @param devices every device, in the order in which the reference holds them
 */
public record NetworkState(List<Device> devices) {
    public NetworkState {
        devices = List.copyOf(devices);
    }
}
