package org.cloudinit.bundles;

import java.io.File;
import java.io.IOException;
import java.lang.module.ResolvedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Serves the modules of the image to the framework as bundles (OSGi Connect): their classes come
 * from the image's own loader, so a bundle that is added sees the very types that the stage uses.
 */
final class ImageModules implements ModuleConnector {
    private static final String SCHEME = "image:";
    private static final String FRAMEWORK = "org.apache.felix.framework";

    private final Map<String, ImageModule> modules = new TreeMap<>();

    /** The modules of a layer that are bundles by their manifest; the JDK's are none. */
    ImageModules(ModuleLayer layer) throws IOException {
        ModuleHeaders manifests = ModuleHeaders.read();
        for (ResolvedModule module : layer.configuration().modules()) {
            String name = module.name();
            if (!name.startsWith("java.") && !name.startsWith("jdk.") && !name.equals(FRAMEWORK)) {
                Map<String, String> headers = manifests.of(module);
                if (headers != null) {
                    modules.put(
                            name,
                            new ImageModule(module.reference(), layer.findLoader(name), headers));
                }
            }
        }
    }

    /** Whether there is a module of that name. */
    boolean has(String name) {
        return modules.containsKey(name);
    }

    /** Names of the modules that have something to start. */
    List<String> active() {
        var names = new ArrayList<String>();
        modules.forEach(
                (name, module) -> {
                    if (module.isActive()) {
                        names.add(name);
                    }
                });
        return names;
    }

    /** Names of the modules that export what a jar asks for. */
    List<String> askedFor(String needs) {
        var names = new ArrayList<String>();
        modules.forEach(
                (name, module) -> {
                    if (module.isAskedFor(needs)) {
                        names.add(name);
                    }
                });
        return names;
    }

    /** Where the framework installs a module from. */
    static String location(String module) {
        return SCHEME + module;
    }

    /** Whether the framework installed a bundle from the image. */
    static boolean isImage(String location) {
        return location.startsWith(SCHEME);
    }

    @Override
    public void initialize(File storage, Map<String, String> configuration) {
        // Nothing to prepare: the image does not change.
    }

    @Override
    public Optional<ConnectModule> connect(String location) {
        return isImage(location)
                ? Optional.ofNullable(modules.get(location.substring(SCHEME.length())))
                : Optional.empty();
    }

    @Override
    public Optional<BundleActivator> newBundleActivator() {
        return Optional.empty();
    }
}
