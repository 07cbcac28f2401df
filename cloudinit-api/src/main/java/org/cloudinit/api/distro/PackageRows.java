package org.cloudinit.api.distro;

import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Sequence;

/**
 * How a distribution's packages are installed: the program with what it is always told, the words
 * for each act, and what joins a name and a version.
 */
final class PackageRows {
    private PackageRows() {}

    static Mapping row(String family, String name) {
        if (SystemRows.isPhoton(name)) {
            return dnf("tdnf").build();
        }
        if (SystemRows.isRedHat(family, name)) {
            Mapping.Builder row = dnf("dnf").put("otherwise", words("yum", "-t", "-y"));
            return (name.equals("amazon") ? row.remove("refresh") : row).build();
        }
        return switch (family) {
            case "debian" -> apt(name);
            case "suse" -> zypper();
            case "alpine" ->
                    row("-", words("apk", "--quiet"), words("update"), words("add"))
                            .put("upgrade", words("upgrade", "--update-cache", "--available"))
                            .put("refresh_first", true)
                            .build();
            case "arch" ->
                    row("-", words("pacman", "-Sy", "--quiet", "--noconfirm"), words("-y"), words())
                            .put("upgrade", words("-u"))
                            .put("refresh_first", true)
                            .build();
            case "gentoo" ->
                    row("-", words("emerge", "--quiet"), words("--sync"), words())
                            .put("upgrade", words("--update", "world"))
                            .put("refresh_first", true)
                            .build();
            case "aosc" ->
                    row("-", words("oma"), words("refresh", "-y"), words("install", "-y"))
                            .put("upgrade", words("upgrade", "-y"))
                            .build();
            default -> Mapping.EMPTY;
        };
    }

    private static Mapping.Builder dnf(String program) {
        return row("-", words(program, "-y"), words("makecache"), words("install"))
                .put("upgrade", words("upgrade"));
    }

    private static Mapping apt(String name) {
        Sequence program =
                words(
                        "apt-get",
                        "--option=Dpkg::Options::=--force-confold",
                        "--option=Dpkg::options::=--force-unsafe-io",
                        "--assume-yes",
                        "--quiet");
        return row("=", program, words("update"), words("install"))
                .put("upgrade", words("dist-upgrade"))
                .put("refresh_first", true)
                .put("apt", true)
                .put("snap", name.equals("ubuntu"))
                .build();
    }

    private static Mapping zypper() {
        Sequence transactional =
                words("transactional-update", "--non-interactive", "--drop-if-no-change");
        return row(
                        "-",
                        words("zypper", "--non-interactive"),
                        words("refresh"),
                        words("install", "--auto-agree-with-licenses"))
                .put("upgrade", words("update"))
                .put("transactional", transactional)
                .build();
    }

    private static Mapping.Builder row(
            String joint, Sequence program, Sequence refresh, Sequence install) {
        return Mapping.builder()
                .put("joint", joint)
                .put("program", program)
                .put("refresh", refresh)
                .put("install", install);
    }

    private static Sequence words(String... words) {
        return Sequence.ofTexts(List.of(words));
    }
}
