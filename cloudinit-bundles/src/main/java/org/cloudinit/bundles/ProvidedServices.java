package org.cloudinit.bundles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.PartHandlerLoader;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.core.Extensions;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What the framework's registry holds at a moment, as the stage takes it. */
final class ProvidedServices {
    private final BundleContext context;
    private final ModuleLayer layer;

    ProvidedServices(BundleContext context, ModuleLayer layer) {
        this.context = context;
        this.layer = layer;
    }

    /** Everything that is registered; of equal rank, what was registered first comes first. */
    Extensions extensions() {
        List<NetworkPlanner> planners = all(NetworkPlanner.class);
        return new Extensions(
                all(DataSource.class),
                all(PartHandler.class),
                all(ConfigModule.class),
                planners.isEmpty() ? null : planners.getFirst(),
                all(NetworkRenderer.class),
                templates(),
                handlerLoader());
    }

    /** A bundle's loader of part handlers counts; else that of the image. */
    private @Nullable PartHandlerLoader handlerLoader() {
        List<PartHandlerLoader> loaders = all(PartHandlerLoader.class);
        return loaders.isEmpty()
                ? ServiceLoader.load(layer, PartHandlerLoader.class).findFirst().orElse(null)
                : loaders.getFirst();
    }

    /** A bundle's engine counts; else that of the image is looked for, at the first template. */
    private TemplateEngine templates() {
        List<TemplateEngine> engines = all(TemplateEngine.class);
        if (!engines.isEmpty()) {
            return engines.getFirst();
        }
        return (template, variables) ->
                ServiceLoader.load(layer, TemplateEngine.class)
                        .findFirst()
                        .orElse(TemplateEngine.NONE)
                        .render(template, variables);
    }

    /** What one bundle registered, in words. */
    List<String> of(Bundle bundle) {
        var provided = new ArrayList<String>();
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        if (registered != null) {
            for (ServiceReference<?> reference : registered) {
                String words = words(context.getService(reference));
                if (words != null) {
                    provided.add(words);
                }
            }
        }
        Collections.sort(provided);
        return provided;
    }

    private static @Nullable String words(@Nullable Object service) {
        return switch (service) {
            case DataSource source -> "data source " + source.name();
            case NetworkRenderer renderer -> "renderer " + renderer.name();
            case ConfigModule module -> "module " + module.name();
            case PartHandler handler -> "part handler of " + String.join(", ", handler.types());
            case NetworkPlanner _ -> "network planner";
            case TemplateEngine _ -> "template engine";
            case null, default -> null;
        };
    }

    /**
     * All services of a type. Asked for by name and without regard to wiring: the framework itself,
     * in whose name this asks, is wired to no package of the api.
     */
    private <T> List<T> all(Class<T> type) {
        ServiceReference<?>[] references;
        try {
            references = context.getAllServiceReferences(type.getName(), null);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("no filter is given", impossible);
        }
        var services = new ArrayList<T>();
        if (references == null) {
            return services;
        }
        var ranked = new ArrayList<ServiceReference<?>>(List.of(references));
        ranked.sort(Collections.reverseOrder());
        for (ServiceReference<?> reference : ranked) {
            Object service = context.getService(reference);
            // A bundle with an api of its own would register another type of the same name.
            if (type.isInstance(service)) {
                services.add(type.cast(service));
            }
        }
        return services;
    }
}
