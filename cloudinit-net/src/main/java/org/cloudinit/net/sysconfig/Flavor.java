package org.cloudinit.net.sysconfig;

/** The two families that share the files and little of what is in them. */
enum Flavor {
    RHEL,
    SUSE;

    /** The flavour of an option's value; the reference's default is {@code rhel}. */
    static Flavor of(String name) {
        return name.equals("suse") ? SUSE : RHEL;
    }
}
