package org.cloudinit.dist.hosts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A program that starts an OSGi framework with the jars given and calls the one that offers to be
 * called. Run by {@link ClassicHostIT} in a process of its own, on the class path.
 *
 * <p>Arguments: the framework's folder, the root folder that the stage is called with, or {@code -}
 * to print the names of the bundles that fit together, and the jars.
 */
public final class ClassicHost {
    /** SLF4J asks for a mediator of service loaders; Karaf brings one. */
    private static final String MEDIATOR =
            "osgi.extender;osgi.extender=\"osgi.serviceloader.processor\";version:Version=\"1.0\","
                    + "osgi.extender;osgi.extender=\"osgi.serviceloader.registrar\";version:Version=\"1.0\","
                    + "osgi.serviceloader;osgi.serviceloader=\"org.slf4j.spi.SLF4JServiceProvider\"";

    private ClassicHost() {}

    /** Ends the process with the stage's exit code. */
    public static void main(String[] arguments) throws Exception {
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .newFramework(
                                Map.of(
                                        "org.osgi.framework.storage",
                                        arguments[0],
                                        "org.osgi.framework.storage.clean",
                                        "onFirstInit",
                                        "org.osgi.framework.system.capabilities.extra",
                                        MEDIATOR));
        framework.start();
        BundleContext context = framework.getBundleContext();
        var bundles = new ArrayList<Bundle>();
        for (int i = 2; i < arguments.length; i++) {
            bundles.add(context.installBundle(Path.of(arguments[i]).toUri().toString()));
        }
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get("Bundle-Activator") != null) {
                bundle.start();
            }
        }
        int code = 0;
        if (arguments[1].equals("-")) {
            print(bundles);
        } else {
            code = call(context, arguments[1]);
        }
        framework.stop();
        framework.waitForStop(10_000);
        System.exit(code);
    }

    private static void print(Iterable<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            if (bundle.getState() >= Bundle.RESOLVED) {
                System.out.println(bundle.getSymbolicName());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static int call(BundleContext context, String root) {
        ServiceReference<?> reference = context.getServiceReference(ToIntFunction.class.getName());
        return ((ToIntFunction<String>) context.getService(reference)).applyAsInt(root);
    }
}
