package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.host.RenderedFile;

/**
 * Programs that make users and groups in a sandbox, as far as files of users depend on them: {@code
 * useradd}, {@code groupadd}, {@code adduser}, {@code addgroup} add lines to the tables and make
 * home folders; {@code ssh-keygen} leaves files where keys would be.
 */
public final class AccountPrograms {
    private static final int FIRST_NUMBER = 1000;

    private final SandboxHost machine;
    private int next = FIRST_NUMBER;

    private AccountPrograms(SandboxHost machine) {
        this.machine = machine;
    }

    /** Puts them on a machine, which has them installed then. */
    public static void on(SandboxHost machine) throws IOException {
        var programs = new AccountPrograms(machine);
        machine.processes()
                .doing(programs::addUser, "useradd")
                .doing(programs::addUser, "adduser")
                .doing(programs::addGroup, "groupadd")
                .doing(programs::addGroup, "addgroup")
                .doing(programs::makeKey, "ssh-keygen", "-t");
        for (String program : List.of("useradd", "usermod", "groupadd", "chpasswd")) {
            programs.install("/usr/sbin/" + program);
        }
        programs.install("/usr/bin/passwd");
    }

    private void install(String path) throws IOException {
        machine.root().write(new RenderedFile(path, new byte[0], 0755, null));
    }

    private synchronized Result addUser(Command command) throws IOException {
        List<String> words = command.words();
        String name = words.getFirst().equals("adduser") ? words.getLast() : words.get(1);
        int home = words.indexOf(words.getFirst().equals("adduser") ? "-h" : "--home");
        String folder = home < 0 ? "/home/" + name : words.get(home + 1);
        int number = next++;
        append("/etc/passwd", name + ":x:" + number + ":" + number + "::" + folder + ":/bin/sh");
        append("/etc/group", name + ":x:" + number + ":");
        append("/etc/shadow", name + ":!:20000:0:99999:7:::");
        if (!words.contains("-M") && !words.contains("-H")) {
            machine.root().createDirectory(folder, 0755);
            machine.root().changeOwner(folder, new Owner(name, name));
        }
        return RecordingProcesses.result(0, "", "");
    }

    private synchronized Result addGroup(Command command) throws IOException {
        List<String> words = command.words();
        if (words.size() == 2) {
            append("/etc/group", words.get(1) + ":x:" + next++ + ":");
        }
        return RecordingProcesses.result(0, "", "");
    }

    private void append(String table, String line) throws IOException {
        machine.root().append(table, (line + "\n").getBytes(StandardCharsets.UTF_8), 0644);
    }

    private synchronized Result makeKey(Command command) throws IOException {
        String path = command.words().getLast();
        String type = command.words().get(2);
        List<String> known = Arrays.asList("rsa", "ecdsa", "ed25519");
        if (!known.contains(type)) {
            return RecordingProcesses.result(255, "", "unknown key type " + type + "\n");
        }
        machine.root().append(path, "private\n".getBytes(StandardCharsets.UTF_8), 0600);
        machine.root()
                .append(
                        path + ".pub",
                        ("ssh-" + type + " AAAA root@vm\n").getBytes(StandardCharsets.UTF_8),
                        0644);
        return RecordingProcesses.result(0, "Generating public/private " + type + " key\n", "");
    }
}
