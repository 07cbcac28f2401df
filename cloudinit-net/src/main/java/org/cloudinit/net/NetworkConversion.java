package org.cloudinit.net;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.eni.EniReader;
import org.cloudinit.net.eni.EniRenderer;
import org.cloudinit.net.interpret.Interpreter;
import org.cloudinit.net.netplan.NetplanRenderer;
import org.cloudinit.net.networkd.NetworkdRenderer;
import org.cloudinit.net.networkmanager.NetworkManagerRenderer;
import org.cloudinit.net.source.NetworkDocument;
import org.cloudinit.net.sysconfig.SysconfigRenderer;

/**
 * Network configuration for programs: {@linkplain #read read} a document, {@linkplain #check check}
 * it, {@linkplain #convert convert} it to files. Nothing here looks at the machine or writes to it.
 */
public final class NetworkConversion {
    private NetworkConversion() {}

    /**
     * Reads a document of version 1 or 2, in YAML or JSON, which may stand under a key {@code
     * network}.
     *
     * @param bytes the document
     * @param source its name, for origins and messages
     * @throws MalformedException with line and column if it is no network configuration
     */
    public static NetworkConfig read(byte[] bytes, String source) {
        return read(YamlReader.read(bytes, source));
    }

    /** Reads a document that has been parsed. */
    public static NetworkConfig read(ConfigTree document) {
        NetworkConfig config = NetworkDocument.of(document);
        if (config == null) {
            throw new MalformedException(
                    "network.empty-config",
                    "reading the network configuration",
                    document.origin(),
                    "the document is empty",
                    "Write version and config or ethernets");
        }
        return config;
    }

    /**
     * Makes of a configuration what a renderer works on: netplan is given its own language as it
     * is, every other renderer the interpreted state.
     *
     * @param config a configuration that states something
     * @param renderer name of the renderer
     * @param nics links of the machine; none where they are not known
     * @throws MalformedException if the configuration cannot be understood
     */
    public static RendererInput interpret(
            NetworkConfig config, String renderer, NicInventory nics) {
        return switch (config) {
            case NetworkConfig.V1 v1 -> new RendererInput.Interpreted(Interpreter.interpret(v1));
            case NetworkConfig.V2 v2 when renderer.equals(NetplanRenderer.NAME) ->
                    new RendererInput.Verbatim(v2);
            case NetworkConfig.V2 v2 ->
                    new RendererInput.Interpreted(Interpreter.interpret(v2, nics));
            case NetworkConfig.Eni eni ->
                    new RendererInput.Interpreted(Interpreter.interpret(EniReader.read(eni)));
            case NetworkConfig.NetworkData data -> throw nothing(data.document().origin());
            case NetworkConfig.Disabled _ -> throw nothing(Origin.BUILT_IN);
        };
    }

    /**
     * Converts a configuration to the files of a renderer. Nothing is written.
     *
     * @param config a configuration that states something
     * @param renderer one of {@link #renderers()}
     * @param context what the renderer may look at; its options decide paths and headers
     * @throws MalformedException if the configuration cannot be understood or expressed at all
     */
    public static Rendering convert(
            NetworkConfig config, NetworkRenderer renderer, RenderContext context) {
        return renderer.render(interpret(config, renderer.name(), context.nics()), context);
    }

    /**
     * What is wrong with a configuration: one error where it cannot be understood, else a warning
     * for each part that makes no sense and would be ignored; empty where all is well.
     *
     * @param config the configuration
     * @param nics links of the machine; none where they are not known
     */
    public static List<Problem> check(NetworkConfig config, NicInventory nics) {
        if (config instanceof NetworkConfig.Disabled) {
            return List.of();
        }
        try {
            return switch (interpret(config, "", nics)) {
                case RendererInput.Interpreted(var state) -> warnings(state.ignored());
                case RendererInput.Verbatim _ -> List.of();
            };
        } catch (MalformedException malformed) {
            return List.of(malformed.problem());
        }
    }

    private static List<Problem> warnings(List<Loss> ignored) {
        var warnings = new ArrayList<Problem>(ignored.size());
        for (Loss loss : ignored) {
            warnings.add(
                    Problem.warning(
                            "network.ignored",
                            "checking the network configuration",
                            loss.origin(),
                            loss.path() + " is ignored: " + loss.reason(),
                            "Correct or remove it"));
        }
        return warnings;
    }

    /** The renderers of this module, in the reference's order of preference. */
    public static List<NetworkRenderer> renderers() {
        return List.of(
                new EniRenderer(),
                new SysconfigRenderer(),
                new NetplanRenderer(),
                new NetworkManagerRenderer(),
                new NetworkdRenderer());
    }

    private static MalformedException nothing(Origin origin) {
        return new MalformedException(
                "network.nothing-to-render",
                "rendering the network configuration",
                origin,
                "the configuration describes no network",
                "Write version 1 or 2 with devices");
    }
}
