package org.cloudinit.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What the framework is told of the modules of the image. What they import is left out: the image
 * has wired that already, and resolving it again would take most of the framework's start.
 */
final class ModuleHeaders {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** Sections of all modules; written when an image is linked, else each has its own. */
    private static final String OF_IMAGE = "image.manifest";

    private static final List<String> TOLD =
            List.of(
                    "Bundle-ManifestVersion",
                    "Bundle-SymbolicName",
                    "Bundle-Version",
                    "Bundle-Activator",
                    "Export-Package");

    private final @Nullable Manifest image;

    private ModuleHeaders(@Nullable Manifest image) {
        this.image = image;
    }

    /** Of the image that this program runs in, if it does. */
    static ModuleHeaders read() throws IOException {
        try (InputStream in = ModuleHeaders.class.getResourceAsStream(OF_IMAGE)) {
            return new ModuleHeaders(in == null ? null : new Manifest(in));
        }
    }

    /** The headers of a module, or null if its manifest does not make it a bundle. */
    @Nullable Map<String, String> of(ResolvedModule module) throws IOException {
        Attributes manifest =
                image == null ? ownManifest(module) : image.getAttributes(module.name());
        if (manifest == null || manifest.getValue("Bundle-SymbolicName") == null) {
            return null;
        }
        var headers = new HashMap<String, String>();
        for (String name : TOLD) {
            String value = manifest.getValue(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static @Nullable Attributes ownManifest(ResolvedModule module) throws IOException {
        try (ModuleReader content = module.reference().open()) {
            Optional<InputStream> manifest = content.open(MANIFEST);
            if (manifest.isEmpty()) {
                return null;
            }
            try (InputStream in = manifest.get()) {
                return new Manifest(in).getMainAttributes();
            }
        }
    }
}
