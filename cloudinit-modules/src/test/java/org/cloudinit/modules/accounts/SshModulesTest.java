package org.cloudinit.modules.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.AccountPrograms;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host keys, keys of users, passwords and what the console shows, in a sandbox. */
class SshModulesTest {
    private static final String DEFAULT =
            "{system_info: {default_user: {name: deb}, ssh_svcname: ssh}, users: [default], ";

    @TempDir private Path folder;
    private SandboxHost machine;
    private ModuleRun run;

    @BeforeEach
    void machine() throws IOException {
        machine =
                SandboxHost.in(folder)
                        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                        .file("/etc/group", "root:x:0:\n")
                        .file("/etc/ssh/ssh_host_dsa_key", "image's")
                        .file("/etc/ssh/ssh_host_rsa_key.pub", "image's")
                        .file("/etc/ssh/moduli", "m")
                        .build();
        machine.root().createDirectory("/root", 0700);
        AccountPrograms.on(machine);
        run = ModuleRun.on(machine).publicKeys("ssh-rsa CLOUD me");
    }

    private Outcome run(ConfigModule module, String yaml) throws IOException {
        return run.run(module, yaml);
    }

    private List<String> lines() {
        return machine.processes().lines();
    }

    @Test
    void hostKeysAreMadeAnew() throws IOException {
        assertInstanceOf(Outcome.Done.class, run(new Ssh(), "{}"));
        assertEquals(
                List.of(
                        "moduli",
                        "ssh_host_ecdsa_key",
                        "ssh_host_ecdsa_key.pub",
                        "ssh_host_ed25519_key",
                        "ssh_host_ed25519_key.pub",
                        "ssh_host_rsa_key",
                        "ssh_host_rsa_key.pub"),
                machine.root().list("/etc/ssh"));
        assertEquals(
                """
                Generating public/private rsa key
                Generating public/private ecdsa key
                Generating public/private ed25519 key
                """,
                machine.processes().shown());
    }

    /** Runs nothing: tells of what is started, and that it ended well if three were together. */
    private static final class Together implements ProcessRunner {
        private final List<String> started = new ArrayList<>();
        private boolean absent;

        @Override
        public Result run(Command command) throws IOException {
            throw new IOException("it is alone");
        }

        @Override
        public Running start(Command command) throws IOException {
            if (absent) {
                throw new IOException("no such program");
            }
            started.add(command.words().get(2));
            return () -> RecordingProcesses.result(started.size() == 3 ? 0 : 1, "", "alone");
        }
    }

    private ModuleRun with(ProcessRunner processes) throws IOException {
        ModuleRun other = ModuleRun.on(SandboxHost.in(folder.resolve("other")).build());
        return other.host(other.machine().host().with(processes));
    }

    @Test
    void allTypesAreMadeAtTheSameTime() throws IOException {
        var together = new Together();
        ModuleRun other = with(together);
        other.run(new Ssh(), "ssh_quiet_keygen: true");
        assertEquals(List.of("rsa", "ecdsa", "ed25519"), together.started);
        assertFalse(other.codes().contains("ssh.host-keys"), other.reporter().problems() + "");
    }

    /** Programs that would wait for the network, and those that do not. */
    private record Waiting(ProcessRunner apart) implements ProcessRunner {
        @Override
        public Result run(Command command) throws IOException {
            throw new IOException("waits for the network");
        }

        @Override
        public ProcessRunner apartFromNetwork() {
            return apart;
        }
    }

    @Test
    void keysAndAccountsDoNotWaitForTheNetwork() throws IOException {
        var together = new Together();
        ModuleRun other = with(new Waiting(together));
        other.run(new Ssh(), "ssh_quiet_keygen: true");
        assertEquals(List.of("rsa", "ecdsa", "ed25519"), together.started);
        assertFalse(other.codes().contains("ssh.host-keys"), other.reporter().problems() + "");
        var tool = new Tool(machine.host().with(new Waiting(machine.processes())));
        tool.run("passwd", "-l", "someone");
        assertTrue(tool.tried("passwd", "-u", "someone").success());
    }

    @Test
    void aProgramThatIsNotThereIsToldOnceForAllTypes() throws IOException {
        var together = new Together();
        together.absent = true;
        ModuleRun other = with(together);
        assertInstanceOf(Outcome.Done.class, other.run(new Ssh(), "ssh_genkeytypes: [rsa, dsa]"));
        assertEquals("ssh.host-keys", other.codes().getFirst());
        String line = other.reporter().problems().getFirst().line();
        assertTrue(line.contains("no key of type rsa, dsa: no such program"), line);
        assertTrue(line.contains("Install the program"), line);
    }

