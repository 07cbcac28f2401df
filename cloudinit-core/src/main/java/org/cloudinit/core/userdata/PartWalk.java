package org.cloudinit.core.userdata;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.PartHandlerLoader;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.core.logging.FailureText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk over the parts of one origin ({@code Init._do_handlers}). Handlers of the machine's
 * handlers folder come first and take the types they want; a part that is a handler itself takes
 * its types for the parts behind it.
 */
final class PartWalk {
    private static final Logger LOG = LoggerFactory.getLogger("UserDataWalk");

    private static final String ACT = "handling parts";

    /** From here on a sync of the whole file system, by a program, costs less than one a file. */
    private static final int MANY = 64;

    private final Frequency frequency;
    private final Set<String> excluded;
    private final int launchIndex;
    private final TemplateParts templates;
    private final @Nullable PartHandlerLoader loader;
    private final HandlerContext context;
    private final Map<String, Walker> byType = new LinkedHashMap<>();
    private int loaded;

    PartWalk(
            Frequency frequency,
            Set<String> excluded,
            int launchIndex,
            TemplateEngine engine,
            @Nullable PartHandlerLoader loader,
            HandlerContext context) {
        this.frequency = frequency;
        this.excluded = excluded;
        this.launchIndex = launchIndex;
        this.templates = new TemplateParts(engine, context);
        this.loader = loader;
        this.context = context;
    }

    /**
     * A handler and its walk; without a walk where it is not its turn, or it failed to begin.
     *
     * @param onlyWrites whether it only writes
     */
    private record Walker(
            PartHandler handler, PartHandler.@Nullable Session session, boolean onlyWrites) {}

    void run(List<Part> parts, List<PartHandler> handlers) {
        for (PartHandler handler : installed()) {
            register(handler, true);
        }
        for (PartHandler handler : handlers) {
            register(handler, false);
        }
        int next = 0;
        while (next < parts.size()) {
            int end = next;
            while (end < parts.size() && isOnlyWritten(parts.get(end))) {
                end++;
            }
            write(parts.subList(next, end));
            next = Math.min(end + 1, parts.size());
            take(parts.subList(end, next));
        }
        var ended = new ArrayList<Walker>();
        for (Walker walker : byType.values()) {
            if (!ended.contains(walker)) {
                ended.add(walker);
                guarded(walker.handler, "end", session -> session.end(), walker.session);
            }
        }
    }

    private boolean isOnlyWritten(Part part) {
        Walker walker = byType.get(part.contentType());
        return walker != null && walker.onlyWrites;
    }

    /** Parts of which nothing comes but files: many of them are written in bulk. */
    private void write(List<Part> parts) {
        try {
            if (parts.size() > MANY) {
                context.root().inBulk(() -> take(parts));
            } else {
                take(parts);
            }
        } catch (IOException e) {
            String which = parts.getFirst().filename() + " to " + parts.getLast().filename();
            report("the disk", which, e);
        }
    }

    private void take(List<Part> parts) {
        for (Part part : parts) {
            if (!isForIndex(part) || excluded.contains(part.contentType())) {
                LOG.debug("Part {} of {} is left out", part.filename(), context.origin());
            } else {
                dispatch(part);
            }
        }
    }

    private List<PartHandler> installed() {
        try {
            return loader == null ? List.of() : loader.installed(context);
        } catch (RuntimeException | Error e) {
            report("the handlers folder", "reading it", e);
            return List.of();
        }
    }

    /**
     * Begins a handler and gives it its types. One whose types all belong to handlers before it is
     * not begun, unless it takes them over.
     */
    private void register(PartHandler handler, boolean takesOver) {
        Set<String> types = types(handler);
        if (!takesOver) {
            types.removeAll(byType.keySet());
        }
        if (!types.isEmpty()) {
            Walker walker = new Walker(handler, session(handler), onlyWrites(handler));
            for (String type : types) {
                byType.put(type, walker);
            }
        }
    }

