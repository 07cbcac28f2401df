package org.cloudinit.api.distro;

import org.cloudinit.api.config.Mapping;

/** What differs between distributions for the modules of users, passwords and keys. */
final class AccountRows {
    private AccountRows() {}

    /** Whether the tools may be BusyBox' own; a program that renames the image's user. */
    static Mapping users(String name) {
        return switch (name) {
            case "alpine" -> Mapping.builder().put("busybox", true).build();
            case "raspberry-pi-os" ->
                    Mapping.builder().put("rename_user", "/usr/bin/rename-user").build();
            default -> Mapping.EMPTY;
        };
    }

    /** The group that may read host keys, where there is such a group. */
    static Mapping hostKeys(String family) {
        return family.equals("redhat")
                ? Mapping.builder().put("key_group", "ssh_keys").build()
                : Mapping.EMPTY;
    }
}
