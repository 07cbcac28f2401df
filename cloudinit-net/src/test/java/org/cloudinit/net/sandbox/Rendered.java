package org.cloudinit.net.sandbox;

import java.util.List;
import java.util.stream.Collectors;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;

/** Documents rendered the way a program would have them rendered, on a machine without NICs. */
public final class Rendered {
    private static final NicInventory NO_NICS = new NicInventory(List.of());

    private Rendered() {}

    /** What a renderer is given of a document. */
    public static RendererInput input(NetworkRenderer renderer, String yaml) {
        return input(renderer, NetworkConversion.read(YamlReader.read(yaml, "test")));
    }

    /** What a renderer is given of a configuration. */
    public static RendererInput input(NetworkRenderer renderer, NetworkConfig config) {
        return NetworkConversion.interpret(config, renderer.name(), NO_NICS);
    }

    /** What a renderer looks at: options apart from the distribution's. */
    public static RenderContext context(HostFiles files, String distro, Mapping options) {
        return new RenderContext(files, Distros.of(distro), options, NO_NICS);
    }

    /** A document rendered. */
    public static Rendering of(NetworkRenderer renderer, RenderContext context, String yaml) {
        return renderer.render(input(renderer, yaml), context);
    }

    /** The text of a file. */
    public static String text(Rendering rendering, String path) {
        return rendering.files().stream()
                .filter(file -> file.path().equals(path))
                .map(RenderedFile::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in " + rendering.files()));
    }

    /** The paths of what was lost, one a line. */
    public static String lost(Rendering rendering) {
        return rendering.losses().stream()
                .map(Loss::path)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
