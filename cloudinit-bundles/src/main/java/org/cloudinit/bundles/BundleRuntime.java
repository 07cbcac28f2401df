package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.core.Extensions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.connect.ConnectFrameworkFactory;
import org.osgi.framework.launch.Framework;

/**
 * The framework with the modules of the image as bundles and the jars of the machine beside them. A
 * jar whose symbolic name is that of a module of the image takes the module's place; where the jar
 * does not start, the module keeps it.
 *
 * <p>Safe for several threads: a stage keeps the bundles that it began with, for a change waits
 * until no stage runs.
 */
public final class BundleRuntime implements AutoCloseable {
    /** Longer than any activator takes that has not failed; a boot waits for it. */
    private static final long PATIENCE_MILLIS = 10_000;

    /** What is done when something goes wrong. */
    static final String ACT = "swapping a bundle";

    private final Framework framework;
    private final BundleTable table;
    private final ProvidedServices services;
    private final ProcessClaim storage;
    private final long patienceMillis;
    private final ReadWriteLock use = new ReentrantReadWriteLock(true);

    private BundleRuntime(
            Framework framework, BundleTable table, ProcessClaim storage, long patienceMillis) {
        this.storage = storage;
        this.patienceMillis = patienceMillis;
        this.framework = framework;
        this.table = table;
        this.services = new ProvidedServices(framework.getBundleContext());
    }

    /** The jars that a runtime begins with, at most one of a name. */
    @FunctionalInterface
    public interface Jars {
        /**
         * Answers them. It is asked when the framework runs, so that they may be looked for
         * meanwhile.
         *
         * @throws IOException if it is not known which may be loaded
         */
        List<BundleFile> get() throws IOException;
    }

    /**
     * Starts the framework, the modules of the image and the bundles given. A bundle that cannot be
     * started is reported and left out.
     *
     * @param layer the layer with the modules of the image
     * @param storage folder for the framework's own files, which is emptied; where another process
     *     works in it, one beside it
     * @param added the jars
     * @param reporter takes what could not be started
     * @throws IOException if the framework itself, or a module of the image, does not start, or the
     *     jars are not known; nothing runs then
     */
    public static BundleRuntime start(
            ModuleLayer layer, Path storage, Jars added, Reporter reporter) throws IOException {
        return start(layer, storage, added, reporter, PATIENCE_MILLIS);
    }

    /** The same, with a bound of its own on the time that an activator takes. */
    static BundleRuntime start(
            ModuleLayer layer, Path storage, Jars added, Reporter reporter, long patienceMillis)
            throws IOException {
        BundleRuntime runtime = start(layer, storage, patienceMillis);
        boolean isWhole = false;
        try {
            for (BundleFile jar : added.get()) {
                runtime.put(jar, reporter);
            }
            isWhole = true;
            return runtime;
        } finally {
            // Whatever it was, a defect too: no one would have it to close it.
            if (!isWhole) {
                runtime.close();
            }
        }
    }

    private static BundleRuntime start(ModuleLayer layer, Path storage, long patienceMillis)
            throws IOException {
        var image = new ImageModules(layer);
        ProcessClaim claim = ProcessClaim.near(storage);
        Framework framework =
                ServiceLoader.load(layer, ConnectFrameworkFactory.class)
                        .findFirst()
                        .orElseThrow(() -> new IOException("the image has no bundle framework"))
                        .newFramework(FrameworkSettings.of(layer, claim.place()), image);
        try {
            framework.init();
            var table = new BundleTable(framework, image, new ActivatorCall(patienceMillis));
            table.installImage();
            framework.start();
            table.startImage();
            return new BundleRuntime(framework, table, claim, patienceMillis);
        } catch (BundleException failure) {
            claim.close();
            throw new IOException("the bundle framework does not start", failure);
        }
    }

    /** What takes part at this moment. */
    public Extensions extensions() {
        return services.extensions();
    }

    /** Runs something with the extensions of this moment; they stay until it is done. */
    public <T> T with(Function<Extensions, T> stage) {
        use.readLock().lock();
        try {
            return stage.apply(extensions());
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Installs a jar, or puts it in the place of the bundle of its name. Where it does not start,
     * what was there before is there again.
     *
     * @param reporter takes why it did not start, or why the one before it did not stop
     * @return whether it takes part now
     */
    public boolean put(BundleFile jar, Reporter reporter) {
        use.writeLock().lock();
        try {
            table.put(jar, reporter);
            return true;
        } catch (BundleException | LinkageError failure) {
            reporter.report(notStarted(jar, failure));
            return false;
        } finally {
            use.writeLock().unlock();
        }
    }

    /**
     * Takes a jar out; a module of the image of the same name takes part again.
     *
     * @param reporter takes that it did not stop
     * @return whether there was such a jar
     * @throws IOException if the framework cannot take it out
     */
    public boolean remove(String name, Reporter reporter) throws IOException {
        use.writeLock().lock();
        try {
            return table.remove(name, reporter);
        } catch (BundleException failure) {
            throw new IOException("bundle " + name + " cannot be taken out", failure);
        } finally {
            use.writeLock().unlock();
        }
    }

    /** Everything that is installed, by name. */
    public List<InstalledBundle> bundles() {
        use.readLock().lock();
        try {
            return table.list(services);
        } finally {
            use.readLock().unlock();
        }
    }

    /**
     * Stops the jars alone, for a process that ends now: the framework ends with it, and stopping
     * that in good order would take a boot longer than starting it.
     *
     * @param reporter takes which jar did not stop
     */
    public void leave(Reporter reporter) {
        use.writeLock().lock();
        try {
            for (Bundle bundle : table.added()) {
                stop(bundle, reporter);
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private void stop(Bundle bundle, Reporter reporter) {
        try {
            table.stop(bundle);
        } catch (BundleException failure) {
            reporter.report(BundleTable.notStopped(bundle, reason(failure)));
        }
    }

    /** Stops the framework when no stage runs any more, and waits some seconds for its end. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            framework.stop();
            framework.waitForStop(patienceMillis);
            storage.close();
        } catch (BundleException | IOException failure) {
            throw new IllegalStateException("the bundle framework does not stop", failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            use.writeLock().unlock();
        }
    }

    private static Problem notStarted(BundleFile jar, Throwable failure) {
        return Problem.warning(
                "bundles.not-started",
                ACT,
                Origin.of(jar.file().toString()),
                jar.name() + " " + jar.version() + " does not start: " + reason(failure),
                "Check what it imports, and its activator; it is left out.");
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.strip();
    }
}
