package org.cloudinit.api.distro;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;

/** Rows of the modules that set up the system: services, clock, language, certificates. */
final class SystemRows {
    private SystemRows() {}

    /** Whether a distribution goes the way of Photon, whose family is that of Red Hat here. */
    static boolean isPhoton(String name) {
        return name.equals("photon") || name.equals("mariner");
    }

    /** Whether it goes the way of Red Hat ({@code distros.rhel}). */
    static boolean isRedHat(String family, String name) {
        return switch (family) {
            case "redhat", "openeuler", "OpenCloudOS" -> !isPhoton(name);
            default -> false;
        };
    }

    /** What starts services where systemd does not run, or is not yet seen to. */
    static Mapping services(String family, String name) {
        String program =
                switch (name) {
                    case "aosc", "arch", "azurelinux", "mariner", "photon" -> "systemctl";
                    default -> family.equals("alpine") ? "rc-service" : "service";
                };
        return Mapping.builder().put("program", program).build();
    }

    /**
     * {@code etc}: {@code /etc/timezone} holds the name. {@code link}: the link alone counts.
     * {@code clock}: without systemd a key of {@code /etc/sysconfig/clock}, and a copy of the zone.
     */
    static Mapping timezone(String family, String name) {
        if (isRedHat(family, name)) {
            return Mapping.builder().put("style", "clock").put("key", "ZONE").build();
        }
        return switch (family) {
            case "suse" -> Mapping.builder().put("style", "clock").put("key", "TIMEZONE").build();
            case "aosc" -> Mapping.builder().put("style", "link").build();
            default -> Mapping.builder().put("style", "etc").build();
        };
    }

    /** Where the language is kept, and which one an image has. */
    static Mapping locale(String family, String name) {
        if (isPhoton(name)) {
            return settings("/etc/locale.conf", "LANG", "/etc/locale.conf", "LANG")
                    .with("restart", Sequence.ofTexts(List.of("systemd-localed")));
        }
        if (isRedHat(family, name)) {
            return settings("/etc/locale.conf", "LANG", "/etc/sysconfig/i18n", "LANG").toBuilder()
                    .put("reads", true)
                    .build();
        }
        return switch (family) {
            case "debian" -> style(name.equals("raspberry-pi-os") ? "raspi-config" : "debian");
            case "alpine" -> style("profile");
            case "suse" ->
                    settings("/etc/locale.conf", "LANG", "/etc/sysconfig/language", "RC_LANG");
            case "aosc" -> settings("/etc/locale.conf", "LANG", "/etc/locale.conf", "LANG");
            case "arch", "gentoo" -> style(family);
            default -> Mapping.EMPTY;
        };
    }

    private static Mapping style(String style) {
        return Mapping.builder().put("style", style).build();
    }

    private static Mapping settings(
            String file, String key, String fileWithoutSystemd, String keyWithoutSystemd) {
        return Mapping.builder()
                .put("style", "settings")
                .put("file", file)
                .put("key", key)
                .put("file_without_systemd", fileWithoutSystemd)
                .put("key_without_systemd", keyWithoutSystemd)
                .build();
    }

    /** Where certificates lie, what makes them count, and how the image's own are taken away. */
    static Mapping certificates(String family, String name) {
        if (name.equals("photon")) {
            return certificates(
                            "/etc/ssl/certs/",
                            "cloud-init-ca-cert-",
                            ".pem",
                            "rehash_ca_certificates.sh")
                    .put("emptied", folders("/etc/pki/tls/certs/", "/etc/ssl/certs/"))
                    .build();
        }
        return switch (family) {
            case "redhat" -> ofRedHat(name);
            case "suse" ->
                    certificates(
                                    "/usr/share/pki/trust/",
                                    "anchors/cloud-init-ca-cert-",
                                    ".crt",
                                    "update-ca-certificates")
                            .build();
            case "aosc" ->
                    certificates(
                                    "/etc/ssl/certs/",
                                    "cloud-init-ca-cert-",
                                    ".pem",
                                    "update-ca-bundle")
                            .put("list", "/etc/ca-certificates/conf.d/cloud-init.conf")
                            .build();
            default ->
                    certificates(
                                    "/usr/local/share/ca-certificates/", "cloud-init-ca-cert-",
                                    ".crt", "update-ca-certificates")
                            .put("list", "/etc/ca-certificates.conf")
                            .put("debconf", family.equals("debian"))
                            .build();
        };
    }

    private static Mapping ofRedHat(String name) {
        Mapping.Builder row =
                certificates(
                        "/usr/share/pki/ca-trust-source/",
                        "anchors/cloud-init-ca-cert-",
                        ".crt",
                        "update-ca-trust");
        if (name.equals("rhel") || name.equals("amazon")) {
            row.put("emptied", folders("/etc/pki/ca-trust/", "/usr/share/pki/ca-trust-source/"));
        }
        return row.build();
    }

    private static Sequence folders(String... paths) {
        return Sequence.ofTexts(List.of(paths));
    }

    private static Mapping.Builder certificates(
            String folder, String prefix, String suffix, String program) {
        return Mapping.builder()
                .put("prefix", folder + prefix)
                .put("suffix", suffix)
                .put("program", program);
    }
}
