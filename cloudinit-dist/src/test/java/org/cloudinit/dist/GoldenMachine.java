package org.cloudinit.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.config.TextDocuments;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.Extensions;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.LocalStage;
import org.cloudinit.testkit.AccountPrograms;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.Mask;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.SandboxNic;
import org.cloudinit.testkit.TreeNode;

/** A machine as the one of a recorded run was, in a scratch folder; runs the stage and compares. */
final class GoldenMachine {
    /** What cannot be equal: time, process numbers, Python, and facts of that machine. */
    static final List<Mask> MASKS =
            List.of(
                    Mask.content("/var/log/cloud-init.log"),
                    // Its bytes are no text; the tests of write_files compare such.
                    Mask.content("/etc/wf/b.bin"),
                    Mask.of("/var/log/cloud-init-output.log", "(?s)^Cloud-init v\\. .*"),
                    Mask.content(
                            "/var/lib/cloud/instances/d8e02d56-2648-49a3-bf97-6be8f1204f38/obj.json"),
                    Mask.content("/var/lib/cloud/instances/i-v1/obj.json"),
                    Mask.content("/etc/ssh/ssh_host*"),
                    Mask.of("/etc/sudoers.d/*", "by cloud-init v\\. .*"),
                    Mask.of("/var/lib/cloud/*", "(?m)^\\d+: \\d+\\.\\d+$"),
                    Mask.of("/run/cloud-init/sem/*", "(?m)^\\d+: \\d+\\.\\d+$"),
                    Mask.of("/var/lib/cloud/data/status.json", "\"finished\": \\d+\\.\\d+"),
                    // That there is a warning is the same; what it says is in our words.
                    Mask.of(
                            "/var/lib/cloud/data/status.json",
                            "(?s)\"(WARNING|ERROR)\": \\[\n.*?\n *]"),
                    Mask.of(
                            "/run/cloud-init/instance-data*",
                            "\"(system_)?platform\": \"Linux[^\"]*\""),
                    Mask.of("/run/cloud-init/instance-data*", "\"python(_version)?\": \"[^\"]*\""),
                    // The boundary of a stored MIME message is made up anew in every run.
                    Mask.of("/var/lib/cloud/*", "===============\\d+=="));

    private final GoldenRun run;
    private final Path corpus;
    private final Path folder;

    GoldenMachine(GoldenRun run, Path corpus, Path folder) {
        this.run = run;
        this.corpus = corpus;
        this.folder = folder;
    }

    /** Runs the first boot, and the second if there is one; all differences. */
    List<String> differences(Extensions extensions) throws IOException {
        SandboxHost machine = machine();
        GoldenTree before = machine.tree();
        LocalOutcome outcome = LocalStage.run(BootRequest.ORDINARY, machine.host(), extensions);
        var differences = compare(run.record(), machine, before, outcome);
        Mapping second = run.secondBoot();
        if (second != null && differences.isEmpty()) {
            machine.root().delete("/run/cloud-init");
            machine.root()
                    .write(
                            RenderedFile.text(
                                    "/run/cloud-init/cloud.cfg",
                                    second.text("run_cloud_cfg_before", ""),
                                    0644));
            setUptime(machine, second);
            LocalOutcome again = LocalStage.run(BootRequest.ORDINARY, machine.host(), extensions);
            for (String difference : compare(second, machine, before, again)) {
                differences.add("second boot: " + difference);
            }
        }
        return differences;
    }

    /** The machine before the run. */
    SandboxHost machine() throws IOException {
        boolean rocky = run.renderer().equals("sysconfig");
        SandboxHost.Builder builder = SandboxHost.in(folder);
        run.nics().forEach((name, mac) -> builder.nic(new SandboxNic(name, mac, null, Map.of())));
        builder.kernelCommandLine(run.record().text("cmdline", "").strip());
        builder.cloudConfig(
                Files.readString(corpus.resolve(rocky ? "cloud.cfg.rhel" : "cloud.cfg.debian")));
        builder.file("/etc/cloud/cloud.cfg.d/05_logging.cfg", logging());
        builder.file("/etc/os-release", rocky ? ROCKY : DEBIAN);
        builder.file("/etc/hostname", "vm\n");
        builder.file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        builder.file("/etc/group", "root:x:0:\nadm:x:4:\n");
        builder.file("/proc/sys/kernel/hostname", "vm\n");
        for (String program : List.of("netplan", "ifup", "ifdown", "ifquery")) {
            builder.program("/usr/sbin/" + program);
        }
        builder.program("/bin/ip").program("/bin/systemctl");
        builder.file("/etc/network/interfaces", "source /etc/network/interfaces.d/*\n");
        if (rocky) {
            builder.file("/etc/sysconfig/network", "# Created by anaconda\n");
            builder.file("/etc/sysconfig/network-scripts/network-functions", "");
            builder.file("/etc/resolv.conf", "nameserver 10.255.255.53\n");
        }
        String hosts = run.hostsTemplate();
        if (!hosts.isEmpty()) {
            builder.file("/etc/cloud/templates/hosts.debian.tmpl", hosts);
        }
        run.before().forEach(builder::file);
        run.drive()
                .forEach(
                        (path, bytes) ->
                                builder.file(
                                        new RenderedFile(
                                                "/var/lib/cloud/seed/config_drive" + path,
                                                bytes,
                                                0644,
                                                null)));
        builder.file("/etc/sudoers", "@includedir /etc/sudoers.d\n", 0440);
        SandboxHost machine = builder.build();
        AccountPrograms.on(machine);
        machine.root().createDirectory("/root", 0700);
        machine.root().createDirectory("/etc/ssh", 0755);
        machine.root().createDirectory("/run/systemd/system", 0755);
        machine.root().createDirectory("/var/lib/cloud/seed", 0755);
        facts(machine);
        setUptime(machine, run.record());
        return machine;
    }

