package org.cloudinit.bundles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.bundles.ActivatorCall.StuckException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** Which bundle has which name. Used by one thread at a time. */
final class BundleTable {
    /** The framework reads the jar where it lies; it makes no copy. */
    private static final String IN_PLACE = "reference:";

    private static final long REFRESH_SECONDS = 30;

    private final Framework framework;
    private final BundleContext context;
    private final ImageModules image;
    private final ActivatorCall calls;
    private final Map<String, Bundle> bundles = new TreeMap<>();
    private @Nullable StuckBundles stuck;

    BundleTable(Framework framework, ImageModules image, ActivatorCall calls) {
        this.framework = framework;
        this.context = framework.getBundleContext();
        this.image = image;
        this.calls = calls;
    }

    /**
     * Installs the modules of the image that have something to start. Those that are there for what
     * they export alone follow when a jar asks for it: each costs a millisecond.
     */
    void installImage() throws BundleException {
        for (String module : image.active()) {
            bundles.put(module, context.installBundle(ImageModules.location(module)));
        }
    }

    private void installNeeded(BundleFile jar) throws BundleException {
        for (String module : image.askedFor(jar.needs())) {
            if (!bundles.containsKey(module) && !module.equals(jar.name())) {
                bundles.put(module, context.installBundle(ImageModules.location(module)));
            }
        }
    }

    /** Starts them. */
    void startImage() throws BundleException {
        // All in one go: one by one each would be a search for what fits of its own.
        framework.adapt(FrameworkWiring.class).resolveBundles(List.copyOf(bundles.values()));
        for (Bundle bundle : bundles.values()) {
            bundle.start();
        }
    }

    /**
     * Installs a jar in the place of the bundle of its name.
     *
     * @param reporter takes that the one before it did not stop
     * @throws BundleException if it does not start; what was there before is there again
     */
    void put(BundleFile jar, Reporter reporter) throws BundleException {
        Bundle before = bundles.remove(jar.name());
        String place = before == null ? null : before.getLocation();
        if (before != null) {
            takeOut(before, reporter);
        }
        String next = IN_PLACE + jar.file().toUri();
        Bundle bundle = null;
        try {
            installNeeded(jar);
            bundle = context.installBundle(free(next));
            bundles.put(jar.name(), bundle);
            start(bundle);
        } catch (StuckException late) {
            // A file in the place of the one before it would only hang once more.
            boolean isOther = place != null && !path(place).equals(path(next));
            restore(jar.name(), null, isOther ? place : null, late, reporter);
            throw late;
        } catch (BundleException | LinkageError failure) {
            restore(jar.name(), bundle, place, failure, reporter);
            throw failure;
        }
    }

    /**
     * A place that no bundle is left behind at: a place names one bundle, and the same file is
     * another place by another slash.
     */
    private String free(String place) {
        String free = place;
        while (stuck != null && stuck.isAt(free)) {
            free = free.replaceFirst("/", "//");
        }
        return free;
    }

    private static String path(String place) {
        return place.replaceFirst("^[^/]*/+", "");
    }

    private void leaveBehind(Bundle bundle) {
        if (stuck == null) {
            stuck = StuckBundles.in(context);
        }
        stuck.add(bundle);
    }

    private void restore(
            String name,
            @Nullable Bundle broken,
            @Nullable String place,
            Throwable failure,
            Reporter reporter) {
        try {
            bundles.remove(name);
            if (broken != null) {
                takeOut(broken, reporter);
            }
            if (place != null) {
                bundles.put(name, context.installBundle(free(place)));
                start(bundles.get(name));
            }
        } catch (BundleException again) {
            if (again instanceof StuckException) {
                bundles.remove(name);
            }
            failure.addSuppressed(again);
        }
    }

    /**
     * Takes a jar out; answers false where the name is unknown or that of a module of the image.
     *
     * @param reporter takes that it did not stop
     */
    boolean remove(String name, Reporter reporter) throws BundleException {
        Bundle bundle = bundles.get(name);
        if (bundle == null || ImageModules.isImage(bundle.getLocation())) {
            return false;
        }
        bundles.remove(name);
        takeOut(bundle, reporter);
        if (image.has(name)) {
            Bundle own = context.installBundle(ImageModules.location(name));
            bundles.put(name, own);
            start(own);
        }
        return true;
    }

    /** The jars among them. */
    List<Bundle> added() {
        var added = new ArrayList<Bundle>();
        for (Bundle bundle : bundles.values()) {
            if (!ImageModules.isImage(bundle.getLocation())) {
                added.add(bundle);
            }
        }
        return added;
    }

    /** All of them, by name. */
    List<InstalledBundle> list(ProvidedServices services) {
        var list = new ArrayList<InstalledBundle>();
        for (Map.Entry<String, Bundle> entry : bundles.entrySet()) {
            Bundle bundle = entry.getValue();
            list.add(
                    new InstalledBundle(
                            entry.getKey(),
                            bundle.getVersion().toString(),
                            ImageModules.isImage(bundle.getLocation()),
                            bundle.getState() == Bundle.ACTIVE || !hasActivator(bundle),
                            services.of(bundle)));
        }
        return list;
    }

    private void start(Bundle bundle) throws BundleException {
        if (hasActivator(bundle)) {
            try {
                calls.of(bundle, bundle::start);
            } catch (StuckException late) {
                leaveBehind(bundle);
                throw late;
            }
        }
    }

    /** Stops a jar, which stays installed. */
    void stop(Bundle bundle) throws BundleException {
        calls.of(bundle, bundle::stop);
    }

    private static boolean hasActivator(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR) != null;
    }

    /**
     * Until its wiring is refreshed, an uninstalled bundle's classes stay in memory. One whose
     * activator does not come to an end stays for ever, but counts for nothing.
     */
    private void takeOut(Bundle bundle, Reporter reporter) throws BundleException {
        try {
            calls.of(bundle, bundle::uninstall);
        } catch (StuckException late) {
            leaveBehind(bundle);
            reporter.report(notStopped(bundle, String.valueOf(late.getMessage())));
            return;
        }
        var done = new CountDownLatch(1);
        framework
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.countDown());
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new BundleException("the framework does not come to rest");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is told of a jar that does not stop. */
    static Problem notStopped(Bundle bundle, String reason) {
        return Problem.warning(
                "bundles.not-stopped",
                BundleRuntime.ACT,
                Origin.of(bundle.getLocation()),
                bundle.getSymbolicName() + " does not stop: " + reason,
                "Check its activator.");
    }
}
