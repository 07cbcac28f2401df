package org.cloudinit.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Manifest;

/**
 * How the framework is set up. Packages and capabilities of the JDK are stated, because reading
 * them out of the framework's own tables takes most of its start.
 */
final class FrameworkSettings {
    private static final String FRAMEWORK = "org.apache.felix.framework";
    private static final int FIRST_NUMBERED_RELEASE = 9;

    private FrameworkSettings() {}

    /**
     * The settings.
     *
     * @param layer the layer of the image
     * @param storage folder for the framework's own files; its content does not outlive a run
     */
    static Map<String, String> of(ModuleLayer layer, Path storage) {
        var settings = new HashMap<String, String>();
        settings.put("org.osgi.framework.storage", storage.toString());
        settings.put("org.osgi.framework.storage.clean", "onFirstInit");
        settings.put("org.osgi.framework.system.packages", systemPackages(layer));
        settings.put("org.osgi.framework.system.capabilities", executionEnvironment());
        settings.put("org.osgi.framework.bootdelegation", "");
        settings.put("felix.service.urlhandlers", "false");
        settings.put("felix.cache.locking", "false");
        settings.put("felix.log.level", "0");
        return settings;
    }

    private static String systemPackages(ModuleLayer layer) {
        var packages = new StringBuilder();
        for (Module module : layer.modules()) {
            String name = module.getName();
            if (name.equals(FRAMEWORK)) {
                packages.append(packages.isEmpty() ? "" : ",").append(exportsOf(module));
            } else if (name.startsWith("java.") || name.startsWith("jdk.")) {
                for (ModuleDescriptor.Exports exported : module.getDescriptor().exports()) {
                    if (!exported.isQualified()) {
                        packages.append(packages.isEmpty() ? "" : ",").append(exported.source());
                    }
                }
            }
        }
        return packages.toString();
    }

    /** With their versions, which only the manifest has. */
    private static String exportsOf(Module framework) {
        try (InputStream in = framework.getResourceAsStream("META-INF/MANIFEST.MF")) {
            if (in == null) {
                throw new IllegalStateException("the framework has no manifest");
            }
            return new Manifest(in).getMainAttributes().getValue("Export-Package");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String executionEnvironment() {
        var versions = new StringBuilder("1.8");
        for (int release = FIRST_NUMBERED_RELEASE;
                release <= Runtime.version().feature();
                release++) {
            versions.append(',').append(release);
        }
        return "osgi.ee;osgi.ee=\"JavaSE\";version:List<Version>=\"" + versions + "\"";
    }
}