    private static final String DEBIAN =
            """
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            NAME="Debian GNU/Linux"
            VERSION_ID="12"
            VERSION="12 (bookworm)"
            VERSION_CODENAME=bookworm
            ID=debian
            """;

    private static final String ROCKY =
            """
            NAME="Rocky Linux"
            VERSION="9.5 (Blue Onyx)"
            ID="rocky"
            ID_LIKE="rhel centos fedora"
            VERSION_ID="9.5"
            """;

    /** The logging configuration that every image has, as the recorded runs show it. */
    private String logging() throws IOException {
        Mapping reference =
                GoldenRun.json(corpus.resolve("golden/head/netplan/static4/golden.json"));
        Mapping merged = sensitive(reference).mapping("merged_cfg");
        Mapping.Builder logging = Mapping.builder();
        for (String key : List.of("_log", "log_cfgs", "output")) {
            logging.put(key, java.util.Objects.requireNonNull(merged.get(key)));
        }
        return new TextDocuments().toJson(logging.build());
    }

    private static Mapping sensitive(Mapping run) {
        String text = GoldenRun.content(run, "/run/cloud-init/instance-data-sensitive.json", "{}");
        return (Mapping)
                new TextDocuments().json(text.getBytes(StandardCharsets.UTF_8), "instance-data");
    }

    private void facts(SandboxHost machine) throws IOException {
        var uname = sensitive(run.record()).mapping("sys_info").texts("uname");
        if (uname.size() == 6) {
            put(machine, "/proc/sys/kernel/osrelease", uname.get(2));
            put(machine, "/proc/sys/kernel/version", uname.get(3));
        }
    }

    private static void setUptime(SandboxHost machine, Mapping run) throws IOException {
        String text = GoldenRun.content(run, "/var/lib/cloud/data/status.json", "{}");
        Mapping status =
                (Mapping) new TextDocuments().json(text.getBytes(StandardCharsets.UTF_8), "status");
        var start = status.find("v1", "init-local", "start");
        put(
                machine,
                "/proc/uptime",
                (start instanceof org.cloudinit.api.config.Scalar scalar ? scalar.display() : "1.0")
                        + " 2.0");
    }

    private static void put(SandboxHost machine, String path, String line) throws IOException {
        machine.root().write(RenderedFile.text(path, line + "\n", 0444));
    }

    private List<String> compare(
            Mapping wanted, SandboxHost machine, GoldenTree before, LocalOutcome outcome)
            throws IOException {
        GoldenTree golden = run.comparable(GoldenRun.tree(wanted));
        var kept = new TreeMap<String, TreeNode>();
        GoldenTree actual = run.comparable(machine.tree());
        for (Map.Entry<String, TreeNode> node : actual.nodes().entrySet()) {
            boolean mentioned = golden.nodes().containsKey(node.getKey());
            boolean asBefore = node.getValue().equals(before.nodes().get(node.getKey()));
            if (mentioned || (!asBefore && !isParent(node, golden))) {
                kept.put(node.getKey(), node.getValue());
            }
        }
        var differences = new ArrayList<>(golden.differences(new GoldenTree(kept), MASKS));
        String exitCode =
                wanted.find("exit_code") instanceof org.cloudinit.api.config.Scalar s
                        ? s.display()
                        : "?";
        if (!exitCode.equals(Integer.toString(outcome.exitCode()))) {
            differences.add(
                    "exit code: is "
                            + outcome.exitCode()
                            + ", should be "
                            + exitCode
                            + ": "
                            + outcome.errors());
        }
        return differences;
    }

    /** A folder of the distribution that the recorded machine had and the scratch folder lacks. */
    private static boolean isParent(Map.Entry<String, TreeNode> node, GoldenTree golden) {
        if (!(node.getValue() instanceof TreeNode.FolderNode)
                || node.getKey().startsWith("/var/lib/cloud")) {
            return false;
        }
        for (String path : golden.nodes().keySet()) {
            if (path.startsWith(node.getKey() + "/")) {
                return true;
            }
        }
        return false;
    }
}
