package org.cloudinit.dist.hosts;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.testkit.BundleJar;

/**
 * A bundle with one of everything: a data source that is there where {@code /etc/kit} is, a part
 * handler, a config module and a renderer. What each leaves carries the bundle's version.
 */
public final class KitBundle {
    /** Its symbolic name. */
    public static final String NAME = "org.example.kit";

    private static final String PROGRAM =
            """
            package kit;

            import java.io.IOException;
            import java.util.List;
            import java.util.Set;
            import org.cloudinit.api.config.Mapping;
            import org.cloudinit.api.host.HostFiles;
            import org.cloudinit.api.host.RenderedFile;
            import org.cloudinit.api.instance.*;
            import org.cloudinit.api.network.*;
            import org.cloudinit.api.report.*;
            import org.cloudinit.api.spi.*;
            import org.osgi.framework.BundleActivator;
            import org.osgi.framework.BundleContext;

            public final class Kit implements BundleActivator {
                static final String VERSION = "%VERSION%";
                static final String USER_DATA =
                        "MIME-Version: 1.0\\nContent-Type: text/x-kit\\n\\nsomething\\n";

                public void start(BundleContext context) {
                    context.registerService(DataSource.class, new Source(), null);
                    context.registerService(PartHandler.class, new Parts(), null);
                    context.registerService(ConfigModule.class, new Module(), null);
                    context.registerService(NetworkRenderer.class, new Renderer(), null);
                }

                public void stop(BundleContext context) {}

                static final class Source implements DataSource {
                    public String name() { return "Kit"; }
                    public Set<Dependency> dependencies() { return Set.of(Dependency.FILESYSTEM); }

                    /** While there is a file /etc/kit-waits, it does not come to an end. */
                    public Detection detect(SearchContext context) throws IOException {
                        if (!context.files().exists("/etc/kit")) {
                            return new Detection.Absent("kit " + VERSION + " found no kit");
                        }
                        while (context.files().exists("/etc/kit-waits")) {
                            try {
                                Thread.sleep(20);
                            } catch (InterruptedException e) {
                                throw new IOException(e);
                            }
                        }
                        var id = new InstanceId("kit-" + VERSION);
                        return new Detection.Found(
                                InstanceData.builder("Kit", id)
                                        .mode(DsMode.LOCAL)
                                        .metadata(Mapping.builder()
                                                .put("instance-id", id.value())
                                                .put("local-hostname", "kit").build())
                                        .userData(Secret.of(USER_DATA))
                                        .build());
                    }
                    public boolean confirms(InstanceData cached, SearchContext context) { return false; }
                    public NetworkConfig network(InstanceData data, NicInventory nics, Reporter reporter) {
                        return null;
                    }
                    public Set<UpdateEvent> supportedUpdates() { return Set.of(UpdateEvent.values()); }
                    public Set<UpdateEvent> defaultUpdates() { return Set.of(UpdateEvent.BOOT); }
                }

                static final class Parts implements PartHandler {
                    public Set<String> types() { return Set.of("text/x-kit"); }
                    public Frequency frequency() { return Frequency.PER_ALWAYS; }
                    public Session begin(HandlerContext context) {
                        return new Session() {
                            public void handle(Part part) throws IOException {
                                context.root().write(RenderedFile.text(
                                        "/etc/kit-part", "part, by kit " + VERSION + "\\n", 0644));
                            }
                            public void end() {}
                        };
                    }
                }

                static final class Module implements ConfigModule {
                    public String name() { return "kit"; }
                    public Frequency frequency() { return Frequency.PER_ALWAYS; }
                    public Set<String> distros() { return Set.of(); }
                    public Outcome run(ModuleContext context) throws IOException {
                        context.host().root().write(RenderedFile.text(
                                "/etc/kit-module", "module, by kit " + VERSION + "\\n", 0644));
                        return new Outcome.Done();
                    }
                }

                static final class Renderer implements NetworkRenderer {
                    public String name() { return "kit"; }
                    public boolean available(HostFiles files) { return true; }
                    public Rendering render(RendererInput input, RenderContext context) {
                        return new Rendering("kit", List.of(RenderedFile.text(
                                "/etc/kit-network", "network, by kit " + VERSION + "\\n", 0644)),
                                List.of(), List.of());
                    }
                }
            }
            """;

    private KitBundle() {}

    /** Packs a version of it. */
    public static Path into(Path jar, String version) throws IOException {
        return new BundleJar(NAME, version, BundleJar.API, PROGRAM.replace("%VERSION%", version))
                .into(jar);
    }
}
