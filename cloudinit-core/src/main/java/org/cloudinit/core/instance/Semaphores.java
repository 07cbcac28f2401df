package org.cloudinit.core.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.spi.Frequency;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that say what ran already ({@code helpers.FileSemaphores}). They say it by being there: an
 * empty one, which a power loss may leave, says the same, here and to the reference.
 */
public final class Semaphores {
    private static final Logger LOG = LoggerFactory.getLogger(Semaphores.class);

    private final HostRoot root;
    private final InstantSource clock;

    public Semaphores(HostRoot root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * The file of something that runs with a frequency, or null for what always runs.
     *
     * @param name such as {@code consume_data} or {@code config-set_hostname}
     */
    public static @Nullable String file(CloudPaths paths, String name, Frequency frequency) {
        String canonical = name.replace('-', '_');
        return switch (frequency) {
            case PER_INSTANCE -> paths.instanceFile("sem/" + canonical);
            case PER_ONCE -> paths.semaphores() + "/" + canonical + ".once";
            case PER_ALWAYS -> null;
        };
    }

    /** The file of the network's files, which are written once a boot. */
    public static String networkFile(CloudPaths paths) {
        return paths.runFile("sem/apply_network_config.once");
    }

    /** Whether it ran already. */
    public boolean isSet(@Nullable String file) {
        if (file == null || !root.exists(file)) {
            return false;
        }
        restore(file);
        return true;
    }

    /** Nobody waited for the text of {@link #set}: what a power loss took of it is there again. */
    private void restore(String file) {
        try {
            FileFacts facts = root.facts(file);
            if (facts != null && facts.kind() == FileFacts.Kind.FILE && facts.size() == 0) {
                set(file);
            }
        } catch (IOException failure) {
            LOG.debug("{} says what it has to without its text: {}", file, failure.getMessage());
        }
    }

    /** Says that it runs now. Stays when what runs fails: it is not tried again. */
    public void set(@Nullable String file) throws IOException {
        if (file != null) {
            String text = processId() + ": " + timestamp(clock.millis()) + "\n";
            root.mark(RenderedFile.text(file, text, 0644));
        }
    }

    static String timestamp(long millis) {
        return millis / 1000 + "." + Long.toString(millis % 1000 + 1000).substring(1);
    }

    /** The link is a tenth of the price of {@code ProcessHandle}. */
    private static String processId() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self")).toString();
        } catch (IOException _) {
            return Long.toString(ProcessHandle.current().pid());
        }
    }
}
