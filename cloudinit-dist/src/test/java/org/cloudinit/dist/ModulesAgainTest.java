package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.LocalStage;
import org.cloudinit.core.ModulesStage;
import org.cloudinit.testkit.GoldenTree;
import org.cloudinit.testkit.Mask;
import org.cloudinit.testkit.RecordingProcesses;
import org.cloudinit.testkit.SandboxHost;
import org.cloudinit.testkit.TreeNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The modules of a rich configuration on a machine in a scratch folder: run twice, cut off between
 * any two of them, and with every file that they leave compared with the list of the documentation.
 */
class ModulesAgainTest {
    private static final Path TEMPLATES = Path.of("src/main/package/common/etc/cloud/templates");
    private static final String DRIVE = "/var/lib/cloud/seed/config_drive/openstack/latest/";
    private static final String STATUS = "/var/lib/cloud/data/status.json";
    private static final List<String> PROGRAMS =
            List.of("chronyd", "dnf", "zypper", "apk", "apt-get", "locale-gen", "update-locale");
    private static final List<Mask> MASKS =
            List.of(
                    Mask.of("/var/lib/cloud/*", "(?m)^\\d+: \\d+\\.\\d+$"),
                    Mask.of("/run/cloud-init/sem/*", "(?m)^\\d+: \\d+\\.\\d+$"));
    private static final List<String> MODULES =
            List.of(
                    "migrator",
                    "seed_random",
                    "bootcmd",
                    "write_files",
                    "growpart",
                    "resizefs",
                    "disk_setup",
                    "mounts",
                    "update_etc_hosts",
                    "resolv_conf",
                    "ca_certs",
                    "rsyslog",
                    "locale",
                    "ntp",
                    "timezone",
                    "runcmd",
                    "package_update_upgrade_install",
                    "write_files_deferred",
                    "scripts_per_once",
                    "scripts_per_instance",
                    "scripts_user",
                    "phone_home",
                    "final_message",
                    "power_state_change");
    private static final String USER_DATA =
            """
            #cloud-config
            hostname: web
            fqdn: web.example.org
            manage_etc_hosts: true
            manage_resolv_conf: true
            resolv_conf: {nameservers: [192.0.2.53], domain: example.org, options: {rotate: true}}
            random_seed: {file: /var/lib/seeded, data: seed}
            bootcmd: [echo boot]
            runcmd: [echo done]
            growpart: {mode: 'off'}
            resize_rootfs: false
            write_files:
              - {path: /etc/plain, content: a, permissions: '0640'}
              - {path: /etc/late, content: b, defer: true}
            mounts: [['server:/share', /srv/share, nfs, noauto]]
            ca_certs: {remove_defaults: true, trusted: [x, y]}
            rsyslog: {configs: [a, {content: b, filename: 30-own.conf}], remotes: {m: 192.0.2.7}}
            locale: de_DE.UTF-8
            ntp: {servers: [192.0.2.1]}
            timezone: Europe/Berlin
            packages: [one]
            phone_home: {url: 'http://127.0.0.1:1/', tries: 1, post: [hostname]}
            power_state: {mode: reboot, condition: false}
            """;

    @TempDir private Path folder;

    private SandboxHost machine(String name, String distro) throws IOException {
        SandboxHost.Builder builder =
                SandboxHost.in(folder.resolve(name))
                        .nic("ens3", "fa:16:3e:5a:00:01")
                        .cloudConfig(
                                "datasource_list: [ConfigDrive]\nsystem_info: {distro: "
                                        + distro
                                        + "}\n")
                        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                        .file("/etc/group", "root:x:0:\n")
                        .file("/etc/hostname", "localhost\n")
                        .file("/etc/chrony.conf", "of the image\n", 0640)
                        .file("/etc/ca-certificates.conf", "a.crt\n", 0600)
                        .file("/usr/share/zoneinfo/Europe/Berlin", "TZif2")
                        .file(DRIVE + "meta_data.json", "{\"uuid\": \"i-1\"}")
                        .file(DRIVE + "user_data", USER_DATA);
        for (String program : PROGRAMS) {
            builder.program("/usr/sbin/" + program);
        }
        try (var templates = Files.list(TEMPLATES)) {
            for (Path template : templates.toList()) {
                builder.file(
                        "/etc/cloud/templates/" + template.getFileName(),
                        Files.readString(template));
            }
        }
        SandboxHost machine = builder.build();
        machine.processes().answering(RecordingProcesses.result(0, "one\n", ""), "apt-cache");
        // The modules of the first stage are run below, with all the others.
        list(machine, List.of());
        LocalOutcome outcome =
                LocalStage.run(BootRequest.ORDINARY, machine.host(), Wiring.ofModules());
        assertEquals(0, outcome.errors().size(), outcome.errors().toString());
        return machine;
    }

