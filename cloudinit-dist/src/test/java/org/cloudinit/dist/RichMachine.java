package org.cloudinit.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.core.BootRequest;
import org.cloudinit.core.LocalOutcome;
import org.cloudinit.core.LocalStage;
import org.cloudinit.testkit.Mask;
import org.cloudinit.testkit.SandboxHost;

/** A machine whose user-data has work for every module. */
final class RichMachine {
    /** What differs from run to run: process and time in semaphores. */
    static final List<Mask> MASKS =
            List.of(
                    Mask.of("/var/lib/cloud/*", "(?m)^\\d+: \\d+\\.\\d+$"),
                    Mask.of("/run/cloud-init/sem/*", "(?m)^\\d+: \\d+\\.\\d+$"));

    private static final Path TEMPLATES = Path.of("src/main/package/common/etc/cloud/templates");
    private static final String DRIVE = "/var/lib/cloud/seed/config_drive/openstack/latest/";
    private static final List<String> PROGRAMS =
            List.of(
                    "chronyd",
                    "dnf",
                    "zypper",
                    "apk",
                    "apt-get",
                    "locale-gen",
                    "update-locale",
                    "passwd");
    static final List<String> MODULES =
            List.of(
                    "migrator",
                    "seed_random",
                    "bootcmd",
                    "write_files",
                    "growpart",
                    "resizefs",
                    "disk_setup",
                    "mounts",
                    "set_hostname",
                    "update_hostname",
                    "update_etc_hosts",
                    "resolv_conf",
                    "ca_certs",
                    "rsyslog",
                    "users_groups",
                    "ssh",
                    "set_passwords",
                    "locale",
                    "ntp",
                    "timezone",
                    "runcmd",
                    "package_update_upgrade_install",
                    "write_files_deferred",
                    "scripts_per_once",
                    "scripts_per_instance",
                    "scripts_user",
                    "ssh_authkey_fingerprints",
                    "keys_to_console",
                    "phone_home",
                    "final_message",
                    "power_state_change");
    static final String USER_DATA =
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
            package_upgrade: true
            phone_home: {url: 'http://127.0.0.1:1/', tries: 1, post: [hostname]}
            power_state: {mode: reboot, condition: false}
            users: [{name: root, ssh_authorized_keys: [ssh-rsa AAAA admin], sudo: ALL=(ALL) ALL}]
            disable_root: false
            ssh_genkeytypes: [none]
            ssh_keys: {ed25519_private: hush-key, ed25519_public: ssh-ed25519 AAAA root}
            ssh_pwauth: true
            chpasswd:
              expire: false
              users: [{name: root, password: hush-word, type: text}]
            """;

    private RichMachine() {}

    /** A machine in a folder, whose instance the first stage has bound; no module has run. */
    static SandboxHost at(Path folder, String distro) throws IOException {
        SandboxHost.Builder builder =
                SandboxHost.in(folder)
                        .nic("ens3", "fa:16:3e:5a:00:01")
                        .cloudConfig(
                                "datasource_list: [ConfigDrive]\nsystem_info: {distro: "
                                        + distro
                                        + "}\n")
                        .file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n")
                        .file("/etc/group", "root:x:0:\n")
                        .file("/etc/shadow", "root:*:1:0:9:7:::\n")
                        .file("/etc/ssh/sshd_config", "PasswordAuthentication no\n")
                        .file("/etc/hostname", "localhost\n")
                        .file("/etc/chrony.conf", "of the image\n", 0640)
                        .file("/etc/ca-certificates.conf", "a.crt\n", 0600)
                        .file("/usr/share/zoneinfo/Europe/Berlin", "TZif2")
                        .file(DRIVE + "meta_data.json", "{\"uuid\": \"i-1\"}")
                        .file(DRIVE + "user_data", USER_DATA);
        for (String program : PROGRAMS) {
            builder.program("/usr/sbin/" + program);
        }
        try (Stream<Path> templates = Files.list(TEMPLATES)) {
            for (Path template : templates.toList()) {
                builder.file(
                        "/etc/cloud/templates/" + template.getFileName(),
                        Files.readString(template));
            }
        }
        SandboxHost machine = builder.build();
        // The modules of the first stage are run below, with all the others.
        list(machine, List.of());
        LocalOutcome outcome =
                LocalStage.run(BootRequest.ORDINARY, machine.host(), Wiring.ofModules());
        assertEquals(0, outcome.errors().size(), outcome.errors().toString());
        return machine;
    }

    /** Has the stage of the configuration run these modules. */
    static void list(SandboxHost machine, List<String> modules) throws IOException {
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
}
