package org.cloudinit.handlers;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.PartHandler;

/**
 * Part handlers of a jar: a named module that provides {@link PartHandler}, in a layer of its own.
 */
final class JarHandlers {
    private JarHandlers() {}

    /**
     * The handlers of a jar, each with a time limit.
     *
     * @throws IOException if it is no module, or provides none
     * @throws MalformedException if one of them fails, or gives no answer in time
     */
    static List<PartHandler> of(Path jar, long limitMillis) throws IOException {
        ModuleFinder finder = ModuleFinder.of(jar);
        Set<String> names = new LinkedHashSet<>();
        ModuleLayer layer;
        try {
            for (ModuleReference module : finder.findAll()) {
                names.add(module.descriptor().name());
            }
            ModuleLayer own = JarHandlers.class.getModule().getLayer();
            ModuleLayer parent = own == null ? ModuleLayer.boot() : own;
            Configuration configuration =
                    parent.configuration().resolve(finder, ModuleFinder.of(), names);
            layer =
                    parent.defineModulesWithOneLoader(
                            configuration, JarHandlers.class.getClassLoader());
        } catch (FindException | ResolutionException e) {
            throw new IOException("it is no module that fits this program", e);
        }
        var handlers = new ArrayList<PartHandler>();
        for (PartHandler handler :
                TimedHandler.timed(jar.toString(), limitMillis, () -> provided(layer))) {
            handlers.add(new TimedHandler(handler, limitMillis));
        }
        if (handlers.isEmpty()) {
            throw new IOException("it provides no part handler");
        }
        return handlers;
    }

    /** Runs the providers' constructors: code of others. */
    private static List<PartHandler> provided(ModuleLayer layer) {
        var handlers = new ArrayList<PartHandler>();
        for (PartHandler handler : ServiceLoader.load(layer, PartHandler.class)) {
            if (handler.getClass().getModule().getLayer() == layer) {
                handlers.add(handler);
            }
        }
        return handlers;
    }
}