    private Set<String> types(PartHandler handler) {
        try {
            return new LinkedHashSet<>(handler.types());
        } catch (RuntimeException | Error e) {
            report(name(handler), "types", e);
            return new LinkedHashSet<>();
        }
    }

    private boolean onlyWrites(PartHandler handler) {
        try {
            return handler.onlyWrites();
        } catch (RuntimeException | Error e) {
            report(name(handler), "onlyWrites", e);
            return false;
        }
    }

    private PartHandler.@Nullable Session session(PartHandler handler) {
        try {
            boolean due =
                    handler.frequency() == Frequency.PER_ALWAYS || handler.frequency() == frequency;
            return due ? handler.begin(context) : null;
        } catch (IOException | RuntimeException | Error e) {
            report(name(handler), "begin", e);
            return null;
        }
    }

    private void dispatch(Part part) {
        String type = part.contentType();
        if (type.equals(ContentTypes.PART_HANDLER) && loader != null) {
            load(part, loader);
            return;
        }
        Walker walker = byType.get(type);
        if (walker != null) {
            handle(walker, part);
        } else if (type.equals(TemplateParts.TYPE)) {
            render(part);
        } else {
            unhandled(part);
        }
    }

    /** A part that is a handler: it counts from here on. */
    private void load(Part part, PartHandlerLoader from) {
        try {
            register(from.load(part, loaded, context), true);
            loaded++;
        } catch (IOException | RuntimeException | Error e) {
            report("part-handler", part.filename(), e);
        }
    }

    private void render(Part part) {
        Part rendered;
        try {
            rendered = templates.rendered(part);
        } catch (IOException | RuntimeException | Error e) {
            report("template", part.filename(), e);
            return;
        }
        Walker walker = rendered == null ? null : byType.get(rendered.contentType());
        if (rendered != null && walker != null) {
            handle(walker, rendered);
        }
    }

    private void handle(Walker walker, Part part) {
        LOG.debug("Handling part {} of type {}", part.filename(), part.contentType());
        guarded(walker.handler, part.filename(), session -> session.handle(part), walker.session);
    }

    /** What is asked of a session. */
    private interface Step {
        void ask(PartHandler.Session session) throws IOException;
    }

    private void guarded(
            PartHandler handler, String what, Step step, PartHandler.@Nullable Session session) {
        if (session == null) {
            return;
        }
        try {
            step.ask(session);
        } catch (IOException | RuntimeException | Error e) {
            report(name(handler), what, e);
        }
    }

    private static String name(PartHandler handler) {
        return handler.getClass().getSimpleName();
    }

    /**
     * The one place where a handler's failure ends, errors too: its recursion or its hunger for
     * memory ends with it. What a handler throws may quote the data, so only the kind is told, and
     * what the system said of a file.
     */
    private void report(String who, String what, Throwable failure) {
        Problem problem =
                failure instanceof MalformedException malformed
                        ? FailureText.problem(malformed)
                        : null;
        String message =
                switch (failure) {
                    case MalformedException _ when problem != null -> problem.message();
                    case FileSystemException file when file.getReason() != null ->
                            file.getClass().getSimpleName() + " (" + file.getReason() + ")";
                    default -> FailureText.kind(failure);
                };
        context.reporter()
                .report(
                        Problem.warning(
                                "user-data.handler-failed",
                                ACT,
                                problem == null ? Origin.of(context.origin()) : problem.origin(),
                                who + " at " + what + ": " + message,
                                "The other parts are handled; look at this part."));
    }

    private boolean isForIndex(Part part) {
        String index = part.header(Headers.LAUNCH_INDEX);
        return launchIndex < 0
                || index == null
                || Integer.toString(launchIndex).equals(PythonInteger.read(index));
    }

    private void unhandled(Part part) {
        if (part.content().size() == 0) {
            return;
        }
        String meant = ContentTypes.meant(Slice.of(part.content().lend()));
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
