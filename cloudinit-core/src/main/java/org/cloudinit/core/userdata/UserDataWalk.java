package org.cloudinit.core.userdata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of user-data before the network is up: includes are files of the machine.
 *
 * @param root where included files are read and copies of them kept
 * @param urlCache folder of the copies that {@code #include-once} keeps
 * @param documents reads YAML
 */
public record UserDataWalk(HostRoot root, String urlCache, Documents documents)
        implements DataWalk {
    private static final Logger LOG = LoggerFactory.getLogger("UserDataWalk");

    private static final String ACT = "handling parts";

    @Override
    public Message expand(DataOrigin origin, List<Secret> blobs, Reporter reporter) {
        UserDataLimits limits = UserDataLimits.DEFAULT;
        var includes = new FileIncludes(root, urlCache, limits, reporter);
        var expander =
                new MessageExpander(documents, includes, limits, reporter, origin.spelling());
        for (Secret blob : blobs) {
            expander.add(Slice.of(blob.reveal()));
        }
        List<Entity> entities = expander.parts();
        var parts = new ArrayList<Part>(entities.size());
        for (Entity entity : entities) {
            parts.add(part(entity));
        }
        return new Message(parts, Secret.of(MessageText.of(entities)));
    }

    private static Part part(Entity entity) {
        Headers headers = entity.headers();
        Slice data =
                TransferEncoding.decode(headers.get("Content-Transfer-Encoding"), entity.body());
        var lines = new LinkedHashMap<String, String>();
        for (Headers.Field field : headers.fields()) {
            if (!field.name().equalsIgnoreCase(Headers.CONTENT_TYPE)) {
                lines.putIfAbsent(field.name(), field.value());
            }
        }
        String filename = headers.filename();
        return new Part(
                headers.contentType(),
                filename == null ? "part" : filename,
                Secret.of(data.copy()),
                lines);
    }

    @Override
    public void walk(
            Message message,
            List<PartHandler> handlers,
            Frequency frequency,
            Set<String> excluded,
            int launchIndex,
            HandlerContext context) {
        Map<String, Walker> byType = begin(handlers, frequency, context);
        for (Part part : message.parts()) {
            if (!isForIndex(part, launchIndex) || excluded.contains(part.contentType())) {
                LOG.debug("Part {} of {} is left out", part.filename(), context.origin());
                continue;
            }
            Walker walker = byType.get(part.contentType());
            if (walker == null) {
                unhandled(part, context);
            } else if (walker.session != null) {
                handle(walker, part, context);
            }
        }
        for (Walker walker : new LinkedHashSet<>(byType.values())) {
            end(walker, context);
        }
    }

    /** A handler and its walk; without a walk where it is not its turn, or it failed to begin. */
    private record Walker(PartHandler handler, PartHandler.@Nullable Session session) {}

    /** A handler all of whose types belong to handlers before it is not begun. */
    private static Map<String, Walker> begin(
            List<PartHandler> handlers, Frequency frequency, HandlerContext context) {
        var byType = new LinkedHashMap<String, Walker>();
        for (PartHandler handler : handlers) {
            Set<String> types = types(handler, context);
            types.removeAll(byType.keySet());
            if (!types.isEmpty()) {
                Walker walker = new Walker(handler, session(handler, frequency, context));
                for (String type : types) {
                    byType.put(type, walker);
                }
            }
        }
        return byType;
    }

    private static Set<String> types(PartHandler handler, HandlerContext context) {
        try {
            return new LinkedHashSet<>(handler.types());
        } catch (RuntimeException | LinkageError e) {
            report(handler, "types", e, context);
            return new LinkedHashSet<>();
        }
    }

    private static PartHandler.@Nullable Session session(
            PartHandler handler, Frequency frequency, HandlerContext context) {
        try {
            boolean due =
                    handler.frequency() == Frequency.PER_ALWAYS || handler.frequency() == frequency;
            return due ? handler.begin(context) : null;
        } catch (IOException | RuntimeException | LinkageError e) {
            report(handler, "begin", e, context);
            return null;
        }
    }

    private static void handle(Walker walker, Part part, HandlerContext context) {
        LOG.debug("Handling part {} of type {}", part.filename(), part.contentType());
        try {
            if (walker.session != null) {
                walker.session.handle(part);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            report(walker.handler, part.filename(), e, context);
        }
    }

    private static void end(Walker walker, HandlerContext context) {
        try {
            if (walker.session != null) {
                walker.session.end();
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            report(walker.handler, "end", e, context);
        }
    }

    /**
     * The one place where a handler's failure ends. What a handler throws may quote the data, so of
     * an unexpected exception only the kind is told.
     */
    private static void report(
            PartHandler handler, String what, Throwable failure, HandlerContext context) {
        String message =
                switch (failure) {
                    case MalformedException malformed -> malformed.problem().message();
                    case IOException io -> "" + io.getMessage();
                    default -> "a " + failure.getClass().getSimpleName() + " in the handler";
                };
        context.reporter()
                .report(
                        Problem.error(
                                "user-data.handler-failed",
                                ACT,
                                Origin.of(context.origin()),
                                handler.getClass().getSimpleName() + " at " + what + ": " + message,
                                "The other parts are handled; look at this part."));
    }

    private static boolean isForIndex(Part part, int launchIndex) {
        String index = part.header(Headers.LAUNCH_INDEX);
        return launchIndex < 0 || index == null || index.equals(Integer.toString(launchIndex));
    }

    private static void unhandled(Part part, HandlerContext context) {
        if (part.content().size() == 0) {
            return;
        }
        String meant = ContentTypes.meant(Slice.of(part.content().reveal()));
        String message =
                part.contentType().equals(ContentTypes.NOT_MULTIPART)
                        ? "the first line of " + part.filename() + " names no kind of user-data"
                        : "nothing handles " + part.filename() + " of type " + part.contentType();
        context.reporter()
                .report(
                        Problem.warning(
                                "user-data.unhandled-part",
                                ACT,
                                new Origin(context.origin(), 1, 1),
                                message,
                                meant == null
                                        ? "User-data begins with a line such as #cloud-config or #!."
                                        : "Did you mean " + meant + "?"));
    }
}