    private static void list(SandboxHost machine, List<String> modules) throws IOException {
        machine.root()
                .write(
                        RenderedFile.text(
                                "/etc/cloud/cloud.cfg.d/90-list.cfg",
                                "datasource: {ConfigDrive: {dsmode: local}}\n"
                                        + "cloud_init_modules: []\ncloud_config_modules: "
                                        + modules
                                        + "\n",
                                0644));
    }

    /** Runs modules as a stage that ends, or is killed, behind the last of them. */
    private static GoldenTree run(SandboxHost machine, List<String> modules) throws IOException {
        list(machine, modules);
        LocalOutcome outcome =
                ModulesStage.run(
                        "config",
                        BootRequest.ORDINARY,
                        machine.host(),
                        Wiring.ofModules(),
                        List.of());
        assertEquals(List.of(), outcome.errors());
        list(machine, MODULES);
        return machine.tree().without(STATUS, "/var/log", "/var/lib/cloud/data/result.json");
    }

    @Test
    void aSecondRunChangesNothing() throws IOException {
        SandboxHost machine = machine("twice", "debian");
        GoldenTree first = run(machine, MODULES);
        assertEquals(List.of(), first.differences(run(machine, MODULES), List.of()));
        for (String name : machine.root().list("/var/lib/cloud/instances/i-1/sem")) {
            if (name.startsWith("config_")) {
                machine.root().delete("/var/lib/cloud/instances/i-1/sem/" + name);
            }
        }
        // What appends, and what keeps the file of the image, may do so once.
        var again = new ArrayList<>(MODULES);
        again.removeAll(List.of("seed_random", "ntp"));
        GoldenTree anew = run(machine, again);
        String once = "/var/lib/cloud/instances/i-1/sem";
        assertEquals(List.of(), first.without(once).differences(anew.without(once), MASKS));
    }

    @Test
    void cutOffBetweenAnyTwoModulesTheNextRunEndsTheSame() throws IOException {
        GoldenTree whole = run(machine("whole", "debian"), MODULES);
        for (int cut = 0; cut < MODULES.size(); cut++) {
            SandboxHost machine = machine("cut" + cut, "debian");
            run(machine, MODULES.subList(0, cut));
            GoldenTree made = run(machine, MODULES);
            assertEquals(List.of(), whole.differences(made, MASKS), "cut off behind " + cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian", "rhel", "sles", "alpine"})
    void everyFileIsListedWithItsMode(String distro) throws IOException {
        SandboxHost machine = machine(distro, distro);
        GoldenTree before = machine.tree();
        run(machine, MODULES);
        GoldenTree written =
                machine.tree()
                        .since(before)
                        .without("/var/lib/cloud", "/run", "/var/log", "/etc/cloud");
        List<String> unlisted = new ArrayList<>();
        for (Map.Entry<String, TreeNode> node : written.nodes().entrySet()) {
            if (node.getValue() instanceof TreeNode.FileNode file
                    && !isListed(node.getKey(), Integer.toOctalString(file.mode()))
                    && !List.of("/etc/plain", "/etc/late", "/var/lib/seeded")
                            .contains(node.getKey())) {
                unlisted.add(node.getKey() + " " + Integer.toOctalString(file.mode()));
            }
        }
        assertEquals(List.of(), unlisted);
        assertTrue(written.nodes().containsKey("/etc/fstab"), written.nodes().keySet().toString());
        assertTrue(written.nodes().size() > 10, written.nodes().keySet().toString());
    }

    private static boolean isListed(String path, String mode) throws IOException {
        for (String line : Files.readAllLines(Path.of("../docs/modules.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length < 4 || !cells[1].contains("`/")) {
                continue;
            }
            String pattern = cells[1].strip().replace("`", "");
            boolean isMode = cells[2].contains(mode) || cells[2].contains("as the file was");
            if (isMode && matches(pattern, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String path) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(path)
                : path.startsWith(pattern.substring(0, star))
                        && path.endsWith(pattern.substring(star + 1));
    }
}
