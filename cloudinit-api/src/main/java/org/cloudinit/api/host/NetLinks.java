package org.cloudinit.api.host;

import java.io.IOException;

/** Changes network links; never addresses or routes. */
public interface NetLinks {
    /** Renames a link, which must be down. */
    void rename(String from, String to) throws IOException;

    /** Sets a link up. */
    void up(String name) throws IOException;

    /** Sets a link down. */
    void down(String name) throws IOException;
}
