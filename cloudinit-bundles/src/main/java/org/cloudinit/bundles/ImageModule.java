package org.cloudinit.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/** One module of the image as the content of a bundle. Opened and closed by the framework. */
final class ImageModule implements ConnectModule, ConnectContent {
    private final ModuleReference reference;
    private final ClassLoader loader;
    private final Map<String, String> headers;
    private @Nullable ModuleReader reader;

    /**
     * A module.
     *
     * @param headers what the framework is told of it
     */
    ImageModule(ModuleReference reference, ClassLoader loader, Map<String, String> headers) {
        this.reference = reference;
        this.loader = loader;
        this.headers = headers;
    }

    /** Whether it has something to start. */
    boolean isActive() {
        return headers.containsKey("Bundle-Activator");
    }

    /**
     * Whether it is named, or exports a package that occurs, in the words with which a jar asks for
     * others; a pattern may mean any.
     */
    boolean isAskedFor(String needs) {
        if (needs.indexOf('*') >= 0 || needs.contains(reference.descriptor().name())) {
            return true;
        }
        for (ModuleDescriptor.Exports exported : reference.descriptor().exports()) {
            if (!exported.isQualified() && needs.contains(exported.source())) {
                return true;
            }
        }
        return false;
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

    @Override
    public Optional<Map<String, String>> getHeaders() {
        return Optional.of(headers);
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
