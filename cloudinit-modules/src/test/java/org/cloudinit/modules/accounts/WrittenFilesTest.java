package org.cloudinit.modules.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.modules.ModuleRun;
import org.cloudinit.testkit.AccountPrograms;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of written files in the documentation is what the modules leave. */
class WrittenFilesTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| (0\\d+) \\| ([^|]+) \\|.*");
    private static final String CONFIG =
            """
            users: [{name: foo, sudo: ALL, doas: [permit foo], ssh_authorized_keys: [ssh-rsa A]}]
            ssh_keys: {rsa_private: p, rsa_certificate: c, ecdsa_public: e}
            ssh_pwauth: true
            """;

    @TempDir private Path folder;

    /** Mode and owner by pattern of paths. */
    private static Map<String, List<String>> table() throws IOException {
        var table = new LinkedHashMap<String, List<String>>();
        for (String line : Files.readAllLines(Path.of("../docs/modules.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                table.put(row.group(1), List.of(row.group(2), row.group(3).strip()));
            }
        }
        return table;
    }

    @Test
    void everyFileIsInTheTableAndTheTableIsTrue() throws IOException {
        Map<String, List<String>> table = table();
        assertTrue(table.size() > 10, "rows: " + table.size());
        var seen = new TreeSet<String>();
        var faults = new ArrayList<String>();
        check("plain", "", table, seen, faults);
        check("folder", "Include /etc/ssh/sshd_config.d/*.conf\n", table, seen, faults);
        assertEquals(List.of(), faults);
        assertEquals(new TreeSet<>(table.keySet()), seen);
    }

    private void check(
            String name,
            String sshd,
            Map<String, List<String>> table,
            Set<String> seen,
            List<String> faults)
            throws IOException {
        SandboxHost machine =
                SandboxHost.in(folder.resolve(name))
                        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                        .file("/etc/group", "root:x:0:\n")
                        .file("/etc/shadow", "")
                        .build();
        machine.root().createDirectory("/root", 0700);
        machine.root().createDirectory("/etc/ssh", 0755);
        machine.root().createDirectory("/home", 0755);
        if (!sshd.isEmpty()) {
            machine.root().createDirectory("/etc/ssh/sshd_config.d", 0755);
            machine.root().write(RenderedFile.text("/etc/ssh/sshd_config", sshd, 0644));
        }
        AccountPrograms.on(machine);
        machine.processes()
                .answering(RecordingProcesses.result(0, "ssh-rsa P", ""), "ssh-keygen", "-y");
        ModuleRun run = ModuleRun.on(machine).publicKeys("ssh-rsa CLOUD");
        GoldenTree before = machine.tree();
        run.run(new UsersGroups(), CONFIG);
        run.run(new Ssh(), CONFIG);
        run.run(new SetPasswords(), CONFIG);
        for (String path : machine.tree().nodes().keySet()) {
            boolean programs = path.equals("/home/foo");
            if (!before.nodes().containsKey(path) && !programs) {
                faults.addAll(faults(path, machine, table, seen));
            }
        }
    }

    private static List<String> faults(
            String path, SandboxHost machine, Map<String, List<String>> table, Set<String> seen)
            throws IOException {
        var facts = machine.root().facts(path);
        String mode = facts == null ? "" : "0" + Integer.toOctalString(facts.mode());
        Owner owner = machine.root().owners().get(path);
        boolean roots =
                owner == null || List.of("root", "0").contains(String.valueOf(owner.user()));
        for (Map.Entry<String, List<String>> row : table.entrySet()) {
            String regex =
                    Pattern.quote(row.getKey())
                            .replace("HOME", "\\E(/home/foo|/root)\\Q")
                            .replace("*", "\\E[a-z0-9]+\\Q");
            if (path.matches(regex)) {
                seen.add(row.getKey());
                String whose = row.getValue().get(1);
                boolean right = whose.equals("root") ? roots : !roots || path.startsWith("/root");
                return row.getValue().get(0).equals(mode) && right
                        ? List.of()
                        : List.of(path + " is " + mode + " of " + owner + ", not as " + row);
            }
        }
        return List.of(path + " is not in the table");
    }
}
