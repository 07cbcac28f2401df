package org.cloudinit.api.network;

import java.util.List;

/**
 * Name service: of the whole machine, of one device, or of one subnet. The three are kept apart.
 *
 * @param nameservers addresses of name servers, in order
 * @param search search domains, in order
 */
public record Dns(List<Setting> nameservers, List<Setting> search) {
    /** Nothing said. */
    public static final Dns NONE = new Dns(List.of(), List.of());

    public Dns {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
    }

    public boolean isEmpty() {
        return nameservers.isEmpty() && search.isEmpty();
    }
}
