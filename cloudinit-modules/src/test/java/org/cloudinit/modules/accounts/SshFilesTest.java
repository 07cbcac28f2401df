package org.cloudinit.modules.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of keys, of sshd's configuration, and rules of doas. */
class SshFilesTest {
    @TempDir private Path folder;

    private static List<Mapping> rows(String table) throws IOException {
        String property = System.getProperty("conformance.corpus");
        Assumptions.assumeTrue(property != null, "no corpus: give -Dconformance.corpus=DIR");
        var rows = new ArrayList<Mapping>();
        for (String line : Files.readAllLines(Path.of(property, table))) {
            rows.add(
                    (Mapping)
                            new TextDocuments().json(line.getBytes(StandardCharsets.UTF_8), "row"));
        }
        return rows;
    }

    @Test
    void placesOfKeysAreTheReferences() throws IOException {
        List<Mapping> rows = rows("calls/ssh_util.render_authorizedkeysfile_paths.jsonl");
        for (Mapping row : rows) {
            List<String> words = row.texts("args");
            assertEquals(
                    row.texts("ret"), KeyFilePlace.paths(words.get(0), words.get(1), words.get(2)));
        }
        System.out.println(
                "calls/ssh_util.render_authorizedkeysfile_paths: " + rows.size() + " rows equal");
    }

    @Test
    void linesOfSshdAreTheReferences() throws IOException {
        List<Mapping> rows = rows("calls/ssh_util.parse_ssh_config_lines.jsonl");
        for (Mapping row : rows) {
            var lines = new ArrayList<String>();
            for (ConfigTree line : (Sequence) row.sequence("args").items().getFirst()) {
                lines.add(((Scalar) line).display());
            }
            assertEquals(row.sequence("ret").size(), SshdConfig.parse(lines).lines().size());
        }
        System.out.println("calls/ssh_util.parse_ssh_config_lines: " + rows.size() + " rows equal");
    }

    @Test
    void linesOfKeysAreReadAsTheReferenceReadsThem() throws IOException {
        List<Mapping> rows = rows("params/test_ssh_util.jsonl");
        int read = 0;
        for (Mapping row : rows) {
            Mapping stated = row.mapping("params");
            if (!stated.has("ktype")) {
                continue;
            }
            boolean comment = stated.flag("with_comment", false);
            boolean options = stated.flag("with_options", false);
            String given = stated.text("options_parameter", "");
            String own = options ? "no-port,command=\"a b \\\" c\"" : "";
            String type = String.valueOf(stated.text("ktype"));
            String line =
                    (options ? own + " " : "") + type + " AAAA=" + (comment ? " c d" : "") + "\n";
            KeyLine key = KeyLine.of(line, given);
            assertEquals(type, key.type());
            assertEquals("AAAA=", key.key());
            assertEquals(comment ? "c d" : "", key.comment());
            assertEquals(given.isEmpty() ? own : given, key.options());
            read++;
        }
        assertTrue(read > 50, "rows: " + read);
        System.out.println("params/test_ssh_util: " + read + " rows of key lines read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "# ssh-rsa AAAA",
                "ssh-rsa",
                "ssh-dss AAAA",
                "what is this",
                "\"open x",
                "-----BEGIN OPENSSH PRIVATE KEY-----"
            })
    void whatIsNoKeyStaysAsItIs(String line) {
        KeyLine key = KeyLine.of(line, "");
        assertFalse(key.isKey());
        assertEquals(line, key.text());
        assertEquals("", AuthorizedKeys.text(List.of(), List.of(key)));
    }

    @Test
    void newKeysReplaceTheSameKey() {
        List<KeyLine> present =
                List.of(
                        KeyLine.of("# head", ""),
                        KeyLine.of("ssh-rsa AAAA old", ""),
                        KeyLine.of("ssh-rsa BBBB", ""));
        List<KeyLine> keys =
                List.of(
                        KeyLine.of("ssh-rsa AAAA new", "no-pty"),
                        KeyLine.of("ssh-rsa CCCC", ""),
                        KeyLine.of("ssh-rsa CCCC", ""));
        String text = AuthorizedKeys.text(present, keys);
        assertEquals("# head\nno-pty ssh-rsa AAAA new\nssh-rsa BBBB\nssh-rsa CCCC\n", text);
        List<KeyLine> again = text.lines().map(line -> KeyLine.of(line, "")).toList();
        assertEquals(text, AuthorizedKeys.text(again, keys));
    }