    @ParameterizedTest
    @CsvSource({
        "'ssh_genkeytypes: [ed25519]', 'ed25519'",
        "'ssh_genkeytypes: ed25519', 'ed25519'",
        "'ssh_genkeytypes: []', ''",
        "'ssh_genkeytypes: [dsa, rsa, rsa]', 'dsa rsa'",
        "'ssh_genkeytypes: [../../x, rsa]', 'rsa'",
        "'{ssh_deletekeys: false, ssh_genkeytypes: [ecdsa]}', 'ecdsa'"
    })
    void theTypesAreThoseAskedFor(String yaml, String types) throws IOException {
        run(new Ssh(), yaml);
        var made = new HashSet<String>();
        for (String line : lines()) {
            if (line.startsWith("ssh-keygen")) {
                made.add(line.split(" ", -1)[2]);
            }
        }
        assertEquals(
                types.isEmpty() ? new HashSet<>() : new HashSet<>(List.of(types.split(" "))), made);
        assertEquals(!yaml.contains("false"), !machine.root().exists("/etc/ssh/ssh_host_dsa_key"));
        assertEquals(yaml.contains("..") ? List.of("ssh.host-keys") : List.of(), run.codes());
    }

    @Test
    void fipsKnowsNoEd25519() throws IOException {
        machine.root().write(RenderedFile.text("/proc/sys/crypto/fips_enabled", "1\n", 0444));
        run(new Ssh(), "{}");
        assertFalse(machine.root().exists("/etc/ssh/ssh_host_ed25519_key"));
        assertTrue(machine.root().exists("/etc/ssh/ssh_host_ecdsa_key"));
    }

    @ParameterizedTest
    @CsvSource({"'OpenSSH_8.7p1, x', 640", "'OpenSSH_9.0p1, x', 600", "'', 600"})
    void redHatsOlderKeysAreOpenToAGroup(String said, String mode) throws IOException {
        machine.processes().answering(RecordingProcesses.result(1, "", said), "sshd", "-V");
        machine.root()
                .append("/etc/group", "ssh_keys:x:77:\n".getBytes(StandardCharsets.UTF_8), 0644);
        run.distro("rocky");
        run(new Ssh(), "ssh_genkeytypes: [ecdsa]");
        assertEquals(mode, run.mode("/etc/ssh/ssh_host_ecdsa_key"));
        assertEquals("644", run.mode("/etc/ssh/ssh_host_ecdsa_key.pub"));
        var owner = machine.root().owners().get("/etc/ssh/ssh_host_ecdsa_key");
        assertEquals("ssh_keys", owner == null ? "" : owner.group());
    }

