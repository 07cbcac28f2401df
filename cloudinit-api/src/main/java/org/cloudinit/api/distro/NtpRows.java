package org.cloudinit.api.distro;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;

/**
 * Which programs keep the time, in order of preference ({@code clients}), and where a distribution
 * has them elsewhere than most ({@code NTP_CLIENT_CONFIG}, {@code DISTRO_CLIENT_CONFIG}).
 */
final class NtpRows {
    private static final String TIMESYNCD = "systemd-timesyncd";

    private NtpRows() {}

    static Mapping row(String family, String name) {
        Mapping.Builder row = Mapping.builder();
        row.put("clients", words("chrony", TIMESYNCD, "ntp", "ntpdate"));
        row.put("pool", pool(name));
        if (family.equals("suse")) {
            row.put("clients", words("chrony", TIMESYNCD, "ntp"));
            row.put("clients_before_15", words("ntp", TIMESYNCD, "chrony"));
        }
        if (family.equals("alpine")) {
            row.put("clients", words("chrony", "ntp"));
            // The ntpd of BusyBox knows servers, no pools.
            row.put("servers_only", "ntpd");
        }
        overrides(row, family, name);
        return row.build();
    }

    /** The distribution's part of the name {@code 0.debian.pool.ntp.org}. */
    private static String pool(String name) {
        return switch (name) {
            case "sles" -> "opensuse";
            case "alpine", "eurolinux" -> "";
            default -> name;
        };
    }

    private static void overrides(Mapping.Builder row, String family, String name) {
        switch (name) {
            case "alpine" -> {
                row.put("chrony", moved("/etc/chrony/chrony.conf", "chronyd"));
                row.put("ntp", service("ntpd").with("packages", Sequence.EMPTY));
            }
            case "debian", "ubuntu" -> row.put("chrony", path("/etc/chrony/chrony.conf"));
            case "raspberry-pi-os" -> row.put(TIMESYNCD, usrLib());
            case "aosc" -> row.put(TIMESYNCD, usrLibPlain());
            case "azurelinux", "mariner" -> {
                row.put("chrony", service("chronyd"));
                row.put(TIMESYNCD, usrLibPlain());
            }
            case "photon" -> {
                row.put("chrony", service("chronyd"));
                row.put("ntp", service("ntpd"));
                row.put(TIMESYNCD, usrLibPlain());
            }
            case "cos" -> {
                row.put("chrony", moved("/etc/chrony/chrony.conf", "chronyd"));
                row.put("no_default_pools", true);
            }
            case "centos", "rhel", "almalinux", "cloudlinux", "rocky", "openmandriva" -> {
                row.put("chrony", service("chronyd"));
                row.put("ntp", service("ntpd"));
            }
            default -> {
                if (family.equals("suse") && !name.equals("suse")) {
                    row.put("chrony", service("chronyd"));
                    row.put("ntp", service("ntpd"));
                    row.put(TIMESYNCD, usrLib());
                }
            }
        }
    }

    private static Mapping service(String name) {
        return Mapping.builder().put("service_name", name).build();
    }

    private static Mapping path(String path) {
        return Mapping.builder().put("confpath", path).build();
    }

    private static Mapping moved(String path, String service) {
        return Mapping.builder().put("confpath", path).put("service_name", service).build();
    }

    private static Mapping usrLib() {
        return Mapping.builder().put("check_exe", "/usr/lib/systemd/systemd-timesyncd").build();
    }

    private static Mapping usrLibPlain() {
        return Mapping.builder()
                .put("check_exe", "/usr/lib/systemd/systemd-timesyncd")
                .put("confpath", "/etc/systemd/timesyncd.conf")
                .build();
    }

    private static Sequence words(String... words) {
        return Sequence.ofTexts(List.of(words));
    }
}
