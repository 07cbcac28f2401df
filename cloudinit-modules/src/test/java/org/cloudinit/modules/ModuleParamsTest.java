package org.cloudinit.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.Outcome;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.modules.accounts.KeysToConsole;
import org.cloudinit.modules.accounts.SetPasswords;
import org.cloudinit.modules.accounts.SshImportId;
import org.cloudinit.modules.accounts.UsersGroups;
import org.cloudinit.modules.system.Rsyslog;
import org.cloudinit.testkit.AccountPrograms;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configurations with which the reference tests its modules ({@code params/}): what each of
 * them makes a module do is what the reference's own test asserts of it.
 */
class ModuleParamsTest {
    @TempDir private Path folder;
    private int machines;

    /** Rows of a table whose test has this name, of which there are so many. */
    private static List<Mapping> rows(String table, String test, int count) throws IOException {
        String corpus = System.getProperty("conformance.corpus");
        assumeTrue(corpus != null, "no corpus: give -Dconformance.corpus=DIR");
        var rows = new ArrayList<Mapping>();
        for (String line : Files.readAllLines(Path.of(corpus, "params", table + ".jsonl"))) {
            var row =
                    (Mapping)
                            new TextDocuments().json(line.getBytes(StandardCharsets.UTF_8), "row");
            if (row.text("test", "").endsWith("::" + test)) {
                rows.add(row.mapping("params"));
            }
        }
        assertEquals(count, rows.size(), table + " " + test);
        System.out.println("params/" + table + " " + test + ": " + count + " rows");
        return rows;
    }

    private SandboxHost machine() throws IOException {
        SandboxHost machine =
                SandboxHost.in(folder.resolve("machine" + machines++))
                        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                        .file("/etc/group", "root:x:0:\n")
                        .file("/etc/shadow", "root:*:1:0:9:7:::\n")
                        .file("/dev/console", "")
                        .program("/usr/bin/passwd")
                        .build();
        AccountPrograms.on(machine);
        return machine;
    }

    private Outcome run(ConfigModule module, SandboxHost machine, Mapping config)
            throws IOException {
        return ModuleRun.on(machine).run(module, config);
    }

    @Test
    void passwordsExpireOnlyWhereTheyAreToDoSo() throws IOException {
        var rows = new ArrayList<Mapping>();
        rows.addAll(rows("config.test_cc_set_passwords", "test_expire", 2));
        rows.addAll(rows("config.test_cc_set_passwords", "test_expire_old_behavior", 3));
        for (Mapping row : rows) {
            SandboxHost machine = machine();
            run(new SetPasswords(), machine, row.mapping("cfg"));
            boolean expires = row.mapping("cfg").mapping("chpasswd").flag("expire", true);
            // A hash expires too, but in releases that are older than the one followed here.
            List<String> expired =
                    expires
                            ? List.of(
                                    "passwd --expire user1",
                                    "passwd --expire user2",
                                    "passwd --expire user3")
                            : List.of();
            assertEquals(
                    expired,
                    machine.processes().lines().stream()
                            .filter(line -> line.contains("--expire"))
                            .toList());
        }
    }

    @Test
    void aListAndUsersSetTheSamePasswords() throws IOException {
        for (Mapping row : rows("config.test_cc_set_passwords", "test_chpasswd_parity", 2)) {
            assertEquals(passwords(row.mapping("list_def")), passwords(row.mapping("users_def")));
        }
    }

    /**
     * What is given to which program; the passwords that are drawn at random without their text.
     */
    private List<String> passwords(Mapping config) throws IOException {
        SandboxHost machine = machine();
        run(new SetPasswords(), machine, config);
        var given = new ArrayList<String>();
        for (Command command : machine.processes().commands()) {
            String input = new String(command.input(), StandardCharsets.UTF_8);
            for (String line : input.split("\n", -1)) {
                boolean isHash = line.contains(":$");
                given.add(
                        command.words() + " " + (isHash ? line : line.replaceAll(":.*", ":drawn")));
            }
        }
        assertNotEquals(List.of(), given);
        given.sort(String::compareTo);
        return given;
    }

    @Test
    void identitiesAreLookedForInAllUsers() throws IOException {
        var rows = new ArrayList<Mapping>();
        rows.addAll(rows("config.test_cc_ssh_import_id", "test_find_ssh_import_id_directives", 4));
        rows.addAll(rows("config.test_cc_ssh_import_id", "test_skip_inapplicable_configs", 2));
        for (Mapping row : rows) {
            SandboxHost machine = machine();
            Outcome outcome = run(new SshImportId(), machine, row.mapping("cfg"));
            boolean isDirective = row.flag("expected", false);
            if (!isDirective) {
                assertInstanceOf(Outcome.Skipped.class, outcome, row.toString());
                assertEquals(List.of(), machine.processes().lines());
            }
        }
    }

    @Test
    void keysAreShownUnlessThatIsOff() throws IOException {
        for (Mapping row :
                rows("config.test_cc_keys_to_console", "test_emit_keys_to_console_config", 2)) {
            SandboxHost machine = machine();
            machine.root()
                    .write(
                            RenderedFile.text(
                                    "/etc/ssh/ssh_host_rsa_key.pub", "ssh-rsa AAAA\n", 0644));
            run(new KeysToConsole(), machine, row.mapping("cfg"));
            assertEquals(
                    row.flag("subp_called", false),
                    machine.processes().lines().stream()
                            .anyMatch(line -> line.startsWith("ssh-keygen -l")));
        }
    }

    @Test
    void settingsOfTheLogServiceHaveTheirTypes() throws IOException {
        for (Mapping row : rows("config.test_cc_rsyslog", "test_invalid_key_types", 3)) {
            String code = "";
            try {
                run(new Rsyslog(), machine(), row.mapping("config"));
            } catch (MalformedException refused) {
                code = refused.problem().code();
                String key = row.text("error_msg", "").replaceAll(".*`(\\w+)`.*", "$1");
                assertEquals(key, refused.problem().message().replaceAll(" .*", ""));
            }
            assertEquals("rsyslog.form", code);
        }
    }

    @Test
    void usersMayBeAMapping() throws IOException {
        for (Mapping row : rows("distros.test_user_data_normalize", "test_users_simple_dict", 2)) {
            assertEquals(List.of("useradd bob -m"), users(row));
        }
        for (Mapping row :
                rows("distros.test_user_data_normalize", "test_users_simple_dict_no", 1)) {
            assertEquals(List.of(), users(row));
        }
    }

    private List<String> users(Mapping row) throws IOException {
        SandboxHost machine = machine();
        Mapping bob =
                Mapping.builder()
                        .put("default_user", Mapping.builder().put("name", "bob").build())
                        .build();
        run(new UsersGroups(), machine, row.mapping("ug_cfg").with("system_info", bob));
        return machine.processes().lines().stream()
                .filter(line -> line.startsWith("useradd"))
                .toList();
    }
}
