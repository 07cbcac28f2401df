package org.cloudinit.dist.schema;

/**
 * A document that is to be checked.
 *
 * @param kind what it is for the machine: {@code user-data}, {@code vendor-data}, {@code
 *     vendor2-data} or {@code network-config}
 * @param path where it is
 * @param named whether the user named it; else it is a file of the machine
 */
record Document(String kind, String path, boolean named) {
    static final String USER_DATA = "user-data";
    static final String NETWORK = "network-config";

    boolean isNetwork() {
        return kind.equals(NETWORK);
    }
}