    @Test
    void optionsOfSshdAreSetWhereverTheyStand() {
        SshdConfig config =
                SshdConfig.parse(
                        List.of("# c", "", "  Port=22", "PASSWORDAUTHENTICATION  no", "alone"));
        SshdConfig changed = config.with("PasswordAuthentication", "yes");
        assertNotNull(changed);
        assertEquals("# c\n\nPort 22\nPASSWORDAUTHENTICATION yes\n", changed.text());
        assertNull(changed.with("PasswordAuthentication", "yes"));
        SshdConfig empty = new SshdConfig(List.of()).with("PasswordAuthentication", "no");
        assertNotNull(empty);
        assertEquals("PasswordAuthentication no\n", empty.text());
    }

    @ParameterizedTest
    @CsvSource({
        "'Include /etc/ssh/sshd_config.d/*.conf', true, true",
        "' Include /etc/ssh/sshd_config.d/*.conf', true, false",
        "'#Include /etc/ssh/sshd_config.d/*.conf', false, false",
        "'', true, true",
        "'', false, false",
        "'Port 22', true, false"
    })
    void settingsGoToTheFolderWhereItIsRead(String config, boolean hasFolder, boolean expected)
            throws IOException {
        SandboxHost machine = SandboxHost.in(folder).build();
        if (hasFolder) {
            machine.root().createDirectory("/etc/ssh/sshd_config.d", 0755);
        }
        if (!config.isEmpty()) {
            machine.root().write(RenderedFile.text("/etc/ssh/sshd_config", config + "\n", 0640));
        }
        assertTrue(SshdConfig.update("PasswordAuthentication", "no", machine.root()));
        String target = "/etc/ssh/sshd_config" + (expected ? ".d/50-cloud-init.conf" : "");
        String text = new String(machine.root().read(target), StandardCharsets.UTF_8);
        assertTrue(text.endsWith("PasswordAuthentication no\n"), text);
        var facts = machine.root().facts(target);
        assertNotNull(facts);
        assertEquals(expected ? 0600 : config.isEmpty() ? 0644 : 0640, facts.mode());
        // Without the blank that was before it, sshd's own line counts from now on.
        boolean moves = config.startsWith(" ");
        assertEquals(moves, SshdConfig.update("PasswordAuthentication", "no", machine.root()));
    }

    @ParameterizedTest
    @CsvSource({
        "permit nopass foo, foo",
        "permit foo, foo",
        "deny foo, foo",
        "permit nopass, nopass",
        "permit persistkeepenv nolog foo, foo",
        "permit setenv { A=b -C } foo as root cmd ls args -l /x, foo",
        "permit foo as root as bin, foo",
        "permit foo cmd ls cmd cat, foo",
        "permit foo cmd args, foo",
        "'  permit foo', ",
        "permitfoo, ",
        "permit, ",
        "'permit ', ",
        "permit foo bar, ",
        "permit :wheel, ",
        "permit setenv {} foo, ",
        "permit foo as, ",
        "permit foo as a-b, ",
        "permit foo cmd, ",
        "permit foo args x, ",
        "permit foo cmd ls args, "
    })
    void rulesOfDoasNameTheirUser(String rule, String user) {
        assertEquals(user, DoasRule.user(rule));
    }

    @Test
    void aLongRuleTakesNoTime() {
        String rule = "permit foo cmd ls args " + "a ".repeat(100_000) + "\n\n;";
        assertEquals("foo", DoasRule.user(rule));
        assertNull(DoasRule.user("permit " + "nopass ".repeat(50_000) + "-"));
    }
}
