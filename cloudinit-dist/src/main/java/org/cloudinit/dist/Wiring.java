package org.cloudinit.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ConfigSchema;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.NetworkPlanner;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.api.spi.PartHandlerLoader;
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.core.Extensions;

/**
 * Collects what takes part in a stage out of the modules of the image. What a module brings is said
 * by {@code provides … with} in its {@code module-info}, and nowhere else.
 */
public final class Wiring {
    private Wiring() {}

    /** The extensions that the modules of the boot layer provide. */
    static Extensions ofModules() {
        ModuleLayer layer = ModuleLayer.boot();
        List<NetworkPlanner> planners = all(ServiceLoader.load(layer, NetworkPlanner.class));
        return new Extensions(
                all(ServiceLoader.load(layer, DataSource.class)),
                () -> all(ServiceLoader.load(layer, PartHandler.class)),
                () -> all(ServiceLoader.load(layer, ConfigModule.class)),
                planners.isEmpty() ? null : planners.getFirst(),
                all(ServiceLoader.load(layer, NetworkRenderer.class)),
                templates(),
                ServiceLoader.load(layer, PartHandlerLoader.class).findFirst().orElse(null),
                schema());
    }

    /** An engine that is looked for at the first template: most boots have none. */
    public static TemplateEngine templates() {
        return (template, variables) ->
                ServiceLoader.load(ModuleLayer.boot(), TemplateEngine.class)
                        .findFirst()
                        .orElse(TemplateEngine.NONE)
                        .render(template, variables);
    }

    /** A schema that is looked for at the first cloud-config. */
    private static ConfigSchema schema() {
        return config ->
                ServiceLoader.load(ModuleLayer.boot(), ConfigSchema.class)
                        .findFirst()
                        .orElse(ConfigSchema.NONE)
                        .check(config);
    }

    /** The network renderers alone. */
    public static List<NetworkRenderer> renderers() {
        return all(ServiceLoader.load(ModuleLayer.boot(), NetworkRenderer.class));
    }

    private static <T> List<T> all(ServiceLoader<T> loader) {
        var services = new ArrayList<T>();
        for (T service : loader) {
            services.add(service);
        }
        return services;
    }
}
