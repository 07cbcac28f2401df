package org.cloudinit.core.consume;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.core.config.ConfigSources;
import org.cloudinit.core.config.InstanceConfigs;
import org.cloudinit.core.event.Event;
import org.cloudinit.core.event.Events;
import org.cloudinit.core.instance.Semaphores;
import org.cloudinit.core.userdata.DataOrigin;
import org.cloudinit.core.userdata.DataWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sub-stage 7 ({@code Init.consume_data}): once in the life of an instance everything, on later
 * boots what runs always. User-data comes first: its configuration decides about vendor-data.
 */
public final class DataConsumption {
    private static final Logger LOG = LoggerFactory.getLogger(DataConsumption.class);

    private final DataWalk walk;
    private final List<PartHandler> handlers;
    private final ConfigSources sources;
    private final Mapping config;
    private final InstanceData instance;
    private final CloudPaths paths;
    private final Host host;
    private final Documents documents;
    private final Reporter reporter;
    private final Events events;

    /**
     * Prepares the sub-stage.
     *
     * @param sources for the configuration as user-data leaves it
     * @param config the configuration as it was before
     * @param events the stage's events
     */
    public DataConsumption(
            DataWalk walk,
            List<PartHandler> handlers,
            ConfigSources sources,
            Mapping config,
            InstanceData instance,
            CloudPaths paths,
            Host host,
            Documents documents,
            Reporter reporter,
            Events events) {
        this.walk = walk;
        this.handlers = List.copyOf(handlers);
        this.sources = sources;
        this.config = config;
        this.instance = instance;
        this.paths = paths;
        this.host = host;
        this.documents = documents;
        this.reporter = reporter;
        this.events = events;
    }

    /** Consumes what is due. */
    public void run(StoredData data) {
        var semaphores = new Semaphores(host.root(), host.clock());
        String file = Semaphores.file(paths, "consume_data", Frequency.PER_INSTANCE);
        if (semaphores.isSet(file)) {
            LOG.debug("The instance's data was consumed already: only what runs always is due");
            consume(data, Frequency.PER_ALWAYS);
            return;
        }
        consume(data, Frequency.PER_INSTANCE);
        // Last, where the reference sets it first: what a loss of power cut short is done again.
        try {
            semaphores.set(file);
        } catch (IOException failure) {
            LOG.warn("The semaphore of consume_data is not written: {}", failure.getMessage());
        }
    }

    /**
     * What all three walks write in one folder is synced once: no walk relies on another's sync.
     */
    private void consume(StoredData data, Frequency frequency) {
        try {
            host.root().together(() -> consumeAll(data, frequency));
        } catch (IOException failure) {
            reporter.report(
                    Problem.error(
                            "instance.unwritable",
                            "keeping what the parts brought",
                            Origin.of(paths.instanceFolder()),
                            String.valueOf(failure.getMessage()),
                            "Check that the disk is mounted read-write and has room."));
        }
    }

    private void consumeAll(StoredData data, Frequency frequency) {
        Event user = events.start("consume-user-data", "reading and applying user-data");
        if (config.flag("allow_userdata", true)) {
            walk(data, DataOrigin.USER_DATA, frequency, Set.of());
        } else {
            LOG.info("allow_userdata is off: user-data is left alone");
        }
        user.succeed("reading and applying user-data");
        vendor(data, DataOrigin.VENDOR_DATA, "vendor_data", frequency);
        vendor(data, DataOrigin.VENDOR_DATA2, "vendor_data2", frequency);
    }

    private void vendor(StoredData data, DataOrigin origin, String key, Frequency frequency) {
        String what = "reading and applying " + origin.spelling();
        Event event = events.start("consume-" + origin.spelling(), what);
        if (!RawData.isGiven(instance, origin)) {
            LOG.debug("The data source has no {}", origin.spelling());
        } else {
            Mapping settings = vendorSettings(key);
            ConfigTree enabled = settings.get("enabled");
            if (enabled != null && Mapping.isTrue(enabled)) {
                walk(data, origin, frequency, new HashSet<>(settings.texts("disabled_handlers")));
            } else {
                LOG.info("{} is switched off by {}", origin.spelling(), key);
            }
        }
        event.succeed(what);
    }

    /** What system and user, but no vendor, say about vendor-data. */
    private Mapping vendorSettings(String key) {
        Mapping merged =
                sources.merged(
                        InstanceConfigs.readUser(
                                paths.instanceFolder(), host.root(), documents, reporter),
                        instance.config(),
                        reporter);
        ConfigTree settings = merged.get(key);
        if (settings != null && !(settings instanceof Mapping)) {
            reporter.report(
                    Problem.warning(
                            "vendor-data.setting",
                            "reading " + key,
                            settings.origin(),
                            "a mapping is wanted, and this is a " + settings.kind(),
                            "Write enabled: true or enabled: false under it; it is off until then."));
        }
        return merged.mapping(key);
    }

    private void walk(
            StoredData data, DataOrigin origin, Frequency frequency, Set<String> excluded) {
        var context =
                new HandlerContext(
                        host.root(),
                        host.processes(),
                        documents,
                        config,
                        instance,
                        paths,
                        origin.spelling(),
                        reporter);
        // The launch index filters user-data alone, as in the reference.
        int index = origin == DataOrigin.USER_DATA ? launchIndex() : -1;
        walk.walk(data.of(origin), handlers, frequency, excluded, index, context);
    }

    private int launchIndex() {
        ConfigTree index = instance.metadata().get("launch-index");
        if (index instanceof Scalar scalar) {
            try {
                return Integer.parseInt(scalar.display().strip());
            } catch (NumberFormatException _) {
                return -1;
            }
        }
        return -1;
    }
}
