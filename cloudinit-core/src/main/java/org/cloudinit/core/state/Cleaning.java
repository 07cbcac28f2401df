package org.cloudinit.core.state;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner.Command;
import org.cloudinit.api.host.ProcessRunner.Output;
import org.cloudinit.api.host.ProcessRunner.Result;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;

/**
 * What is to be taken away so that the next boot is a first one ({@code clean.py}). A link is
 * removed, never what it points to.
 *
 * @param logs the logs too
 * @param seed seed folders too
 * @param machineId the machine's identity too: systemd makes a new one
 * @param generated files of these kinds that a stage made
 */
public record Cleaning(boolean logs, boolean seed, boolean machineId, Set<Generated> generated) {
    private static final String ACT = "cleaning";
    private static final String SCRIPTS = "/etc/cloud/clean.d";
    private static final String MACHINE_ID = "/etc/machine-id";
    private static final long SCRIPT_MILLIS = 600_000;

    /** Kinds of files that a stage makes outside of its own folders. */
    public enum Generated {
        SSH_CONFIG,
        NETWORK,
        FSTAB
    }

    public Cleaning {
        generated = Set.copyOf(generated);
    }

    /**
     * Takes it away. What cannot be removed is an error, and the rest is removed all the same.
     *
     * @return everything that went wrong
     */
    public List<Problem> run(Host host, MachineConfig config) {
        var problems = new Problems();
        HostRoot root = host.root();
        if (logs) {
            for (String file : LogFiles.of(config.merged(), root, problems)) {
                remove(file, root, problems);
            }
        }
        GeneratedFiles.remove(generated, root, problems);
        if (root.isDirectory(config.paths().cloud())) {
            state(config.paths(), root, problems);
            scripts(host, problems);
        } else {
            problems.report(
                    Problem.warning(
                            "clean.nothing",
                            ACT,
                            Origin.of(config.paths().cloud()),
                            "it is not there",
                            "The machine is clean already."));
        }
        if (machineId) {
            forgetMachine(root, problems);
        }
        return problems.all();
    }

    private void state(CloudPaths paths, HostRoot root, Problems problems) {
        String cloud = paths.cloud();
        if (cloud.indexOf('/', 1) < 0) {
            problems.report(
                    Problem.error(
                            "clean.not-a-state-folder",
                            ACT,
                            Origin.of(cloud),
                            "it is a folder of the whole system, so nothing in it is removed",
                            "Correct system_info.paths.cloud_dir."));
            return;
        }
        try {
            for (String name : root.list(cloud)) {
                // As a shell's pattern has it, what begins with a dot is not meant.
                if (!name.startsWith(".") && (seed || !name.equals("seed"))) {
                    remove(cloud + "/" + name, root, problems);
                }
            }
        } catch (IOException e) {
            problems.report(failure(cloud, "cannot be read", e));
        }
    }

    static void remove(String path, HostRoot root, Problems problems) {
        try {
            root.delete(path);
        } catch (IOException e) {
            problems.report(failure(path, "cannot be removed", e));
        }
    }

    static Problem failure(String path, String what, IOException e) {
        return Problem.error(
                "clean.failed",
                ACT,
                Origin.of(path),
                what + ": " + e.getMessage(),
                "Run it as root, on a disk that can be written.");
    }

    /** Programs of the distribution that clean what only it knows. */
    private static void scripts(Host host, Problems problems) {
        try {
            for (String name : host.root().list(SCRIPTS)) {
                script(host, SCRIPTS + "/" + name, problems);
            }
        } catch (IOException e) {
            problems.report(failure(SCRIPTS, "cannot be read", e));
        }
    }

    private static void script(Host host, String path, Problems problems) throws IOException {
        if (!host.root().isExecutable(path)) {
            if (!host.root().isDirectory(path)) {
                problems.report(
                        Problem.warning(
                                "clean.not-executable",
                                ACT,
                                Origin.of(path),
                                "it is no program, and left out",
                                "Make it executable, or remove it."));
            }
            return;
        }
        Result result =
                host.processes()
                        .run(
                                new Command(
                                        List.of(path),
                                        Map.of(),
                                        new byte[0],
                                        SCRIPT_MILLIS,
                                        Output.SHOWN));
        if (!result.success()) {
            problems.report(
                    Problem.error(
                            "clean.script-failed",
                            ACT,
                            Origin.of(path),
                            "it ended with " + result.exitCode(),
                            "Run it by hand to see why."));
        }
    }

    private static void forgetMachine(HostRoot root, Problems problems) {
        try {
            if (BootStatus.usesSystemd(root)) {
                FileFacts facts = root.facts(MACHINE_ID);
                if (facts != null && facts.kind() == FileFacts.Kind.LINK) {
                    root.delete(MACHINE_ID);
                }
                root.write(RenderedFile.text(MACHINE_ID, "uninitialized\n", 0444));
            } else {
                root.delete(MACHINE_ID);
            }
        } catch (IOException e) {
            problems.report(failure(MACHINE_ID, "cannot be changed", e));
        }
    }
}
