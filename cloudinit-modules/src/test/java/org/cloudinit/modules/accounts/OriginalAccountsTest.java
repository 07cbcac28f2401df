package org.cloudinit.modules.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.modules.DebianRoot;
import org.cloudinit.modules.ModuleRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random configurations, through these modules and through the original's of the same Debian: the
 * tables, rules, keys and sshd's configuration, and the programs that were run, are equal. Needs
 * {@code -Daccounts.cases=N}, for each takes seconds; {@code -Daccounts.first=SEED} begins
 * elsewhere.
 */
class OriginalAccountsTest {
    private static final List<ConfigModule> MODULES =
            List.of(new UsersGroups(), new Ssh(), new SetPasswords());

    /** The original ended one of its modules where these go on: deviation M10. */
    private static final String GIVEN_UP = "(given up)";

    private static final String LIST =
            "cd / && find etc/passwd etc/shadow etc/group etc/gshadow etc/subuid etc/subgid"
                    + " etc/sudoers etc/sudoers.d etc/doas.conf etc/ssh home root srv"
                    + " 2>/dev/null -printf '%p %u %g %m %y\\n' | sort";

    @Test
    void bothLeaveTheSame(@TempDir Path folder) throws IOException {
        Integer cases = Integer.getInteger("accounts.cases");
        Assumptions.assumeTrue(cases != null, "not asked for: give -Daccounts.cases=N");
        long first = Long.getLong("accounts.first", 1);
        var failures = new ArrayList<String>();
        int givenUp = 0;
        try (var debian =
                DebianRoot.unpack(
                        folder.resolve("root"), "sid", "cloud-init,openssh-server,sudo,passwd")) {
            for (long seed = first; seed < first + cases; seed++) {
                Path scratch = Files.createDirectories(folder.resolve("scratch" + seed));
                List<String> differences = compare(debian, new Case(seed), scratch);
                if (differences.contains(GIVEN_UP)) {
                    givenUp++;
                } else if (!differences.isEmpty()) {
                    failures.add("seed " + seed + "\n  " + String.join("\n  ", differences));
                }
            }
        }
        System.out.println(
                "configurations of accounts: "
                        + (cases - givenUp - failures.size())
                        + " of "
                        + (cases - givenUp)
                        + " as the original's; "
                        + givenUp
                        + " at which it gives up");
        assertTrue(givenUp < cases, "nothing is compared");
        assertEquals("", String.join("\n", failures));
    }

    private record Case(String config, List<String> keys, String sshd, String present) {
        Case(long seed) {
            this(new RandomAccounts(seed));
        }

        private Case(RandomAccounts random) {
            this(
                    random.config(),
                    List.of(random.key(), random.key()),
                    random.sshd(),
                    random.present());
        }

        void put(DebianRoot debian) throws IOException {
            debian.reset();
            Files.writeString(debian.folder().resolve("tmp/case.yaml"), config);
            Files.write(debian.folder().resolve("tmp/case.keys"), keys);
            if (!sshd.isEmpty()) {
                Files.writeString(debian.folder().resolve("etc/ssh/sshd_config"), sshd);
            }
            if (!present.isEmpty()) {
                Path file = debian.folder().resolve("root/.ssh/authorized_keys");
                Files.createDirectories(file.getParent());
                Files.writeString(file, present);
            }
        }
    }

