package org.cloudinit.core.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.DistroProfile;
import org.cloudinit.api.host.Host;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.Decision.Candidate;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.Dependency;
import org.cloudinit.api.spi.Detection;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.core.event.Event;
import org.cloudinit.core.event.Events;
import org.cloudinit.core.instance.CacheTrust;
import org.cloudinit.core.instance.InstanceCache;
import org.cloudinit.core.logging.FailureText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sub-stage 5 ({@code Init.fetch}, {@code sources.find_source}). */
public final class SourceSearch {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSearch.class);

    private final List<DataSource> known;
    private final Mapping config;
    private final DistroProfile distro;
    private final CloudPaths paths;
    private final String kernelCommandLine;
    private final @Nullable String image;
    private final Host host;
    private final Documents documents;
    private final Reporter reporter;
    private final Events events;

    /**
     * Prepares a search.
     *
     * @param known the data sources that there are
     * @param config the configuration, with {@code datasource_list} and {@code datasource}
     * @param image image file that stands for a device, or null
     * @param events the stage's events
     */
    public SourceSearch(
            List<DataSource> known,
            Mapping config,
            DistroProfile distro,
            CloudPaths paths,
            String kernelCommandLine,
            @Nullable String image,
            Host host,
            Documents documents,
            Reporter reporter,
            Events events) {
        this.known = List.copyOf(known);
        this.config = config;
        this.distro = distro;
        this.paths = paths;
        this.kernelCommandLine = kernelCommandLine;
        this.image = image;
        this.host = host;
        this.documents = documents;
        this.reporter = reporter;
        this.events = events;
    }

    /**
     * The instance, from the cache if that holds, else by searching.
     *
     * @param given what there is for a data source to work with: nothing in the stages that rely on
     *     what an earlier one found
     */
    public Fetched fetch(CacheTrust trust, Set<Dependency> given) {
        Event event =
                events.start(
                        "check-cache", "attempting to read from cache [" + trust.spelling() + "]");
        Fetched.Instance cached = fromCache(trust, event);
        if (cached != null) {
            return cached;
        }
        try {
            host.root().delete(paths.instanceLink());
        } catch (IOException failure) {
            reporter.report(
                    Problem.error(
                            "cache.stale-link",
                            "leaving the cached instance",
                            Origin.of(paths.instanceLink()),
                            String.valueOf(failure.getMessage()),
                            "Check that the disk is mounted read-write."));
        }
        return search(given);
    }

    private Fetched.@Nullable Instance fromCache(CacheTrust trust, Event event) {
        InstanceData data =
                InstanceCache.load(paths.instanceLink(), host.root(), documents, reporter);
        DataSource source = data == null ? null : named(data.dataSource(), Set.of());
        if (data == null || source == null) {
            event.succeed("no cache found");
            return null;
        }
        SearchContext context = context(source);
        String verdict = verdict(trust, source, data, context);
        if (verdict == null) {
            event.succeed("cache invalid in datasource: " + data.description());
            return null;
        }
        event.succeed(verdict + ": " + data.description());
        reporter.decided(
                new Decision(
                        "data source",
                        List.of(new Candidate(source.name(), verdict)),
                        source.name(),
                        verdict));
        return new Fetched.Instance(source, data, context);
    }

    /** Why the cached record is believed; null where it is not. */
    private @Nullable String verdict(
            CacheTrust trust, DataSource source, InstanceData data, SearchContext context) {
        if (data.id().value().equals(runningInstance(host.root(), paths))) {
            return "restored from cache with run check";
        }
        return switch (trust) {
            case TRUST -> "restored from cache";
            case CHECK -> confirms(source, data, context) ? "restored from checked cache" : null;
        };
    }

    private boolean confirms(DataSource source, InstanceData data, SearchContext context) {
        try {
            return source.confirms(data, context);
        } catch (RuntimeException failure) {
            reporter.report(failed(source, failure));
            return false;
        }
    }

    /** The instance that an earlier stage of this boot bound; null on a fresh boot. */
    private static @Nullable String runningInstance(HostRoot root, CloudPaths paths) {
        try {
            byte[] bytes = root.readIfPresent(paths.runFile(".instance-id"));
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return null;
        }
    }

    private Fetched search(Set<Dependency> given) {
        List<String> wanted = config.texts("datasource_list");
        String kind = given.contains(Dependency.NETWORK) ? "network" : "local";
        LOG.debug("Looking for a {} data source in {}", kind, wanted);
        var candidates = new ArrayList<Candidate>(wanted.size());
        for (String name : wanted) {
            DataSource source = named(name, given);
            if (source == null && !isNone(name)) {
                candidates.add(new Candidate(name, "no such data source is installed"));
            } else if (source == null || !source.dependencies().equals(given)) {
                candidates.add(new Candidate(name, "works in another stage"));
            } else {
                SearchContext context = context(source);
                Detection detection = detect(source, context, kind);
                candidates.add(new Candidate(source.name(), verdict(detection)));
                if (detection instanceof Detection.Found(InstanceData data)) {
                    if (data.mode() != DsMode.DISABLED) {
                        LOG.info("Found data source {}: {}", name, data.description());
                        reporter.decided(
                                new Decision(
                                        "data source",
                                        candidates,
                                        source.name(),
                                        "the first that is here"));
                        return new Fetched.Instance(source, data, context);
                    }
                }
            }
        }
        LOG.info("No {} data source is here", kind);
        reporter.decided(new Decision("data source", candidates, null, "none of them is here"));
        return new Fetched.Nothing();
    }

    private Detection detect(DataSource source, SearchContext context, String kind) {
        String name = source.name();
        Event event =
                events.start(
                        "search-" + name, "searching for " + kind + " data from DataSource" + name);
        Detection detection = ask(source, context);
        switch (detection) {
            case Detection.Found _ ->
                    event.succeed("found " + kind + " data from DataSource" + name);
            case Detection.Absent _ ->
                    event.succeed("no " + kind + " data found from DataSource" + name);
            case Detection.Unusable(Problem problem) -> {
                // Bad input is no error of the stage: the boot goes on without it.
                reporter.report(problem.as(Severity.WARNING));
                event.succeed("no " + kind + " data found from DataSource" + name);
            }
        }
        return detection;
    }

    /** Asks a source; whatever it throws makes it unusable and hinders no other. */
    static Detection ask(DataSource source, SearchContext context) {
        try {
            return source.detect(context);
        } catch (MalformedException malformed) {
            Problem problem = FailureText.problem(malformed);
            return new Detection.Unusable(problem == null ? failed(source, malformed) : problem);
        } catch (IOException | RuntimeException | LinkageError failure) {
            return new Detection.Unusable(failed(source, failure));
        }
    }

    private static Problem failed(DataSource source, Throwable failure) {
        return Problem.warning(
                "data-source.failed",
                "asking data source " + source.name(),
                Origin.BUILT_IN,
                FailureText.of(failure),
                "Check the drive; the next data source is tried.");
    }

    private static String verdict(Detection detection) {
        return switch (detection) {
            case Detection.Found(InstanceData data) -> "found: " + data.description();
            case Detection.Absent(String reason) -> reason;
            case Detection.Unusable(Problem problem) -> problem.line();
        };
    }

    /** As the reference spells names: in any case, with or without {@code DataSource} before it. */
    private static String bare(String name) {
        if (name.equalsIgnoreCase("nocloud-net")) {
            return "NoCloud";
        }
        return name.startsWith("DataSource") ? name.substring("DataSource".length()) : name;
    }

    private static boolean isNone(String name) {
        return bare(name).equalsIgnoreCase(NoneSource.NAME);
    }

    /** The source of a name; null where none is installed, and for None in the Local stage. */
    private @Nullable DataSource named(String name, Set<Dependency> given) {
        for (DataSource source : known) {
            if (source.name().equalsIgnoreCase(bare(name))) {
                return source;
            }
        }
        boolean local = given.size() == 1 && given.contains(Dependency.FILESYSTEM);
        return isNone(name) && !local ? new NoneSource(given) : null;
    }

    private SearchContext context(DataSource source) {
        return new SearchContext(
                host.root(),
                host.mounter(),
                documents,
                config,
                config.mapping("datasource").mapping(source.name()),
                distro,
                kernelCommandLine,
                SystemUuid.read(host),
                paths.seed(),
                image,
                reporter);
    }
}