    @Test
    void givenKeysAreWritten() throws IOException {
        machine.processes()
                .answering(
                        RecordingProcesses.result(0, "ssh-rsa DERIVED\n", ""), "ssh-keygen", "-y");
        String yaml =
                """
                ssh_keys:
                  rsa_private: "private\\n"
                  ecdsa_private: e
                  ecdsa_public: "public\\n"
                  ecdsa_certificate: c
                  ed25519-sk_private: s
                  rsa_foo: x
                  ed25519_public: [x]
                """;
        assertInstanceOf(Outcome.Done.class, run(new Ssh(), yaml));
        assertEquals("private\n", run.text("/etc/ssh/ssh_host_rsa_key"));
        assertEquals("ssh-rsa DERIVED root@localhost\n", run.text("/etc/ssh/ssh_host_rsa_key.pub"));
        assertEquals("public\n", run.text("/etc/ssh/ssh_host_ecdsa_key.pub"));
        assertEquals("600", run.mode("/etc/ssh/ssh_host_ecdsa_key"));
        assertEquals("644", run.mode("/etc/ssh/ssh_host_ecdsa_key-cert.pub"));
        assertEquals(
                "HostCertificate /etc/ssh/ssh_host_ecdsa_key-cert.pub\n",
                run.text("/etc/ssh/sshd_config"));
        assertEquals(List.of("ssh.host-keys", "ssh.host-keys", "ssh.host-keys"), run.codes());
        var first = machine.tree();
        run(new Ssh(), yaml);
        assertEquals(List.of(), first.differences(machine.tree(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "users: []; no-port-forwarding,.*user \\\\\"NONE\\\\\" rather.*\\\\\"root\\\\\".* ssh-rsa CLOUD me|",
                "disable_root: false; ssh-rsa CLOUD me|",
                "{disable_root_opts: 'x=$USER,y=$DISABLE_USER'}; x=NONE,y=root ssh-rsa CLOUD me|",
                "{disable_root: false, ssh_authorized_keys: [ssh-rsa MORE]}; ssh-rsa CLOUD me|ssh-rsa MORE|",
                "{disable_root: false, ssh_authorized_keys: ssh-rsa MORE}; ssh-rsa CLOUD me|ssh-rsa MORE|",
                "{disable_root: no, allow_public_ssh_keys: no, ssh_authorized_keys: [ssh-rsa MORE]}; ssh-rsa MORE|",
                "{allow_public_ssh_keys: false}; "
            })
    void keysOfRoot(String yaml, String expected) throws IOException {
        run(new Ssh(), yaml);
        String pattern = expected == null ? "" : expected.replace('|', '\n');
        String text = run.text("/root/.ssh/authorized_keys");
        assertTrue(text.equals(pattern) || text.matches(pattern), text + " is not " + pattern);
        assertEquals("600", run.mode("/root/.ssh/authorized_keys"));
        assertEquals("700", run.mode("/root/.ssh"));
    }

    @Test
    void aUserThatIsNotThereIsReportedAndRootsKeysAreAdded() throws IOException {
        assertInstanceOf(Outcome.Done.class, run(new Ssh(), DEFAULT + "}"));
        assertEquals(List.of("ssh.keys"), run.codes());
        assertTrue(run.text("/root/.ssh/authorized_keys").contains("ssh-rsa CLOUD"));
    }

    @Test
    void passwordsAreSetInTheReferencesOrder() throws IOException {
        run(
                new SetPasswords(),
                """
                chpasswd:
                  users:
                    - {name: h, password: $6$s$h}
                    - {name: t, password: text, type: text}
                  list: |
                    a:plain:with colon
                    b:$6$s$h
                    c:$6$s:h
                    d:$6$nohash
                """);
        var commands = machine.processes().commands();
        assertEquals(
                List.of(
                        "chpasswd",
                        "chpasswd -e",
                        "passwd --expire t",
                        "passwd --expire a",
                        "passwd --expire c",
                        "passwd --expire d",
                        "passwd --expire h",
                        "passwd --expire b"),
                lines());
        assertEquals(
                "t:text\na:plain:with colon\nc:$6$s:h\nd:$6$nohash\n",
                new String(commands.get(0).input(), StandardCharsets.UTF_8));
        assertEquals(
                "h:$6$s$h\nb:$6$s$h\n",
                new String(commands.get(1).input(), StandardCharsets.UTF_8));
        assertEquals(List.of(), run.codes());
    }

    @Test
    void randomPasswordsGoToTheConsoleAlone() throws IOException {
        machine.root().write(RenderedFile.text("/dev/console", "", 0600));
        run(
                new SetPasswords(),
                """
                chpasswd: {expire: false, users: [{name: x, type: RANDOM}], list: ['y:R', 'z:RANDOM']}
                """);
        String console = run.text("/dev/console");
        assertTrue(console.startsWith("Set the following 'random' passwords\n\nx:"), console);
        String set =
                new String(
                        machine.processes().commands().getFirst().input(), StandardCharsets.UTF_8);
        assertEquals("Set the following 'random' passwords\n\n" + set, console);
        for (String line : set.lines().toList()) {
            String password = line.substring(2);
            assertEquals(20, password.length());
            assertTrue(password.matches(".*\\d.*") && password.matches(".*[a-z].*"), "classes");
            assertTrue(
                    password.matches(".*[A-Z].*") && password.matches(".*\\p{Punct}.*"), "classes");
        }
        assertEquals("", machine.processes().shown());
        machine.root().delete("/dev/console");
        run(new SetPasswords(), "chpasswd: {users: [{name: x, type: RANDOM}]}");
        assertEquals("", machine.processes().shown());
        assertEquals(List.of("passwords.not-shown"), run.codes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chpasswd: {users: [text]}",
                "chpasswd: {users: [{password: x}]}",
                "chpasswd: {users: [{name: a, type: odd, password: x}]}",
                "chpasswd: {users: [{name: a}]}",
                "chpasswd: {users: [{name: a, password: [x]}]}",
                "chpasswd: {users: [{name: \"a\\nb\", type: text, password: x}]}",
                "chpasswd: {list: [nocolon]}",
                "chpasswd: {list: [':x']}",
                "chpasswd: {list: [[a]]}",
                "chpasswd: x"
            })
    void passwordsOfNoFormAreErrorsAndTheOthersAreSet(String yaml) throws IOException {
        String both =
                yaml.equals("chpasswd: x")
                        ? yaml
                        : yaml.contains("list")
                                ? yaml.replace("]}", ", 'ok:ok']}")
                                : yaml.replace(
                                        "users: [",
                                        "users: [{name: ok, type: text, password: ok}, ");
        assertInstanceOf(Outcome.Failed.class, run(new SetPasswords(), both));
        if (!yaml.equals("chpasswd: x")) {
            assertEquals(List.of("chpasswd", "passwd --expire ok"), lines());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'password: pw', deb:pw",
        "'password: 12', deb:12",
        "'password: $6$a$b', deb:$6$a$b",
        "'password: pw, chpasswd: {list: [x:y]}', x:y"
    })
    void theDefaultUsersPassword(String yaml, String input) throws IOException {
        run(new SetPasswords(), DEFAULT + yaml + "}");
        assertEquals(
                input + "\n",
                new String(
                        machine.processes().commands().getFirst().input(), StandardCharsets.UTF_8));
        run.arguments("given").run(new SetPasswords(), DEFAULT + yaml + "}");
        assertTrue(
                machine.processes().commands().stream()
                        .anyMatch(
                                c ->
                                        new String(c.input(), StandardCharsets.UTF_8)
                                                .equals("deb:given\n")));
    }

    @Test
    void withoutADefaultUserAPasswordIsNobodys() throws IOException {
        assertInstanceOf(Outcome.Done.class, run(new SetPasswords(), "password: pw"));
        assertEquals(List.of("passwords.no-user"), run.codes());
        assertEquals(List.of(), lines());
    }

    @ParameterizedTest
    @CsvSource({
        "true, active, debian, 'systemctl show --property ActiveState --value ssh|systemctl restart ssh --job-mode=ignore-dependencies'",
        "true, inactive, debian, 'systemctl show --property ActiveState --value ssh'",
        "false, , debian, service ssh restart",
        "false, , photon, systemctl restart ssh",
        "true, active, alpine, rc-service --nocolor ssh restart"
    })
    void sshdIsRestartedWhereItRuns(boolean systemd, String state, String distro, String expected)
            throws IOException {
        if (systemd) {
            machine.root().createDirectory("/run/systemd/system", 0755);
        }
        machine.processes()
                .answering(RecordingProcesses.result(0, state + "\n", ""), "systemctl", "show");
        run.distro(distro);
        run(new SetPasswords(), "ssh_pwauth: true");
        assertEquals(List.of(expected.split("\\|", -1)), lines());
        run(new SetPasswords(), "ssh_pwauth: true");
        assertEquals(List.of(expected.split("\\|", -1)), lines());
    }

    @ParameterizedTest
    @CsvSource({
        "true, PasswordAuthentication yes",
        "'on', PasswordAuthentication yes",
        "1, PasswordAuthentication yes",
        "false, PasswordAuthentication no",
        "'NO', PasswordAuthentication no",
        "unchanged, ",
        "null, ",
        "maybe, ",
        "[a], "
    })
    void passwordsForSshd(String value, String expected) throws IOException {
        assertInstanceOf(Outcome.Done.class, run(new SetPasswords(), "ssh_pwauth: " + value));
        assertEquals(expected != null, machine.root().exists("/etc/ssh/sshd_config"));
        if (expected != null) {
            assertEquals(expected + "\n", run.text("/etc/ssh/sshd_config"));
        }
        boolean odd = value.equals("maybe") || value.equals("[a]");
        assertEquals(odd ? List.of("passwords.sshd") : List.of(), run.codes());
    }

    @Test
    void aServiceThatDoesNotRestartIsAWarning() throws IOException {
        machine.processes().answering(RecordingProcesses.result(5, "", "no unit"), "service");
        assertInstanceOf(Outcome.Done.class, run(new SetPasswords(), "ssh_pwauth: true"));
        assertEquals(List.of("passwords.sshd"), run.codes());
    }

    @Test
    void fingerprintsAreATable() throws IOException {
        run(new UsersGroups(), DEFAULT + "}");
        run(new Ssh(), DEFAULT + "ssh_authorized_keys: ['no-pty ssh-rsa AAAA']}");
        machine.root().write(RenderedFile.text("/dev/console", "", 0600));
        run(new SshAuthkeyFingerprints(), DEFAULT + "authkey_hash: md5}");
        String title = "+Authorized keys from /home/deb/.ssh/authorized_keys for user deb+";
        assertTrue(run.text("/dev/console").startsWith("ci-info: +++"));
        assertTrue(run.text("/dev/console").contains(title), run.text("/dev/console"));
        assertTrue(
                run.text("/dev/console")
                        .contains(
                                "| ssh-rsa | 69:3e:9a:f8:4d:3d:fc:c7:1e:64:0e:00:5b:dc:5e:2e |  no-pty |    -    |"),
                run.text("/dev/console"));
        assertInstanceOf(
                Outcome.Skipped.class,
                run(new SshAuthkeyFingerprints(), DEFAULT + "no_ssh_fingerprints: true}"));
    }

    @ParameterizedTest
    @CsvSource({"AAAA, sha256, 70:9e:80", "AAAA, sha1, 29:e2:dc", "AAAA, none, ?", "A, sha256, ?"})
    void fingerprints(String key, String hash, String start) {
        assertTrue(SshAuthkeyFingerprints.fingerprint(key, hash).startsWith(start));
    }

    @Test
    void hostKeysAreShownOnTheConsole() throws IOException {
        run(new Ssh(), "ssh_genkeytypes: [rsa, ed25519]");
        machine.processes()
                .answering(
                        RecordingProcesses.result(0, "256 SHA256:x root@vm\n", ""),
                        "ssh-keygen",
                        "-l");
        machine.root().write(RenderedFile.text("/dev/console", "", 0600));
        run(
                new KeysToConsole(),
                "{ssh_key_console_blacklist: [ssh-rsa], ssh_fp_console_blacklist: [ssh-ed25519]}");
        String rule = "#".repeat(61);
        assertEquals(
                rule
                        + "\n-----BEGIN SSH HOST KEY FINGERPRINTS-----\n256 SHA256:x root@vm\n"
                        + "-----END SSH HOST KEY FINGERPRINTS-----\n"
                        + rule
                        + "\n-----BEGIN SSH HOST KEY KEYS-----\nssh-ed25519 AAAA root@vm\n"
                        + "-----END SSH HOST KEY KEYS-----\n",
                run.text("/dev/console"));
        assertInstanceOf(
                Outcome.Skipped.class,
                run(new KeysToConsole(), "ssh: {emit_keys_to_console: false}"));
    }

    @Test
    void aFileThatHoldsNoKeyIsToldOfAndTheOthersAreShown() throws IOException {
        run(new Ssh(), "ssh_genkeytypes: [rsa, ed25519]");
        machine.processes()
                .answering(
                        RecordingProcesses.result(255, "", "that is not a public key file.\n"),
                        "ssh-keygen",
                        "-l");
        machine.root().write(RenderedFile.text("/dev/console", "", 0600));
        assertInstanceOf(
                Outcome.Done.class,
                run(new KeysToConsole(), "{ssh_key_console_blacklist: [ssh-rsa, ssh-ed25519]}"));
        String rule = "#".repeat(61);
        assertEquals(
                "that is not a public key file.\n".repeat(2)
                        + rule
                        + "\n-----BEGIN SSH HOST KEY FINGERPRINTS-----\n\n\n"
                        + "-----END SSH HOST KEY FINGERPRINTS-----\n"
                        + rule
                        + "\n",
                run.text("/dev/console"));
    }

    @Test
    void identitiesAreImportedAsTheirUser() throws IOException {
        run(new UsersGroups(), DEFAULT + "}");
        machine.root().write(new RenderedFile("/usr/bin/ssh-import-id", new byte[0], 0755, null));
        machine.root().write(new RenderedFile("/usr/bin/sudo", new byte[0], 0755, null));
        int before = lines().size();
        run(
                new SshImportId(),
                "{system_info: {default_user: {name: deb}}, ssh_import_id: [gh:a, 'lp:b']"
                        + ", users: [default, {name: absent, ssh_import_id: x}, {name: none}]}");
        assertEquals(
                List.of("sudo --preserve-env=https_proxy -Hu deb ssh-import-id gh:a lp:b"),
                lines().subList(before, lines().size()));
        assertInstanceOf(Outcome.Skipped.class, run(new SshImportId(), "users: [{name: bob}]"));
    }
}
