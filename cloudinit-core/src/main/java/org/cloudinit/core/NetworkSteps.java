package org.cloudinit.core;

import java.io.IOException;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.SystemConfig;
import org.cloudinit.core.instance.ForeignNetwork;
import org.cloudinit.core.instance.InstanceBinding;
import org.cloudinit.core.network.NetworkAct;
import org.cloudinit.core.network.NetworkAct.Applied;
import org.cloudinit.core.network.NetworkEffect;
import org.cloudinit.core.network.NetworkNeed;
import org.cloudinit.core.source.Fetched;
import org.cloudinit.core.status.BootStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network's part of {@link StageSteps}: it is put in place with an instance or without. */
final class NetworkSteps {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkSteps.class);

    private final Host host;
    private final HostRoot root;
    private final ExtensionSource extensions;
    private final Documents documents;
    private final BootStage stage;
    private final boolean force;

    /**
     * @param force whether the stage was asked to go on without a data source
     */
    NetworkSteps(
            Host host,
            ExtensionSource extensions,
            Documents documents,
            BootStage stage,
            boolean force) {
        this.host = host;
        this.root = host.root();
        this.extensions = extensions;
        this.documents = documents;
        this.stage = stage;
        this.force = force;
    }

    /**
     * The network of an instance, and whether the next stage has to wait for it. Once it is on the
     * disk the instance is no longer new; where it could not be written the next boot tries again.
     */
    UnderWay apply(
            Fetched.Instance found,
            ConfigSources sources,
            SystemConfig config,
            boolean isNew,
            Reporter reporter) {
        CloudPaths paths = config.paths().of(found.data().id());
        NetworkAct act = act(sources, config, paths, reporter);
        boolean due = isNew || ForeignNetwork.isMarked(paths, root);
        Applied applied = act == null ? Applied.NOTHING : act.withInstance(found, due);
        InstanceData newer = applied.newer();
        if (newer != null) {
            InstanceBinding.update(paths, newer, config.restricted(), root, documents, reporter);
        }
        Fetched.Instance instance = newer == null ? found : found.with(newer);
        if (stage.isFirst()) {
            sayWhetherToWait(instance.data(), paths, reporter);
        }
        if (applied.whole()) {
            InstanceBinding.settle(paths, instance.data(), root, documents, reporter);
            ForeignNetwork.unmark(paths, root, reporter);
        }
        return new UnderWay(instance, applied.effect());
    }

    /**
     * An instance whose network is written, and takes effect beside what comes next.
     *
     * @param instance with what the source said last
     * @param effect to be finished before the stage ends
     */
    record UnderWay(Fetched.Instance instance, NetworkEffect effect) {}

    /** The network where no data source speaks for an instance. */
    void applyWithoutInstance(ConfigSources sources, SystemConfig config, Reporter reporter) {
        NetworkAct act = act(sources, config, config.paths(), reporter);
        if (act != null) {
            ForeignNetwork.mark(config.paths(), root, reporter);
            act.withoutInstance();
        }
        LOG.debug(
                force
                        ? "The stage ends without a data source; there is nothing to force"
                        : "The stage ends without a data source");
    }

    private @Nullable NetworkAct act(
            ConfigSources sources, SystemConfig config, CloudPaths paths, Reporter reporter) {
        Extensions found = extensions.get(reporter);
        NetworkPlanner planner = found.planner();
        if (planner == null) {
            reporter.report(
                    Problem.error(
                            "network.no-planner",
                            "applying the network configuration",
                            Origin.BUILT_IN,
                            "no module of this program plans the network",
                            "Install one; the network is left as it is."));
            return null;
        }
        return new NetworkAct(
                planner,
                found.renderers(),
                config.merged(),
                Distros.of(config.distro()),
                paths,
                sources.kernelCommandLine(),
                host,
                documents,
                stage.equals(BootStage.INIT)
                        && !config.merged().flag("disable_network_activation", false),
                reporter);
    }

    /** Leaves the mark that lets the network stage start without a network. */
    private void sayWhetherToWait(InstanceData data, CloudPaths paths, Reporter reporter) {
        NetworkNeed need = NetworkNeed.of(data, documents);
        LOG.debug(
                "The network stage {} wait for the network: {}",
                need.needed() ? "has to" : "need not",
                need.reason());
        if (need.needed()) {
            return;
        }
        String path = paths.runFile(".skip-network");
        try {
            root.write(RenderedFile.text(path, "", 0644));
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "network.skip-mark",
                            "leaving a mark for the network stage",
                            Origin.of(path),
                            String.valueOf(failure.getMessage()),
                            "None needed: the network stage waits for the network."));
        }
    }
}
