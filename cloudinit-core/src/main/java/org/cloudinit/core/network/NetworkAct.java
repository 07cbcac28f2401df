package org.cloudinit.core.network;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.network.NetworkChoice;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.NetworkRequest;
import org.cloudinit.api.spi.UpdateEvent;
import org.cloudinit.core.instance.Semaphores;
import org.cloudinit.core.network.RenderingWriter.Written;
import org.cloudinit.core.source.Fetched;
import org.cloudinit.core.source.Refresh;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network ({@code Init.apply_network_config}). Links are named as the configuration says on
 * every boot; files are written for a new instance, for none at all, and when {@code updates}
 * allows it. What cannot be understood is reported and the fallback takes its place: the machine
 * stays reachable.
 */
public final class NetworkAct {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkAct.class);
    private static final String ACT = "applying the network configuration";

    /** Code of a planner's refusal where no network service is installed that it could serve. */
    private static final String NO_RENDERER = "network.no-renderer";

    private final NetworkPlanner planner;
    private final List<NetworkRenderer> renderers;
    private final Mapping config;
    private final DistroProfile distro;
    private final CloudPaths paths;
    private final String kernelCommandLine;
    private final Host host;
    private final Documents documents;
    private final Reporter reporter;
    private final LinkWait wait;
    private final boolean bringUp;

    /**
     * Prepares the act.
     *
     * @param config the configuration, with {@code network}, {@code updates} and {@code
     *     system_info}
     * @param bringUp whether links are brought up when their files are written: their service runs
     *     already
     */
    public NetworkAct(
            NetworkPlanner planner,
            List<NetworkRenderer> renderers,
            Mapping config,
            DistroProfile distro,
            CloudPaths paths,
            String kernelCommandLine,
            Host host,
            Documents documents,
            boolean bringUp,
            Reporter reporter) {
        this.planner = planner;
        this.renderers = List.copyOf(renderers);
        this.config = config;
        this.distro = distro;
        this.paths = paths;
        this.kernelCommandLine = kernelCommandLine;
        this.host = host;
        this.documents = documents;
        this.reporter = new OnceReporter(reporter);
        this.wait = new LinkWait(host);
        this.bringUp = bringUp;
    }

    /** Applies what cmdline, initramfs, system and fallback say: no data source speaks. */
    public void withoutInstance() {
        NetworkRequest request = request(null);
        try {
            Chosen chosen = choose(request);
            if (chosen != null) {
                write(request, chosen).effect().finish(reporter);
            }
        } catch (IOException failure) {
            reporter.report(unreadable(failure));
        }
    }

    /**
     * Applies the network of an instance. What is left to be done then is under way.
     *
     * @param isNew whether the disk did not know the instance, or not its network
     * @return what came of it
     */
    public Applied withInstance(Fetched.Instance instance, boolean isNew) {
        try {
            return apply(instance, isNew);
        } catch (IOException failure) {
            reporter.report(unreadable(failure));
            return new Applied(null, false, NetworkEffect.none());
        }
    }

    /**
     * What came of it.
     *
     * @param newer what the source said when {@code updates} had it asked again, or null if it was
     *     not
     * @param whole whether everything that was to be written is on the disk
     * @param effect what is left to be done
     */
    public record Applied(@Nullable InstanceData newer, boolean whole, NetworkEffect effect) {
        /** That of a network that is left alone. */
        public static final Applied NOTHING = new Applied(null, true, NetworkEffect.none());
    }

    private Applied apply(Fetched.Instance instance, boolean isNew) throws IOException {
        NetworkRequest request = request(instance);
        Chosen chosen = choose(request);
        if (chosen == null) {
            return Applied.NOTHING;
        }
        if (isNew || NetworkMark.isBegun(paths, host.root())) {
            return keepAndWrite(request, chosen, null);
        }
        InstanceData newer = refreshed(instance);
        if (newer == null) {
            LOG.debug(
                    "No network configuration is written: the instance is not new, and no update of"
                            + " the network is due");
            name(chosen.choice());
            return Applied.NOTHING;
        }
        NetworkRequest again = request(instance.with(newer));
        Chosen newChosen = choose(again);
        return newChosen == null
                ? new Applied(newer, true, NetworkEffect.none())
                : keepAndWrite(again, newChosen, newer);
    }

    private Applied keepAndWrite(
            NetworkRequest request, Chosen chosen, @Nullable InstanceData newer)
            throws IOException {
        boolean kept =
                new KeptConfig(host.root(), paths, documents, reporter)
                        .keep(chosen.choice().config());
        Written written = write(request, chosen);
        return new Applied(newer, written.onDisk() && kept, written.effect());
    }

    private NetworkRequest request(Fetched.@Nullable Instance instance) {
        NetworkRequest.DataSourceNetwork source =
                instance == null
                        ? null
                        : nics -> instance.source().network(instance.data(), nics, reporter);
        return new NetworkRequest(
                host.root(),
                kernelCommandLine,
                config,
                distro,
                source,
                renderers,
                documents,
                reporter);
    }

    /**
     * Who speaks and what is said, in view of which links. Sysfs is read again only where something
     * may have changed: with many links that takes longer than all the rest.
     */
    private record Chosen(NetworkChoice choice, NicInventory nics) {}

    /** Null where the network is to be left alone. */
    private @Nullable Chosen choose(NetworkRequest request) throws IOException {
        String upgraded = paths.data() + "/upgraded-network";
        if (host.root().exists(upgraded)) {
            LOG.info("The network configuration is disabled by {}", upgraded);
            return null;
        }
        NicInventory nics = planner.inventory(request);
        NetworkChoice choice = chooseOrFallback(request, nics);
        if (choice.source() == NetworkChoice.Source.FALLBACK && mayBeRenamed(nics)) {
            // The fallback writes names down: udev has to be done with them.
            wait.settle();
            nics = planner.inventory(request);
            choice = planner.fallback(request, nics);
        }
        if (choice.config() instanceof NetworkConfig.Disabled) {
            LOG.info("The network configuration is disabled by {}", choice.source().spelling());
            return null;
        }
        return new Chosen(choice, nics);
    }

    private boolean mayBeRenamed(NicInventory nics) {
        return !nics.unsettled().isEmpty() && !kernelCommandLine.contains("net.ifnames=0");
    }

    private NetworkChoice chooseOrFallback(NetworkRequest request, NicInventory nics)
            throws IOException {
        try {
            return planner.choose(request, nics);
        } catch (RuntimeException failure) {
            reporter.report(problem(failure));
            LOG.warn("The network falls back to DHCP on the likeliest link");
            return planner.fallback(request, nics);
        }
    }

    /** What the source says now, if this boot is an occasion to write the network again. */
    private @Nullable InstanceData refreshed(Fetched.Instance instance) {
        Set<UpdateEvent> allowed =
                UpdateRules.allowed(config, instance.source().defaultUpdates(), reporter);
        boolean written = host.root().exists(Semaphores.networkFile(paths));
        if (!written && allowed.contains(UpdateEvent.BOOT)) {
            InstanceData data = Refresh.ask(instance, UpdateEvent.BOOT, reporter);
            if (data != null) {
                return data;
            }
        }
        return allowed.contains(UpdateEvent.BOOT_LEGACY)
                ? Refresh.ask(instance, UpdateEvent.BOOT_LEGACY, reporter)
                : null;
    }

    /** Waits for links, names them, renders and writes. */
    private Written write(NetworkRequest request, Chosen first) throws IOException {
        NetworkChoice choice = first.choice();
        NicInventory nics = first.nics();
        for (int round = 0; !choice.missing().isEmpty() && round < LinkWait.ROUNDS; round++) {
            wait.once(choice.missing());
            nics = planner.inventory(request);
            choice = chooseOrFallback(request, nics);
        }
        name(choice);
        if (!choice.renames().isEmpty()) {
            nics = planner.inventory(request);
        }
        LOG.info("Applying the network configuration from {}", choice.source().spelling());
        Rendering rendering = rendered(request, choice, nics);
        if (rendering == null) {
            return new Written(true, NetworkEffect.none());
        }
        Written written =
                new RenderingWriter(host, paths, reporter)
                        .write(rendering, choice.source() == NetworkChoice.Source.FALLBACK);
        if (written.onDisk() && bringUp) {
            ProcessRunner programs = written.effect().before(host.processes());
            new NetworkActivation(renderers, config, host.with(programs), reporter).run(rendering);
        }
        return written;
    }

    private void name(NetworkChoice choice) {
        LinkNames.apply(choice.renames(), host.links(), reporter);
    }

    /**
     * The files; those of the fallback where the choice cannot be rendered; null where nothing can.
     */
    private @Nullable Rendering rendered(
            NetworkRequest request, NetworkChoice choice, NicInventory nics) throws IOException {
        try {
            return planner.render(request, choice, nics);
        } catch (RuntimeException failure) {
            Problem problem = problem(failure);
            boolean noRenderer = problem.code().equals(NO_RENDERER);
            // As in the original the stage succeeds: another service may see to the network.
            reporter.report(noRenderer ? problem.as(Severity.WARNING) : problem);
            if (noRenderer || choice.source() == NetworkChoice.Source.FALLBACK) {
                return null;
            }
        }
        try {
            NetworkChoice fallback = planner.fallback(request, nics);
            LOG.warn("The network falls back to DHCP on the likeliest link");
            return fallback.config() instanceof NetworkConfig.Disabled
                    ? null
                    : planner.render(request, fallback, nics);
        } catch (RuntimeException failure) {
            LOG.error("The fallback cannot be rendered either: {}", problem(failure).line());
            return null;
        }
    }

    /** Whatever a planner throws at bad input, the machine must stay reachable. */
    private static Problem problem(RuntimeException failure) {
        if (failure instanceof MalformedException malformed) {
            return malformed.problem().as(Severity.ERROR);
        }
        return Problem.error(
                "network.failed",
                ACT,
                Origin.BUILT_IN,
                String.valueOf(failure),
                "Please report it with the network configuration.");
    }

    private static Problem unreadable(IOException failure) {
        return Problem.error(
                "network.unreadable",
                ACT,
                Origin.BUILT_IN,
                String.valueOf(failure.getMessage()),
                "Check /sys/class/net; the network stays as it was.");
    }
}