    private static List<String> compare(DebianRoot debian, Case one, Path scratch)
            throws IOException {
        one.put(debian);
        Mapping original = original(debian);
        if (!original.sequence("failed").isEmpty()) {
            return List.of(GIVEN_UP);
        }
        Map<String, String> theirs = state(debian);
        one.put(debian);
        ModuleRun run =
                ModuleRun.in(scratch)
                        .host(debian.host())
                        .publicKeys(one.keys().toArray(new String[0]));
        for (ConfigModule module : MODULES) {
            run.run(module, one.config());
        }
        Map<String, String> ours = state(debian);
        var differences = new ArrayList<String>();
        theirs.forEach(
                (path, text) -> {
                    if (!text.equals(ours.get(path))) {
                        differences.add(path + ": " + text + " but " + ours.get(path));
                    }
                });
        ours.forEach(
                (path, text) -> {
                    if (!theirs.containsKey(path)) {
                        differences.add(path + " is ours alone: " + text);
                    }
                });
        List<String> wanted = commands(original);
        List<String> actual = commands(debian);
        if (!wanted.equals(actual)) {
            differences.add("programs: " + wanted + "\n       but " + actual);
        }
        if (!differences.isEmpty()) {
            differences.addFirst(one.config().replace("\n", "\n  "));
            differences.add("reported: " + run.codes());
        }
        return differences;
    }

    private static Mapping original(DebianRoot debian) throws IOException {
        try (var script = OriginalAccountsTest.class.getResourceAsStream("original.py")) {
            assertNotNull(script);
            var result = debian.enter(List.of("python3", "-"), Map.of(), script.readAllBytes());
            if (!result.success()) {
                throw new IOException(new String(result.error(), StandardCharsets.UTF_8));
            }
            return (Mapping) new TextDocuments().json(result.output(), "original");
        }
    }

    /** Programs and what they read; those that make keys at the same time in order of type. */
    private static List<String> commands(Mapping original) {
        var commands = new ArrayList<String>();
        for (ConfigTree each : original.sequence("commands")) {
            List<ConfigTree> parts = ((Sequence) each).items();
            var words = new ArrayList<String>();
            for (ConfigTree word : (Sequence) parts.get(0)) {
                words.add(((Scalar) word).display());
            }
            add(commands, words, ((Scalar) parts.get(1)).display());
        }
        return ordered(commands);
    }

    private static List<String> commands(DebianRoot debian) {
        var commands = new ArrayList<String>();
        for (Command each : debian.commands()) {
            add(commands, each.words(), new String(each.input(), StandardCharsets.UTF_8));
        }
        return ordered(commands);
    }

    private static void add(List<String> commands, List<String> words, String input) {
        // It looks whether this is a container; public keys are derived by a shell there.
        if (words.getFirst().equals("systemd-detect-virt")) {
            return;
        }
        if (words.getFirst().equals("sh") || words.contains("-y")) {
            commands.add("public key");
        } else {
            commands.add(String.join(" ", words) + (input.isEmpty() ? "" : " < " + input));
        }
    }

    private static List<String> ordered(List<String> commands) {
        var keys = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (String command : commands) {
            (command.startsWith("ssh-keygen") ? keys : others).add(command);
        }
        keys.sort(String::compareTo);
        others.addAll(keys);
        return others;
    }

    /** What there is, with owners and modes, and the texts of files. */
    private static Map<String, String> state(DebianRoot debian) throws IOException {
        var state = new TreeMap<String, String>();
        for (String line : debian.shell(LIST).lines().toList()) {
            String path = line.substring(0, line.indexOf(' '));
            String text = line.substring(path.length() + 1);
            if (line.endsWith(" f")) {
                text += "\n" + masked(path, Files.readString(debian.folder().resolve(path)));
            }
            state.put(path, text);
        }
        return state;
    }

    /** Random salts, keys that were made, times, and the order in which a set gives its keys. */
    private static String masked(String path, String text) {
        if (path.contains("ssh_host_") && (text.contains("AAAA") || text.contains("BEGIN"))) {
            return text.startsWith("ssh-ed25519 AAAA\n") ? text : "(made)";
        }
        if (path.contains("authorized_keys") || path.contains("keys/")) {
            String[] lines = text.split("\n", -1);
            Arrays.sort(lines);
            return String.join("\n", lines);
        }
        return text.replaceAll(":(!?)\\$y\\$[^:]*", ":$1(hash)")
                .replaceAll("(# (Created|Added) by cloud-init) v\\..*", "$1");
    }
}
