package org.cloudinit.core.userdata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.PartHandlerLoader;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.core.web.WebReader;
import org.jspecify.annotations.Nullable;

/**
 * The way of user-data, the same before and after the network is up but for what can be included.
 *
 * @param root where included files are read and copies of them kept
 * @param urlCache folder of the copies that {@code #include-once} keeps
 * @param web the network for includes, or null while there is none
 * @param documents reads YAML
 * @param templates renders parts that are templates
 * @param loader makes handlers of parts and files, or null
 */
public record UserDataWalk(
        HostRoot root,
        String urlCache,
        @Nullable WebReader web,
        Documents documents,
        TemplateEngine templates,
        @Nullable PartHandlerLoader loader)
        implements DataWalk {
    /** A way without network, templates and handlers from outside. */
    public UserDataWalk(HostRoot root, String urlCache, Documents documents) {
        this(root, urlCache, null, documents, TemplateEngine.NONE, null);
    }

    @Override
    public Expansion expand(DataOrigin origin, List<Secret> blobs, Reporter reporter) {
        UserDataLimits limits = UserDataLimits.DEFAULT;
        var includes = new IncludeSources(root, urlCache, web, limits, reporter);
        var expander =
                new MessageExpander(documents, includes, limits, reporter, origin.spelling());
        for (Secret blob : blobs) {
            expander.add(Slice.of(blob.lend()));
        }
        List<Entity> entities = expander.parts();
        var parts = new ArrayList<Part>(entities.size());
        for (Entity entity : entities) {
            parts.add(part(entity));
        }
        return new Expansion(parts, MessageText.of(entities));
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
                Secret.sharing(data.bytes(), data.from(), data.to()),
                lines);
    }

    @Override
    public void walk(
            List<Part> parts,
            List<PartHandler> handlers,
            Frequency frequency,
            Set<String> excluded,
            int launchIndex,
            HandlerContext context) {
        new PartWalk(frequency, excluded, launchIndex, templates, loader, context)
                .run(parts, handlers);
    }
}
