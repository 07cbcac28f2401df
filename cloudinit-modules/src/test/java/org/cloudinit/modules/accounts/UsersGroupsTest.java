package org.cloudinit.modules.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.AccountPrograms;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users and groups in a sandbox, where programs are noted; a real Debian is another test. */
class UsersGroupsTest {
    private static final String SECRET = "canary-55-secret";

    @TempDir private Path folder;
    private SandboxHost machine;
    private ModuleRun run;

    @BeforeEach
    void machine() throws IOException {
        machine =
                SandboxHost.in(folder.resolve("root"))
                        .file(
                                "/etc/passwd",
                                "root:x:0:0:root:/root:/bin/bash\nold:x:9:9::/o:/bin/sh\n")
                        .file("/etc/group", "root:x:0:\nadm:x:4:\n")
                        .file("/etc/shadow", "old:!:1::::::\n")
                        .build();
        run = ModuleRun.on(machine).publicKeys("ssh-rsa CLOUD");
    }

    private Outcome make(String yaml) throws IOException {
        return run.run(new UsersGroups(), yaml);
    }

    private List<String> lines() {
        return machine.processes().lines();
    }

    @Test
    void programsAreTheReferences() throws IOException {
        String property = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(property != null, "no corpus: give -Dconformance.corpus=DIR");
        Path table = Path.of(property, "params/distros.test_create_users.jsonl");
        int rows = 0;
        for (String line : Files.readAllLines(table)) {
            var row =
                    (Mapping)
                            new TextDocuments().json(line.getBytes(StandardCharsets.UTF_8), "row");
            Mapping stated = row.mapping("params");
            // Ubuntu Core is no distribution of this program: deviation M16.
            if (!stated.has("create_kwargs") || stated.flag("is_snappy", false)) {
                continue;
            }
            boolean existing = !stated.has("is_snappy");
            SandboxHost other =
                    SandboxHost.in(folder.resolve("row" + rows++))
                            .file("/etc/passwd", existing ? "foo_user:x:1:1::/:/bin/sh\n" : "")
                            .build();
            AccountPrograms.on(other);
            Mapping user = stated.mapping("create_kwargs").with("name", Scalar.text("foo_user"));
            ModuleRun.on(other)
                    .run(
                            new UsersGroups(),
                            Mapping.builder().put("users", Sequence.of(user)).build());
            var expected = new ArrayList<String>();
            for (ConfigTree call : stated.sequence("expected")) {
                expected.add(words(((Mapping) call).text("v", "")));
            }
            assertEquals(expected, other.processes().lines(), line);
        }
        assertTrue(rows >= 7, "rows: " + rows);
        System.out.println("params/distros.test_create_users: " + rows + " rows equal");
    }

    /** The words of {@code call(['useradd', 'foo'], …)}. */
    private static String words(String call) {
        String list = call.substring(call.indexOf('[') + 1, call.indexOf(']'));
        return String.join(
                " ",
                Pattern.compile("'([^']*)'")
                        .matcher(list)
                        .results()
                        .map(MatchResult::group)
                        .map(word -> word.replace("'", ""))
                        .toList());
    }

    @Test
    void oneUserThatFailsHindersNoOther() throws IOException {
        AccountPrograms.on(machine);
        var outcome =
                make(
                        """
                        users:
                          - {name: sys, system: true, ssh_authorized_keys: [ssh-rsa A]}
                          - {name: snap, snapuser: a@b}
                          - {name: bad, sudo: {a: b}, ssh_authorized_keys: [ssh-rsa A]}
                          - {name: red, ssh_redirect_user: maybe}
                          - {name: both, ssh_redirect_user: true, ssh_import_id: [x]}
                          - {name: rule, doas: [permit other], sudo: ALL=(ALL) ALL}
                          - {name: good, ssh_authorized_keys: {a: ssh-rsa A, b: ssh-rsa B}}
                        """);
        assertInstanceOf(Outcome.Failed.class, outcome);
        assertEquals(
                List.of("useradd bad -m", "useradd rule -m", "useradd good -m"),
                lines().stream().filter(line -> line.startsWith("useradd")).toList());
        assertEquals("ssh-rsa A\nssh-rsa B\n", run.text("/home/good/.ssh/authorized_keys"));
        assertEquals("ssh-rsa A\n", run.text("/home/bad/.ssh/authorized_keys"));
        assertFalse(machine.root().exists("/etc/doas.conf"));
        assertTrue(
                run.text("/etc/sudoers.d/90-cloud-init-users").endsWith("\nrule ALL=(ALL) ALL\n"));
        assertEquals(5, run.codes().size());
        assertTrue(run.codes().contains("users.snap"), run.codes().toString());
    }

