package org.cloudinit.modules.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Configurations of users, keys and passwords at random; the same ones for the same seed. */
final class RandomAccounts {
    private static final List<String> HASHES =
            List.of(
                    "$6$saltsalt$Jv6SqkiPFOQnGqKahOnGY51ChXzWzziq8eFqy/vxBYbZHFIirMkOAW8pQzy8xB."
                            + "kPhS02cevoES8uYosUddER.",
                    "$5$ab$/cePICmVawHOJysLW.pFYns1unABOFX4D0fhF7.e2vC");
    private static final List<String> NAMES =
            List.of("foo", "bar", "baz", "u-1", "daemon", "debian");
    private static final List<String> GROUPS =
            List.of("adm", "sudo", "team", "team2", "users", "video");

    private final Random random;

    RandomAccounts(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        var some = new ArrayList<String>();
        for (String each : of) {
            if (one(3)) {
                some.add(each);
            }
        }
        return some.isEmpty() ? List.of(of.getFirst()) : some;
    }

    /** The same key always stands in the same line: else the original's order is random. */
    String key() {
        var own = new Random(random.nextInt(9) * 0x9E3779B97F4A7C15L);
        List<String> types = List.of("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ssh-dss");
        String options = List.of("", "", "no-pty ", "command=\"a b\",no-pty ").get(own.nextInt(4));
        String comment = List.of("", " me@host", " a  b").get(own.nextInt(3));
        return options + types.get(own.nextInt(4)) + " AAAA" + own.nextInt(1000) + "B==" + comment;
    }

