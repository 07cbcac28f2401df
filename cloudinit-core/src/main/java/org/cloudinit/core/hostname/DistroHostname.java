package org.cloudinit.core.hostname;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.distro.DistroProfile.HostnameStyle;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.InstanceHostname;
import org.cloudinit.api.instance.SystemHostname;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host name as a distribution keeps it ({@code Distro._read_system_hostname}, {@code
 * Distro._write_hostname}). Where systemd runs that is the file that {@code hostnamectl} would have
 * systemd-hostnamed write, which does not run this early.
 *
 * @param config the configuration, with {@code prefer_fqdn_over_hostname} and its like
 */
record DistroHostname(Mapping config, DistroProfile distro, Host host) {
    private static final Logger LOG = LoggerFactory.getLogger(DistroHostname.class);

    /** Which of an instance's names is kept. */
    String choose(InstanceHostname names) {
        boolean preferred = distro.hostnameStyle() == HostnameStyle.SYSCONFIG;
        boolean full = config.flag("prefer_fqdn_over_hostname", preferred);
        return full || names.hostname().isEmpty() ? names.fqdn() : names.hostname();
    }

    /** The file. */
    String file() {
        return byHostnamectl() ? "/etc/hostname" : distro.hostnameFile();
    }

    private boolean byHostnamectl() {
        return distro.hostnameStyle() != HostnameStyle.PLAIN
                && host.root().isDirectory("/run/systemd/system");
    }

    /** The name that is kept; null where there is none. */
    @Nullable String read() throws IOException {
        String text = text(file());
        return distro.hostnameStyle() == HostnameStyle.SYSCONFIG && !byHostnamectl()
                ? HostnameFile.setting(text)
                : HostnameFile.name(text);
    }

    /**
     * Whether a file with the name is made where there is none, be it the memory of the last one.
     */
    boolean mayMake() {
        return distro.hostnameStyle() == HostnameStyle.SYSCONFIG
                || byHostnamectl()
                || config.flag("create_hostname_file", true);
    }

    /** Keeps a name. */
    void keep(String name) throws IOException {
        HostRoot root = host.root();
        String file = file();
        boolean mayMake = config.flag("create_hostname_file", true);
        if (byHostnamectl()) {
            if (mayMake) {
                write(file, name + "\n");
            }
        } else if (distro.hostnameStyle() == HostnameStyle.SYSCONFIG) {
            write(file, HostnameFile.withSetting(text(file), name));
        } else if (!root.exists(file) && !mayMake) {
            LOG.debug("{} is not there, and create_hostname_file is off", file);
        } else {
            write(file, HostnameFile.withName(text(file), name, file));
        }
    }

    /** Tells the running kernel; a program is started only where it shows no file for that. */
    void apply(String name) throws IOException {
        if (host.root().exists(SystemHostname.KERNEL)) {
            write(SystemHostname.KERNEL, name);
            return;
        }
        ProcessRunner.Result result =
                host.processes().run(ProcessRunner.Command.of("hostname", name));
        if (!result.success()) {
            LOG.warn(
                    "The running system keeps its host name: hostname ended with {}",
                    result.exitCode());
        }
    }

    private String text(String path) throws IOException {
        byte[] bytes = host.root().readIfPresent(path);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void write(String path, String text) throws IOException {
        host.root().write(RenderedFile.text(path, text, 0644));
    }
}
