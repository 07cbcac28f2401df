package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.testkit.BundleJar;

/**
 * A bundle with one data source: what it answers carries its version, so that a test sees which one
 * is at work.
 *
 * @param name symbolic name
 * @param version version of the bundle
 * @param source name of the data source
 * @param start what its activator does first, as Java
 */
record SampleBundle(String name, String version, String source, String start) {
    private static final String PROGRAM =
            """
            package sample;

            import java.util.Set;
            import org.cloudinit.api.instance.InstanceData;
            import org.cloudinit.api.network.NetworkConfig;
            import org.cloudinit.api.network.NicInventory;
            import org.cloudinit.api.report.Reporter;
            import org.cloudinit.api.spi.*;
            import org.osgi.framework.BundleActivator;
            import org.osgi.framework.BundleContext;

            public final class Sample implements DataSource, BundleActivator {
                public void start(BundleContext context) throws Exception {
                    %START%
                    context.registerService(DataSource.class, this, null);
                }
                public void stop(BundleContext context) {}
                public String name() { return "%SOURCE%"; }
                public Set<Dependency> dependencies() { return Set.of(Dependency.FILESYSTEM); }
                public Detection detect(SearchContext context) {
                    return new Detection.Absent("version %VERSION% looked");
                }
                public boolean confirms(InstanceData cached, SearchContext context) { return false; }
                public NetworkConfig network(InstanceData data, NicInventory nics, Reporter reporter) {
                    return null;
                }
                public Set<UpdateEvent> supportedUpdates() { return Set.of(); }
                public Set<UpdateEvent> defaultUpdates() { return Set.of(); }
            }
            """;

    static SampleBundle of(String version) {
        return new SampleBundle("org.example.sample", version, "Sample", "");
    }

    /** Compiles it and packs it into a jar that only its owner may write. */
    Path into(Path jar) throws IOException {
        String program =
                PROGRAM.replace("%START%", start)
                        .replace("%SOURCE%", source)
                        .replace("%VERSION%", version);
        return new BundleJar(name, version, BundleJar.API, program).into(jar);
    }
}
