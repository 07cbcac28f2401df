package org.cloudinit.core.web;

/** Port to the network: reads what an address names. */
public interface WebReader {
    /**
     * The whole content behind an {@code http} or {@code https} address.
     *
     * @param address the address as written; it may hold a user's name and password
     * @param limit most bytes
     * @throws WebException if it cannot be had; its message tells nothing of the address
     */
    byte[] read(String address, int limit) throws WebException;
}
