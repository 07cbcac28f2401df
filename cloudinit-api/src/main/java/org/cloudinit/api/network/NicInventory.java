package org.cloudinit.api.network;

import java.util.List;

/**
 * The links of the machine, read once.
 *
 * @param nics in the order of their names
 */
public record NicInventory(List<Nic> nics) {
    public NicInventory {
        nics = List.copyOf(nics);
    }
}
