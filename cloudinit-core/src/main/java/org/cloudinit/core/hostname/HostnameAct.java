package org.cloudinit.core.hostname;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the host name, if it is another than the one that was set last ({@code cc_set_hostname}).
 * What was set is remembered in {@code data/set-hostname}, so that an admin's own name survives.
 */
public final class HostnameAct {
    private static final Logger LOG = LoggerFactory.getLogger(HostnameAct.class);

    private final Mapping config;
    private final DistroProfile distro;
    private final CloudPaths paths;
    private final Host host;
    private final Documents documents;

    /**
     * Prepares the act.
     *
     * @param config the configuration, with {@code preserve_hostname} and its like
     */
    public HostnameAct(
            Mapping config,
            DistroProfile distro,
            CloudPaths paths,
            Host host,
            Documents documents) {
        this.config = config;
        this.distro = distro;
        this.paths = paths;
        this.host = host;
        this.documents = documents;
    }

    /** Sets the names, unless the configuration or the last run forbids it. */
    public Outcome run(InstanceHostname names) {
        if (config.flag("preserve_hostname", false)) {
            return new Outcome.Skipped("preserve_hostname is set");
        }
        Mapping record =
                Mapping.builder()
                        .put("fqdn", names.fqdn())
                        .put("hostname", names.hostname())
                        .build();
        if (record.equals(remembered())) {
            return new Outcome.Skipped("the host name has not changed");
        }
        if (names.isDefault() && names.hostname().equals("localhost")) {
            return new Outcome.Skipped("nobody named the machine");
        }
        boolean full = config.flag("prefer_fqdn_over_hostname", prefersFullName());
        String name = full || names.hostname().isEmpty() ? names.fqdn() : names.hostname();
        LOG.debug("Setting the host name to {} ({})", names.fqdn(), names.hostname());
        try {
            keep(name);
            apply(name);
            String text = documents.toJson(record) + "\n";
            host.root().write(RenderedFile.text(memory(), text, 0644));
            return new Outcome.Done();
        } catch (MalformedException malformed) {
            return new Outcome.Failed(malformed.problem());
        } catch (IOException failure) {
            return new Outcome.Failed(
                    Problem.error(
                            "hostname.unwritable",
                            "setting the host name",
                            Origin.BUILT_IN,
                            String.valueOf(failure.getMessage()),
                            "Check that the disk is mounted read-write and has room."));
        }
    }

    private String memory() {
        return paths.data() + "/set-hostname";
    }

    /** The names that were set last; a file that cannot be read counts as none. */
    private Mapping remembered() {
        try {
            byte[] bytes = host.root().readIfPresent(memory());
            ConfigTree tree =
                    bytes == null || bytes.length == 0
                            ? Mapping.EMPTY
                            : documents.json(bytes, memory());
            return tree instanceof Mapping mapping ? mapping : Mapping.EMPTY;
        } catch (IOException | MalformedException _) {
            return Mapping.EMPTY;
        }
    }

    /** Whether this distribution keeps the full name ({@code prefer_fqdn}). */
    private boolean prefersFullName() {
        return switch (distro.hostnameStyle()) {
            case SYSCONFIG -> true;
            case HOSTNAMECTL, PLAIN -> false;
        };
    }

    /**
     * Writes the distribution's file. Where systemd runs that is the one that {@code hostnamectl}
     * would have systemd-hostnamed write, which does not run this early.
     */
    private void keep(String name) throws IOException {
        HostRoot root = host.root();
        String file = distro.hostnameFile();
        boolean systemd = root.isDirectory("/run/systemd/system");
        switch (distro.hostnameStyle()) {
            case HOSTNAMECTL ->
                    write(
                            systemd ? "/etc/hostname" : file,
                            systemd ? name + "\n" : HostnameFile.withName(read(file), name, file));
            case SYSCONFIG ->
                    write(
                            systemd ? "/etc/hostname" : file,
                            systemd ? name + "\n" : HostnameFile.withSetting(read(file), name));
            case PLAIN -> {
                if (!root.exists(file) && !config.flag("create_hostname_file", true)) {
                    LOG.debug("{} is not there, and create_hostname_file is off", file);
                } else {
                    write(file, HostnameFile.withName(read(file), name, file));
                }
            }
        }
    }

    private String read(String path) throws IOException {
        byte[] bytes = host.root().readIfPresent(path);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void write(String path, String text) throws IOException {
        host.root().write(RenderedFile.text(path, text, 0644));
    }

    /** Tells the running kernel; a program is started only where it shows no file for that. */
    private void apply(String name) throws IOException {
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
}
