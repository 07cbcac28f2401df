package org.cloudinit.bundles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cloudinit.api.spi.ConfigModule;
import org.cloudinit.api.spi.ConfigSchema;
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
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What the registry of a framework holds at a moment, as a stage takes it. In the image this
 * program starts that framework itself; another host, such as Karaf, has all modules as ordinary
 * bundles, and hands this to {@code LocalStage.run}.
 */
public final class ProvidedServices {
    private static final ServiceReference<?>[] NONE = {};

    private final BundleContext context;

    /**
     * The services of a framework.
     *
     * @param context of any bundle of it
     */
    public ProvidedServices(BundleContext context) {
        this.context = context;
    }

    /**
     * Everything that is registered, by rank. Of equal rank, what was registered first comes first
     * where many are asked for; where one is, that which came last counts, so that a bundle takes
     * the place of what the image brings.
     */
    public Extensions extensions() {
        TemplateEngine engine = last(TemplateEngine.class);
        List<PartHandler> partHandlers = all(PartHandler.class);
        List<ConfigModule> modules = all(ConfigModule.class);
        ConfigSchema schema = last(ConfigSchema.class);
        return new Extensions(
                all(DataSource.class),
                () -> partHandlers,
                () -> modules,
                last(NetworkPlanner.class),
                all(NetworkRenderer.class),
                engine == null ? TemplateEngine.NONE : engine,
                last(PartHandlerLoader.class),
                schema == null ? ConfigSchema.NONE : schema);
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
            case PartHandlerLoader _ -> "loader of part handlers";
            case ConfigSchema _ -> "schema of cloud-config";
            case null, default -> null;
        };
    }

    private <T> List<T> all(Class<T> type) {
        var services = new ArrayList<T>();
        for (ServiceReference<?> reference : ranked(type)) {
            Object service = context.getService(reference);
            // A bundle with an api of its own would register another type of the same name.
            if (type.isInstance(service)) {
                services.add(type.cast(service));
            }
        }
        return services;
    }

    private <T> @Nullable T last(Class<T> type) {
        T best = null;
        int rank = 0;
        for (ServiceReference<?> reference : ranked(type)) {
            Object service = context.getService(reference);
            if (type.isInstance(service) && (best == null || rank(reference) >= rank)) {
                best = type.cast(service);
                rank = rank(reference);
            }
        }
        return best;
    }

    private static int rank(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer rank ? rank : 0;
    }

    /** One whose activator hangs is at neither end, with what it registered so far. */
    private boolean isReady(@Nullable Bundle bundle) {
        return bundle != null
                && (bundle.getState() == Bundle.ACTIVE || bundle.equals(context.getBundle()));
    }

    /**
     * The services of a type, highest rank first. Asked for by name and without regard to wiring:
     * the framework itself, in whose name this asks in the image, is wired to no package of the
     * api.
     */
    private List<ServiceReference<?>> ranked(Class<?> type) {
        ServiceReference<?>[] references;
        try {
            references = context.getAllServiceReferences(type.getName(), null);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("no filter is given", impossible);
        }
        var ranked = new ArrayList<ServiceReference<?>>();
        for (ServiceReference<?> reference : references == null ? NONE : references) {
            if (isReady(reference.getBundle())) {
                ranked.add(reference);
            }
        }
        ranked.sort(Collections.reverseOrder());
        return ranked;
    }
}