    @Test
    void aProgramThatFailsIsReportedWithoutWhatItWasGiven() throws IOException {
        AccountPrograms.on(machine);
        var failing =
                SandboxHost.in(folder.resolve("failing"))
                        .file("/etc/passwd", "bar:x:7:7::/bar:/bin/sh\n")
                        .program("/usr/bin/passwd")
                        .build();
        failing.processes()
                .answering(RecordingProcesses.result(3, "", "invalid field " + SECRET), "useradd")
                .answering(RecordingProcesses.result(1, SECRET, SECRET), "chpasswd");
        var other = ModuleRun.on(failing);
        var outcome =
                (Outcome.Failed)
                        other.run(
                                new UsersGroups(),
                                "users: [{name: foo, passwd: "
                                        + SECRET
                                        + "}, {name: bar, plain_text_passwd: "
                                        + SECRET
                                        + "}]");
        String told = outcome.problem() + " " + other.reporter().problems();
        assertFalse(told.contains(SECRET), told);
        assertTrue(told.contains("useradd ended with 3"), told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: foo, plain_text_passwd: \"a\\nroot:b\"}",
                "{name: foo, hashed_passwd: [a]}",
                "{name: foo, plain_text_passwd: {a: b}}",
                "{name: 'fo:o', plain_text_passwd: a}"
            })
    void passwordsThatAreNoneSetNothing(String user) throws IOException {
        AccountPrograms.on(machine);
        assertInstanceOf(Outcome.Failed.class, make("users: [" + user + "]"));
        assertFalse(lines().contains("chpasswd"), lines().toString());
    }

    @Test
    void usersThatAreThereGetWhatMayBeChanged() throws IOException {
        AccountPrograms.on(machine);
        make(
                """
                users: [{name: old, gecos: no, passwd: x, hashed_passwd: $6$h, lock_passwd: false}]
                """);
        assertEquals(List.of("chpasswd -e", "passwd -u old"), lines());
        run = ModuleRun.on(machine);
        make("users: [{name: old, passwd: x, lock_passwd: false}]");
        assertEquals(List.of("users.passwd", "users.no-password"), run.codes());
    }

    @Test
    void unlockingWithoutAPasswordSetsTheEmptyOne() throws IOException {
        AccountPrograms.on(machine);
        machine.processes()
                .answering(
                        RecordingProcesses.result(3, "", "would be passwordless"), "passwd", "-u");
        make("users: [{name: foo, plain_text_passwd: '', lock_passwd: false}]");
        assertEquals(List.of("useradd foo -m", "passwd -u foo", "passwd -d foo"), lines());
    }

    @Test
    void valuesThatNobodyQuotesAreUsed() throws IOException {
        AccountPrograms.on(machine);
        make("users: [{name: foo, expiredate: 2032-09-01, inactive: 7, uid: 5, gecos: 12}]");
        assertEquals(
                "useradd foo --expiredate 2032-09-01 --comment 12 --inactive 7 --uid 5 -m",
                lines().getFirst());
    }

    @Test
    void groupsThatAreMissingAreMadeButNotForThoseWhoDoNotWantIt() throws IOException {
        AccountPrograms.on(machine);
        make(
                """
                users:
                  - {name: a, groups: ' adm ,new', primary_group: prime}
                  - {name: b, groups: [none], create_groups: false}
                  - {name: c, primary_group: alone}
                """);
        assertEquals(
                List.of("groupadd new", "groupadd prime", "groupadd alone"),
                lines().stream().filter(line -> line.startsWith("groupadd")).toList());
        assertTrue(lines().contains("useradd a --groups adm,new --gid prime -m"), "" + lines());
        assertTrue(lines().contains("useradd b --groups none -m"), "" + lines());
    }

    @Test
    void alpineMayHaveBusyBoxAlone() throws IOException {
        AccountPrograms.on(machine);
        machine.root().delete("/usr/sbin/useradd");
        machine.root().delete("/usr/sbin/groupadd");
        machine.root().link("/usr/bin/passwd", "/bin/bbsuid");
        machine.processes()
                .answering(RecordingProcesses.result(1, "", "already locked"), "passwd", "-l");
        run.distro("alpine");
        var outcome =
                make(
                        """
                        groups: [{team: [old]}]
                        users:
                          - {name: foo, gecos: G, groups: [team, x], uid: 7, passwd: h, shell: /bin/ash,
                             expiredate: '1970-01-11', inactive: '3', selinux_user: s, system: true}
                          - {name: bar, homedir: /srv/bar}
                        """);
        assertInstanceOf(Outcome.Done.class, outcome);
        assertEquals(
                List.of(
                        "addgroup team",
                        "addgroup old team",
                        "addgroup x",
                        "adduser -D -g G -s /bin/ash -S -u 7 -H foo",
                        "addgroup foo team",
                        "addgroup foo x",
                        "chpasswd -e",
                        "passwd -l foo",
                        "adduser -D -h /srv/bar bar",
                        "passwd -l bar"),
                lines());
        assertTrue(run.text("/etc/shadow").contains("\nfoo:!:20000::::3:10:\n"));
        assertTrue(run.text("/etc/shadow").contains("\nbar:!:20000::::::\n"));
        assertEquals(List.of("users.selinux"), run.codes());
    }

