package org.cloudinit.core.hostname;

import java.io.IOException;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceHostname;
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
        var kept = new DistroHostname(config, distro, host);
        String name = kept.choose(names);
        LOG.debug("Setting the host name to {} ({})", names.fqdn(), names.hostname());
        try {
            kept.keep(name);
            kept.apply(name);
            String text = documents.toJsonFile(record);
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
}
