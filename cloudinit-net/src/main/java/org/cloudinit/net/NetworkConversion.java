package org.cloudinit.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.JsonReader;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.eni.EniReader;
import org.cloudinit.net.eni.EniRenderer;
import org.cloudinit.net.interpret.Interpreter;
import org.cloudinit.net.netplan.NetplanRenderer;
import org.cloudinit.net.networkd.NetworkdRenderer;
import org.cloudinit.net.networkmanager.NetworkManagerRenderer;
import org.cloudinit.net.nic.SysfsLinks;
import org.cloudinit.net.openstack.NetworkDataLosses;
import org.cloudinit.net.source.NetworkDocument;
import org.cloudinit.net.source.Translation;
import org.cloudinit.net.sysconfig.SysconfigRenderer;

/**
 * Network configuration for programs, from the bytes to the files:
 *
 * <pre>
 * read        bytes of any form        → NetworkConfig
 * translate   … and the links          → NetworkConfig, version 1 or 2
 * interpret   … and the renderer       → RendererInput
 * convert     all of it, for a target  → Rendering: files, losses
 * check       as far as interpret      → Problem*
 * validate    … and the form as well   → Problem*
 * </pre>
 *
 * <p>Nothing here writes, and nothing looks at the machine that it runs on: its links and files are
 * what the {@link RenderTarget} says. Every method may be called from several threads at once.
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

    /**
     * Reads a document of any form.
     *
     * @param bytes the document, UTF-8
     * @param source its name, for origins and messages
     * @param form what it is
     * @throws MalformedException with line and column if it is not of that form
     */
    public static NetworkConfig read(byte[] bytes, String source, NetworkForm form) {
        return read(bytes, source, form, new Problems());
    }

    /**
     * Reads a document of any form.
     *
     * @param bytes the document, UTF-8
     * @param source its name, for origins and messages
     * @param form what it is
     * @param reporter takes what stands beside the configuration and is left out
     * @throws MalformedException with line and column if it is not of that form
     */
    public static NetworkConfig read(
            byte[] bytes, String source, NetworkForm form, Reporter reporter) {
        return switch (form) {
            case YAML -> stated(YamlReader.read(bytes, source), reporter);
            case NETWORK_DATA -> networkData(JsonReader.read(bytes, source));
            case ENI -> new NetworkConfig.Eni(new String(bytes, StandardCharsets.UTF_8), source);
        };
    }

    /** Reads a document of version 1 or 2 that has been parsed. */
    public static NetworkConfig read(ConfigTree document) {
        return stated(document, new Problems());
    }

    private static NetworkConfig stated(ConfigTree document, Reporter reporter) {
        NetworkConfig config = NetworkDocument.of(document, reporter);
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

    private static NetworkConfig networkData(ConfigTree document) {
        if (document instanceof Mapping mapping) {
            return new NetworkConfig.NetworkData(mapping);
        }
        throw new MalformedException(
                "network-data.wrong-type",
                "reading network data",
                document.origin(),
                "the document is a " + document.kind() + ", not a mapping",
                "Write links, networks and services");
    }

    /**
     * The same configuration in version 1 or 2, with the links of network data named as the machine
     * names them.
     *
     * @param config of any form
     * @param nics links of the machine; network data knows them by address alone
     * @param reporter takes what of network data cannot be used and is left out
     * @throws MalformedException if it cannot be understood, or nothing of it can be used
     */
    public static NetworkConfig translate(
            NetworkConfig config, NicInventory nics, Reporter reporter) {
        NetworkConfig translated = Translation.of(config, nics, reporter);
        if (translated == null) {
            throw nothing(origin(config));
        }
        return translated;
    }

    /**
     * Makes of a configuration what a renderer works on: netplan is given its own language as it
     * is, every other renderer the interpreted state.
     *
     * @param config a configuration that states something; network data is to be {@linkplain
     *     #translate translated} first
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
            case NetworkConfig.NetworkData _ ->
                    throw new IllegalArgumentException("network data is not translated yet");
            case NetworkConfig.Disabled _ -> throw nothing(origin(config));
        };
    }

    /**
     * Converts a configuration of any form to the files of a target. Nothing is written.
     *
     * @param reporter takes what of network data cannot be used and is left out; what the files do
     *     not express is in the {@linkplain Rendering#losses() losses}
     * @throws MalformedException if the configuration cannot be understood, states no network, or
     *     cannot be expressed at all
     */
    public static Rendering convert(NetworkConfig config, RenderTarget target, Reporter reporter) {
        // What cannot be taken over from an interfaces file is a loss here, not a warning.
        boolean eni = config instanceof NetworkConfig.Eni;
        Rendering rendering =
                convert(
                        eni ? config : translate(config, target.nics(), reporter),
                        target.renderer(),
                        new RenderContext(
                                target.files(),
                                target.distro(),
                                target.distro().optionsOf(target.renderer().name()),
                                target.nics()));
        return config instanceof NetworkConfig.NetworkData data
                ? NetworkDataLosses.complete(rendering, data.document())
                : rendering;
    }

    /**
     * Converts a configuration to the files of a renderer. Nothing is written.
     *
     * @param config a configuration that states something; network data is to be {@linkplain
     *     #translate translated} first
     * @param renderer one of {@link #renderers()}, or another
     * @param context what the renderer may look at; its options decide paths and headers
     * @throws MalformedException if the configuration cannot be understood or expressed at all
     */
    public static Rendering convert(
            NetworkConfig config, NetworkRenderer renderer, RenderContext context) {
        return renderer.render(interpret(config, renderer.name(), context.nics()), context);
    }

    /**
     * The links of a machine, as its sysfs shows them.
     *
     * @param machine its files; only read
     * @throws IOException if the folder of the links cannot be listed
     */
    public static NicInventory links(HostFiles machine) throws IOException {
        return SysfsLinks.read(machine);
    }

    /**
     * What is wrong with a configuration: one error where it cannot be understood, else a warning
     * for each part that makes no sense and would be ignored; empty where all is well.
     *
     * @param config the configuration, of any form
     * @param nics links of the machine; none where they are not known
     */
    public static List<Problem> check(NetworkConfig config, NicInventory nics) {
        return Checks.meaning(config, nics);
    }

    /**
     * What is wrong with a document of any form but an interfaces file. A key or type that is wrong
     * is an error; where there is none, what {@link #check} says of the values is a warning, as the
     * reference's schemas know no values either. Which form it has is seen from its keys.
     *
     * @param bytes the document
     * @param source its name, for origins
     * @return problems with their places; without an error among them the document is valid
     */
    public static List<Problem> validate(byte[] bytes, String source) {
        return Checks.document(bytes, source);
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

    private static Origin origin(NetworkConfig config) {
        return switch (config) {
            case NetworkConfig.V1 v1 -> v1.document().origin();
            case NetworkConfig.V2 v2 -> v2.document().origin();
            case NetworkConfig.NetworkData data -> data.document().origin();
            case NetworkConfig.Eni eni -> Origin.of(eni.source());
            case NetworkConfig.Disabled _ -> Origin.BUILT_IN;
        };
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