    @Test
    void rulesOfSudoAreAddedOnce() throws IOException {
        AccountPrograms.on(machine);
        String yaml =
                "users: [{name: foo, sudo: [ALL, 'B C']}, {name: bar, sudo: X}, {name: n, sudo: false}]";
        make(yaml);
        String rules = run.text("/etc/sudoers.d/90-cloud-init-users");
        assertTrue(rules.startsWith("# Created by cloud-init v. "), rules);
        assertTrue(
                rules.endsWith(
                        "\n\n# User rules for foo\nfoo ALL\nfoo B C\n\n# User rules for bar\nbar X\n"),
                rules);
        assertEquals("440", run.mode("/etc/sudoers.d/90-cloud-init-users"));
        assertEquals("750", run.mode("/etc/sudoers.d"));
        assertEquals("440", run.mode("/etc/sudoers"));
        assertTrue(run.text("/etc/sudoers").endsWith("\n#includedir /etc/sudoers.d\n"));
        var before = machine.tree();
        make(yaml);
        assertEquals(List.of(), before.differences(machine.tree(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "'@includedir /etc/sudoers.d', true",
        "'#includedir   /etc/sudoers.d/', true",
        "'# includedir /etc/sudoers.d', false",
        "'@includedir /etc/other', false",
        "'', false"
    })
    void sudoersIncludesTheFolderOnce(String line, boolean includes) throws IOException {
        AccountPrograms.on(machine);
        machine.root().write(RenderedFile.text("/etc/sudoers", line + "\n", 0400));
        make("users: [{name: foo, sudo: ALL}]");
        assertEquals(includes, run.text("/etc/sudoers").equals(line + "\n"));
        assertEquals("400", run.mode("/etc/sudoers"));
    }

    @Test
    void rulesOfDoasStandBesideSudos() throws IOException {
        AccountPrograms.on(machine);
        make("users: [{name: foo, doas: [permit nopass foo, deny foo cmd sh]}]");
        assertTrue(
                run.text("/etc/doas.conf")
                        .endsWith(
                                "\n\n# cloud-init User rules for foo\npermit nopass foo\ndeny foo cmd sh\n"));
        assertEquals("440", run.mode("/etc/doas.conf"));
    }

    @Test
    void redirectedUsersAreTold() throws IOException {
        AccountPrograms.on(machine);
        make(
                """
                system_info: {default_user: {name: deb}}
                users: [default, {name: foo, ssh_redirect_user: true}]
                """);
        String keys = run.text("/home/foo/.ssh/authorized_keys");
        assertTrue(keys.startsWith("no-port-forwarding,"), keys);
        assertTrue(keys.contains("user \\\"deb\\\" rather than the user \\\"foo\\\""), keys);
        assertTrue(keys.endsWith("\" ssh-rsa CLOUD\n"), keys);
        make("users: [{name: bar, ssh_redirect_user: default}]");
        assertEquals(List.of("users.redirect"), run.codes());
    }

    @Test
    void linksOnTheWayToKeysAreNotFollowed() throws IOException {
        AccountPrograms.on(machine);
        machine.root().createDirectory("/home/foo", 0755);
        machine.root().createDirectory("/elsewhere", 0755);
        machine.root().link("/home/foo/.keys", "/elsewhere");
        machine.root()
                .write(
                        RenderedFile.text(
                                "/etc/ssh/sshd_config",
                                "AuthorizedKeysFile %h/.keys/a %h/.ssh/b\n",
                                0644));
        make("users: [{name: foo, ssh_authorized_keys: [ssh-rsa A]}]");
        assertEquals("ssh-rsa A\n", run.text("/home/foo/.ssh/b"));
        assertEquals(List.of(), machine.root().list("/elsewhere"));
    }

    @ParameterizedTest
    @CsvSource({
        "root, root, 0755, /keys/foo",
        "foo, foo, 0700, /keys/foo",
        "old, foo, 0755, /home/foo/.ssh/authorized_keys",
        "root, root, 0775, /home/foo/.ssh/authorized_keys",
        "root, root, 0700, /home/foo/.ssh/authorized_keys",
        "root, foo, 0710, /keys/foo"
    })
    void onlyWhatSshdAcceptsIsUsed(String user, String group, String mode, String path)
            throws IOException {
        AccountPrograms.on(machine);
        make("users: [{name: foo}]");
        machine.root().createDirectory("/keys", Integer.parseInt(mode, 8));
        machine.root().changeMode("/keys", Integer.parseInt(mode, 8));
        machine.root().changeOwner("/keys", new Owner(user, group));
        machine.root()
                .write(
                        RenderedFile.text(
                                "/etc/ssh/sshd_config", "AuthorizedKeysFile /keys/%u\n", 0644));
        make("users: [{name: foo, ssh_authorized_keys: ssh-rsa A}]");
        assertEquals("ssh-rsa A\n", run.text(path));
    }
}
