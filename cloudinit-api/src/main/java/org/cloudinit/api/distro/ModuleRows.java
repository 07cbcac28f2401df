package org.cloudinit.api.distro;

import org.cloudinit.api.config.Mapping;

/**
 * What differs between distributions for config modules: one row for each module, made when it is
 * asked for, since most boots ask for none.
 */
final class ModuleRows {
    private ModuleRows() {}

    static Mapping row(String module, String family, String name) {
        return switch (module) {
            case "network_wait" -> networkWait(name);
            case "update_etc_hosts" -> hosts(family, name);
            case "resolv_conf" -> Mapping.builder().put("path", resolverFile(name)).build();
            case "users_groups" -> AccountRows.users(name);
            case "ssh" -> AccountRows.hostKeys(family);
            case "services" -> SystemRows.services(family, name);
            case "timezone" -> SystemRows.timezone(family, name);
            case "locale" -> SystemRows.locale(family, name);
            case "ca_certs" -> SystemRows.certificates(family, name);
            case "packages" -> PackageRows.row(family, name);
            case "ntp" -> NtpRows.row(family, name);
            default -> Mapping.EMPTY;
        };
    }

    /** The unit that waits for the network, where the network stage starts without one. */
    private static Mapping networkWait(String name) {
        return name.equals("ubuntu")
                ? Mapping.builder().put("unit", "systemd-networkd-wait-online.service").build()
                : Mapping.EMPTY;
    }

    /** The address for the machine's own name, and the template's name. */
    private static Mapping hosts(String family, String name) {
        String address =
                switch (family) {
                    case "debian", "suse", "alpine" -> "127.0.1.1";
                    default -> name.equals("photon") ? "127.0.1.1" : "127.0.0.1";
                };
        String template =
                switch (name) {
                    case "azurelinux", "mariner", "photon" -> name;
                    default -> family;
                };
        return Mapping.builder().put("address", address).put("template", template).build();
    }

    private static String resolverFile(String name) {
        return switch (name) {
            case "aosc", "azurelinux", "mariner", "photon" -> "/etc/systemd/resolved.conf";
            default -> "/etc/resolv.conf";
        };
    }
}