    private String keys() {
        var keys = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            keys.add("'" + key() + "'");
        }
        return "[" + String.join(", ", keys) + "]";
    }

    private String groups() {
        List<String> groups = some(GROUPS);
        return switch (random.nextInt(3)) {
            case 0 -> "'" + String.join(",", groups) + "'";
            case 1 -> String.join(",", groups);
            default -> "[" + String.join(", ", groups) + "]";
        };
    }

    private String user(String name) {
        var settings = new ArrayList<String>();
        settings.add("name: " + name);
        boolean homeless = one(8);
        if (homeless) {
            settings.add(pick(List.of("system: true", "no_create_home: true", "system: yes")));
        } else if (one(2)) {
            settings.add("ssh_authorized_keys: " + keys());
        } else if (one(6)) {
            settings.add("ssh_redirect_user: " + pick(List.of("true", "default", "false")));
        }
        maybe(settings, 2, "gecos: 'G " + random.nextInt(9) + ", x'");
        maybe(settings, 2, "groups: " + groups());
        maybe(settings, 6, "primary_group: " + pick(List.of("users", "adm")));
        maybe(settings, 8, "create_groups: " + pick(List.of("true", "false")));
        maybe(settings, 5, "uid: " + pick(List.of("2001", "'2002'", "2003")));
        maybe(settings, 6, "homedir: /srv/h" + random.nextInt(3));
        maybe(settings, 3, "shell: " + pick(List.of("/bin/sh", "/bin/bash")));
        maybe(settings, 8, "expiredate: '2032-09-01'");
        maybe(settings, 8, "inactive: '7'");
        maybe(settings, 8, "no-user-group: true");
        maybe(settings, 8, "no_log_init: true");
        maybe(settings, 2, "lock_passwd: " + pick(List.of("true", "false", "false")));
        maybe(settings, 4, "passwd: '" + pick(HASHES) + "'");
        maybe(settings, 5, "hashed_passwd: '" + pick(List.of(HASHES.get(0), "")) + "'");
        maybe(settings, 6, "plain_text_passwd: '" + pick(List.of("", "pa:ss wd")) + "'");
        maybe(
                settings,
                3,
                "sudo: "
                        + pick(
                                List.of(
                                        "'ALL=(ALL) NOPASSWD:ALL'",
                                        "['ALL=(ALL) ALL', 'ALL=(root) /bin/ls']",
                                        "null",
                                        "false")));
        maybe(
                settings,
                6,
                "doas: "
                        + pick(
                                List.of(
                                        "[permit nopass " + name + "]",
                                        "[deny " + name + " as root cmd ls args -l]",
                                        "[]")));
        return "{" + String.join(", ", settings) + "}";
    }

    private void maybe(List<String> settings, int chance, String setting) {
        if (one(chance)) {
            settings.add(setting);
        }
    }

    private String users() {
        var users = new ArrayList<String>();
        if (!one(4)) {
            users.add("default");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            users.add(one(6) ? pick(NAMES) : user(pick(NAMES)));
        }
        return "[" + String.join(",\n  ", users) + "]";
    }

    private String passwords() {
        var lines = new ArrayList<String>();
        var users = new ArrayList<String>();
        for (String name : some(NAMES.subList(4, 6))) {
            switch (random.nextInt(4)) {
                case 0 -> users.add("{name: " + name + ", password: '" + pick(HASHES) + "'}");
                case 1 -> users.add("{name: " + name + ", type: text, password: 'a b:c'}");
                case 2 -> lines.add("'" + name + ":" + pick(HASHES) + "'");
                default -> lines.add("'" + name + ":pa ss'");
            }
        }
        return "{expire: "
                + pick(List.of("true", "false"))
                + (users.isEmpty() ? "" : ", users: [" + String.join(", ", users) + "]")
                + (lines.isEmpty() ? "" : ", list: [" + String.join(", ", lines) + "]")
                + "}";
    }

    /** A configuration as YAML. */
    String config() {
        var config = new ArrayList<String>();
        config.add(
                "system_info: {default_user: {name: debian, lock_passwd: "
                        + pick(List.of("true", "false"))
                        + ", gecos: Debian, groups: [adm, sudo], sudo: ['ALL=(ALL) NOPASSWD:ALL'],"
                        + " shell: /bin/bash}}");
        config.add("users: " + users());
        maybe(
                config,
                3,
                "groups: "
                        + pick(
                                List.of(
                                        "[team, {team3: [daemon, absent]}]",
                                        "{team3: daemon, team: [daemon, bin]}",
                                        "team,team4")));
        maybe(config, 8, "user: " + pick(List.of("other", "{name: other, gecos: Other}")));
        maybe(config, 2, "ssh_authorized_keys: " + keys());
        config.add("ssh_genkeytypes: " + pick(List.of("[ed25519]", "[ecdsa, ed25519]", "[none]")));
        maybe(config, 6, "ssh_deletekeys: false");
        maybe(config, 4, "disable_root: " + pick(List.of("false", "0", "true")));
        maybe(config, 8, "disable_root_opts: 'no-pty,command=\"$USER $DISABLE_USER\"'");
        maybe(config, 8, "allow_public_ssh_keys: false");
        maybe(
                config,
                8,
                "ssh_keys: {ed25519_public: 'ssh-ed25519 AAAA', ecdsa_private: \"x\\n\","
                        + " rsa_certificate: c, dsa_private: z}");
        maybe(
                config,
                2,
                "ssh_pwauth: " + pick(List.of("true", "false", "unchanged", "'yes'", "maybe")));
        maybe(config, 2, "chpasswd: " + passwords());
        maybe(config, 6, "password: " + pick(List.of("pw", "1234")));
        return String.join("\n", config) + "\n";
    }

    /** A configuration of sshd that was there before; empty for the package's own. */
    String sshd() {
        return pick(
                List.of(
                        "",
                        "",
                        "# c\nPasswordAuthentication no\nPort=22\nAlone\nx11forwarding  yes\n",
                        "AuthorizedKeysFile /etc/ssh/keys/%u .ssh/authorized_keys\n",
                        "AuthorizedKeysFile .ssh/authorized_keys2 %h/.keys/%u\nStrictModes no\n",
                        "Include /etc/ssh/sshd_config.d/*.conf\npasswordauthentication yes\n"));
    }

    /** What stands in root's file before; empty for no file. */
    String present() {
        return one(2) ? "" : "# mine\n\n" + key() + "\nwhat is this\n" + key() + "\n";
    }
}
