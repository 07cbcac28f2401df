package org.cloudinit.api.spi;

/** What must be there before a data source can be looked for. */
public enum Dependency {
    FILESYSTEM,
    NETWORK
}
