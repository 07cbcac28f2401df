package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.ExtensionSource;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.ModulesStage;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.TreeNode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Passwords and private keys of a rich configuration, over all stages: in no log and no message, in
 * no file that others may read, and in no argument or variable of a program, which all users see.
 */
class ModuleSecretsTest {
    @TempDir private Path folder;

    private static boolean isSecret(String text) {
        return text.contains("hush-");
    }

    private static void told(LocalOutcome outcome, List<String> seen) {
        outcome.problems().stream()
                .map(problem -> problem.line())
                .filter(ModuleSecretsTest::isSecret)
                .forEach(seen::add);
    }

    private static void run(SandboxHost machine, List<String> modules, List<String> seen)
            throws IOException {
        RichMachine.list(machine, modules);
        told(
                ModulesStage.run(
                        "config",
                        BootRequest.ORDINARY,
                        machine.host(),
                        ExtensionSource.of(Wiring.ofModules())),
                seen);
    }

    /** What others may read, and every log whoever may read it. */
    private static void inFiles(SandboxHost machine, List<String> seen) throws IOException {
        for (Map.Entry<String, TreeNode> node : machine.tree().nodes().entrySet()) {
            String path = node.getKey();
            if (node.getValue() instanceof TreeNode.FileNode file
                    && (path.startsWith("/var/log") || (file.mode() & 07) != 0)
                    && !path.startsWith("/var/lib/cloud/seed/")
                    && isSecret(file.text())) {
                seen.add(path);
            }
        }
    }

    private static void inArguments(SandboxHost machine, List<String> seen) {
        for (Command command : machine.processes().commands()) {
            if (isSecret(command.words().toString())
                    || isSecret(command.environment().toString())) {
                seen.add(command.words().toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"well", "failing"})
    void nothingSecretIsToldOrLeft(String how) throws IOException {
        SandboxHost machine = RichMachine.at(folder.resolve(how), "debian");
        if (how.equals("failing")) {
            // Programs that say what they were given when they refuse it.
            var refused = RecordingProcesses.result(1, "hush-word?", "hush-key? hush-word?");
            for (String program : List.of("chpasswd", "ssh-keygen")) {
                machine.processes().answering(refused, program);
            }
        }
        var seen = new ArrayList<String>();
        run(machine, RichMachine.MODULES, seen);
        inFiles(machine, seen);
        inArguments(machine, seen);
        assertEquals(List.of(), seen);
        assertTrue(
                machine.processes().commands().stream()
                        .anyMatch(
                                command ->
                                        command.words().getFirst().equals("chpasswd")
                                                && new String(
                                                                command.input(),
                                                                StandardCharsets.UTF_8)
                                                        .contains("root:hush-word")),
                "the password is set all the same");
        assertEquals(
                "hush-key",
                new String(
                                machine.root().read("/etc/ssh/ssh_host_ed25519_key"),
                                StandardCharsets.UTF_8)
                        .strip());
    }
}
