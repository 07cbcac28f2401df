package org.cloudinit.modules.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.DebianRoot;
import org.cloudinit.modules.ModuleRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, passwords and keys in a real Debian: its own programs say what came of it. */
class AccountsInDebianTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKK";

    /** Hashes of {@code foo}, {@code root} and {@code second}. */
    private static final String FOO =
            "$6$saltsalt$Jv6SqkiPFOQnGqKahOnGY51ChXzWzziq8eFqy/vxBYbZHFIirMkOAW8pQzy8xB.kPhS02cevoES8uYosUddER.";

    private static final String ROOT = "$5$abababab$pQNbSlDrf97fj9NUPNMI2x.B2fJv55Y44fk.QxYXKh1";
    private static final String SECOND =
            "$6$cdcdcdcd$PvUqa9ppfpXmg3qoF1q6G465hMOOfU4/sg9cvrH/azQCs6jfaJ3fIa.lDsPZ8j0K8QuYxlAgY49Rl0wVkRgxb0";

    private static final String DEFAULT =
            """
            system_info:
              default_user:
                {name: debian, lock_passwd: true, gecos: Debian, groups: [adm, sudo],
                 sudo: ['ALL=(ALL) NOPASSWD:ALL'], shell: /bin/bash}
            """;

    @TempDir private static Path folder;
    private static DebianRoot debian;
    private ModuleRun run;

    @BeforeAll
    static void unpack() throws IOException {
        debian =
                DebianRoot.unpack(
                        folder.resolve("root"),
                        System.getProperty("suite", "stable"),
                        "openssh-server,sudo,passwd");
    }

    @AfterAll
    static void remove() throws IOException {
        if (debian != null) {
            debian.close();
        }
    }

    @BeforeEach
    void machine(@TempDir Path scratch) throws IOException {
        debian.reset();
        run = ModuleRun.in(scratch).host(debian.host()).publicKeys(KEY + " me@host");
    }

    private Outcome run(ConfigModule module, String yaml) throws IOException {
        return run.run(module, yaml);
    }

    private void done(ConfigModule module, String yaml) throws IOException {
        var outcome = run(module, yaml);
        if (outcome instanceof Outcome.Failed(var problem)) {
            throw new AssertionError(problem.line());
        }
        assertInstanceOf(Outcome.Done.class, outcome);
    }

    private static String shell(String script) throws IOException {
        return debian.shell(script).strip();
    }

    @Test
    void usersAreMadeWithEverySetting() throws IOException {
        done(
                new UsersGroups(),
                """
                groups: [staff2, {team: [nobody, absent]}]
                users:
                  - name: foo
                    gecos: Foo B
                    primary_group: team
                    groups: [adm, sudo, fresh]
                    uid: 2345
                    homedir: /srv/foo
                    shell: /bin/sh
                    expiredate: '2032-09-01'
                    inactive: '5'
                    sudo: ALL=(ALL) NOPASSWD:ALL
                    doas: [permit nopass foo, 'permit foo as root cmd /bin/ls args -l x']
                    lock_passwd: false
                    passwd: %s
                    ssh_authorized_keys: [%s foo@x]
                  - {name: bar, system: true, no_user_group: true}
                  - {name: baz, no_create_home: true, no_log_init: true, lock_passwd: true}
                """
                        .formatted(FOO, KEY));
        assertEquals("foo:x:2345:", shell("getent passwd foo").substring(0, 11));
        assertEquals("Foo B:/srv/foo:/bin/sh", shell("getent passwd foo | cut -d: -f5-"));
        assertEquals("team adm sudo fresh", shell("id -nG foo"));
        assertEquals(FOO, shell("getent shadow foo | cut -d: -f2"));
        assertEquals("5:22889", shell("getent shadow foo | cut -d: -f7,8"));
        assertEquals("foo foo 600", shell("stat -c '%U %U %a' /srv/foo/.ssh/authorized_keys"));
        assertEquals("foo team 700", shell("stat -c '%U %G %a' /srv/foo/.ssh"));
        assertEquals(KEY + " foo@x", shell("cat /srv/foo/.ssh/authorized_keys"));
        assertEquals("440 root", shell("stat -c '%a %U' /etc/sudoers.d/90-cloud-init-users"));
        assertEquals("440 root", shell("stat -c '%a %U' /etc/doas.conf"));
        assertEquals("good", shell("visudo -cqf /etc/sudoers && echo good"));
        assertTrue(shell("sudo -l -U foo").contains("NOPASSWD: ALL"), shell("sudo -l -U foo"));
        assertTrue(Integer.parseInt(shell("id -u bar")) < 1000);
        assertEquals("", shell("getent group bar"));
        assertEquals("", shell("ls -d /home/bar /home/baz 2>/dev/null"));
        assertEquals("!", shell("getent shadow baz | cut -d: -f2"));
        assertEquals("nobody", shell("getent group team | cut -d: -f4"));
        assertEquals(List.of(), run.codes());
    }

    @Test
    void passwordsLogIn() throws IOException {
        done(
                new UsersGroups(),
                """
                users:
                  - {name: plain, plain_text_passwd: 'pass:w ord', lock_passwd: false}
                  - {name: locked, plain_text_passwd: secret}
                  - {name: blank, plain_text_passwd: '', lock_passwd: false}
                  - {name: none, lock_passwd: false}
                """);
        assertTrue(isPassword("plain", "pass:w ord"));
        assertFalse(isPassword("plain", "pass"));
        assertEquals("P", shell("passwd -S plain | cut -d' ' -f2"));
        assertEquals("L", shell("passwd -S locked | cut -d' ' -f2"));
        assertEquals("NP", shell("passwd -S blank | cut -d' ' -f2"));
        assertEquals("L", shell("passwd -S none | cut -d' ' -f2"));
        assertEquals(List.of("users.no-password"), run.codes());
    }

    /** Whether PAM's own helper takes a password for a user's. */
    private static boolean isPassword(String user, String password) throws IOException {
        var result =
                debian.enter(
                        List.of(
                                "runuser",
                                "-u",
                                user,
                                "--",
                                "/usr/sbin/unix_chkpwd",
                                user,
                                "nonull"),
                        Map.of(),
                        (password + "\0").getBytes(StandardCharsets.UTF_8));
        return result.exitCode() == 0;
    }

    @Test
    void keysOpenTheDefaultUserAndTellRootsWhomToUse() throws IOException {
        String yaml = DEFAULT + "users: [default]\nssh_authorized_keys: ['" + KEY + "X you@h']\n";
        done(new UsersGroups(), yaml);
        done(new Ssh(), yaml + "ssh_genkeytypes: [ed25519, ecdsa]\n");
        assertEquals(
                KEY + " me@host\n" + KEY + "X you@h",
                shell("cat /home/debian/.ssh/authorized_keys"));
        assertEquals(
                "debian debian 600 debian debian 700",
                shell("cd /home/debian; stat -c '%U %G %a' .ssh/authorized_keys .ssh | xargs"));
        String roots = shell("cat /root/.ssh/authorized_keys");
        assertTrue(roots.startsWith("no-port-forwarding,"), roots);
        assertTrue(roots.contains("as the user \\\"debian\\\" rather than the user \\\"root\\\""));
        assertEquals("600 root", shell("stat -c '%a %U' /root/.ssh/authorized_keys"));
        assertEquals(
                "ssh_host_ecdsa_key 600\nssh_host_ecdsa_key.pub 644\n"
                        + "ssh_host_ed25519_key 600\nssh_host_ed25519_key.pub 644",
                shell("cd /etc/ssh; stat -c '%n %a' ssh_host*"));
        assertTrue(shell("ssh-keygen -y -f /etc/ssh/ssh_host_ed25519_key").startsWith("ssh-ed"));
        assertTrue(debian.shown().indexOf("ed25519") < debian.shown().indexOf("ecdsa"));
        assertEquals(List.of(), run.codes());
    }

    @Test
    void sshdTakesPasswordsWhereItsOwnIncludeSaysSo() throws IOException {
        done(new Ssh(), "{}");
        assertTrue(sshd().contains("\npasswordauthentication yes\n"), sshd());
        done(new SetPasswords(), "ssh_pwauth: false");
        assertTrue(sshd().contains("\npasswordauthentication no\n"), sshd());
        String file = "/etc/ssh/sshd_config.d/50-cloud-init.conf";
        assertEquals("600 root", shell("stat -c '%a %U' " + file));
        assertEquals("PasswordAuthentication no", shell("cat " + file));
        done(new SetPasswords(), "ssh_pwauth: true");
        assertTrue(sshd().contains("\npasswordauthentication yes\n"), sshd());
    }

    private static String sshd() throws IOException {
        return debian.shell("mkdir -p /run/sshd; sshd -T").toLowerCase(Locale.ROOT);
    }

    @Test
    void passwordsOfUsersThatAreThereAreSet() throws IOException {
        done(new UsersGroups(), DEFAULT + "users: [default, {name: foo}, {name: bar}]");
        done(
                new SetPasswords(),
                """
                chpasswd:
                  expire: false
                  users:
                    - {name: foo, password: %s}
                    - {name: bar, password: 'pa ss', type: text}
                  list: ['debian:from list', 'root:%s']
                """
                        .formatted(FOO, ROOT));
        assertEquals(FOO, shell("getent shadow foo | cut -d: -f2"));
        assertEquals(ROOT, shell("getent shadow root | cut -d: -f2"));
        assertTrue(isPassword("foo", "foo"));
        assertTrue(isPassword("bar", "pa ss"));
        assertTrue(isPassword("debian", "from list"));
        done(
                new SetPasswords(),
                DEFAULT
                        + "{users: [default], password: mine}"
                                .replace("{", "")
                                .replace("}", "")
                                .replace(", p", "\np"));
        assertTrue(isPassword("debian", "mine"));
        assertEquals("0", shell("getent shadow debian | cut -d: -f3"));
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        String yaml =
                DEFAULT
                        + """
                        ssh_deletekeys: false
                        ssh_genkeytypes: [ed25519]
                        ssh_pwauth: true
                        groups: [{team: [daemon]}]
                        users:
                          - default
                          - {name: foo, sudo: 'ALL=(ALL) ALL', hashed_passwd: %2$s,
                             doas: [permit foo], lock_passwd: false,
                             ssh_authorized_keys: ['%1$s a', '%1$s b', '%1$s a ']}
                        chpasswd: {expire: false, users: [{name: foo, password: %3$s}]}
                        """
                                .formatted(KEY, FOO, SECOND);
        all(yaml);
        var first = new TreeSet<>(state());
        all(yaml);
        var second = new TreeSet<>(state());
        assertTrue(first.size() > 10, "there is a state");
        var changed = new TreeSet<>(second);
        changed.removeAll(first);
        first.removeAll(second);
        assertEquals(Set.of(), changed);
        assertEquals(Set.of(), first);
    }

    private void all(String yaml) throws IOException {
        done(new UsersGroups(), yaml);
        done(new Ssh(), yaml);
        done(new SetPasswords(), yaml);
    }

    /** Every file that these modules write, its owner and mode; copies of tables are left out. */
    private static List<String> state() throws IOException {
        return shell(
                        "find /etc /home /root -type f ! -name '*-' ! -name .pwd.lock"
                                + " -exec stat -c '%n %U %G %a' {} + -exec md5sum {} + | sort")
                .lines()
                .toList();
    }
}
