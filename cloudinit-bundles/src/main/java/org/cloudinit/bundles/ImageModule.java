package org.cloudinit.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/** One module of the image as the content of a bundle. Opened and closed by the framework. */
final class ImageModule implements ConnectModule, ConnectContent {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final ModuleReference reference;
    private final ClassLoader loader;
    private @Nullable ModuleReader reader;

    ImageModule(ModuleReference reference, ClassLoader loader) {
        this.reference = reference;
        this.loader = loader;
    }

    /** Whether its manifest makes it a bundle. */
    boolean isBundle() throws IOException {
        try (ModuleReader content = reference.open()) {
            Optional<InputStream> manifest = content.open(MANIFEST);
            if (manifest.isEmpty()) {
                return false;
            }
            try (InputStream in = manifest.get()) {
                return new Manifest(in).getMainAttributes().getValue("Bundle-SymbolicName") != null;
            }
        }
    }

    @Override
    public ConnectContent getContent() {
        return this;
    }

    @Override
    public void open() throws IOException {
        reader = reference.open();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    /** Empty: the framework reads the manifest itself. */
    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.empty();
    }

    @Override
    public Iterable<String> getEntries() throws IOException {
        try (var names = opened().list()) {
            return List.copyOf(names.toList());
        }
    }

    @Override
    public Optional<ConnectEntry> getEntry(String path) {
        try {
            return opened().find(path).isPresent()
                    ? Optional.of(new Entry(opened(), path))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
        return Optional.of(loader);
    }

    private ModuleReader opened() {
        if (reader == null) {
            throw new IllegalStateException(reference.descriptor().name() + " is not open");
        }
        return reader;
    }

    /** A resource of the module. */
    private record Entry(ModuleReader module, String path) implements ConnectEntry {
        @Override
        public String getName() {
            return path;
        }

        @Override
        public long getContentLength() {
            try (InputStream in = getInputStream()) {
                return in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** The image is made once; it has no times. */
        @Override
        public long getLastModified() {
            return 0;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return module.open(path)
                    .orElseThrow(() -> new IOException("there is no " + path + " any more"));
        }
    }
}
