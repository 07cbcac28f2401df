package org.cloudinit.core.module;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * Modules of the original that may be no part of this program. Every distribution's list names many
 * of them; one is missed only where the configuration has work for it.
 */
final class ReferenceModules {
    private ReferenceModules() {}

    /** Whether an absent module is missed: it is unknown, or one of its keys is there. */
    static boolean isMissed(String name, Mapping config) {
        List<String> keys = keys(name);
        if (keys == null) {
            return true;
        }
        for (String key : keys) {
            if (config.has(key) && !(key.equals("apt") && isLeft(config.mapping(key)))) {
                return true;
            }
        }
        return false;
    }

    /** Debian's own configuration says no more than that the list of sources stays as it is. */
    private static boolean isLeft(Mapping apt) {
        return apt.size() == 1 && apt.flag("preserve_sources_list", false);
    }

    /** Keys without which the module does nothing; null where there is no such module. */
    private static @Nullable List<String> keys(String name) {
        return switch (name) {
            case "ansible",
                    "apt_pipelining",
                    "chef",
                    "disable_ec2_metadata",
                    "fan",
                    "grub_dpkg",
                    "keyboard",
                    "landscape",
                    "lxd",
                    "mcollective",
                    "ntp",
                    "phone_home",
                    "puppet",
                    "rh_subscription",
                    "rsyslog",
                    "runcmd",
                    "bootcmd",
                    "salt_minion",
                    "snap",
                    "spacewalk",
                    "ssh_import_id",
                    "timezone",
                    "ubuntu_pro",
                    "wireguard",
                    "write_files" ->
                    List.of(name);
            case "apk_configure" -> List.of("apk_repos");
            case "apt_configure" -> List.of("apt");
            case "byobu" -> List.of("byobu_by_default");
            case "ca_certs" -> List.of("ca_certs", "ca-certs");
            case "disk_setup" -> List.of("disk_setup", "fs_setup");
            case "package_update_upgrade_install" ->
                    List.of(
                            "packages",
                            "package_update",
                            "package_upgrade",
                            "apt_update",
                            "apt_upgrade");
            case "power_state_change" -> List.of("power_state");
            case "raspberry_pi" -> List.of("rpi");
            case "resolv_conf" -> List.of("manage_resolv_conf");
            case "ubuntu_autoinstall" -> List.of("autoinstall");
            case "ubuntu_drivers" -> List.of("drivers");
            case "update_etc_hosts" -> List.of("manage_etc_hosts");
            case "write_files_deferred" -> List.of("write_files");
            case "yum_add_repo" -> List.of("yum_repos");
            case "zypper_add_repo" -> List.of("zypper");
            // Work of special hardware, and modules that the original itself has given up.
            case "install_hotplug",
                    "reset_rmc",
                    "emit_upstart",
                    "refresh_rmc_and_interface",
                    "rightscale_userdata" ->
                    List.of();
            default -> null;
        };
    }
}
