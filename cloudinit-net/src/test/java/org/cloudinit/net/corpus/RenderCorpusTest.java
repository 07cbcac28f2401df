package org.cloudinit.net.corpus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.YamlReader;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.eni.EniRenderer;
import org.cloudinit.net.netplan.NetplanRenderer;
import org.cloudinit.net.networkd.NetworkdRenderer;
import org.cloudinit.net.networkmanager.NetworkManagerRenderer;
import org.cloudinit.net.sysconfig.SysconfigRenderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every renderer against every table: same paths, bytes and modes. A renderer takes part by a line
 * in {@link #RENDERERS}; the numbers below are those that were reached and must not fall.
 */
class RenderCorpusTest {
    private static final List<NetworkRenderer> RENDERERS =
            List.of(
                    new EniRenderer(),
                    new NetplanRenderer(),
                    new NetworkManagerRenderer(),
                    new NetworkdRenderer(),
                    new SysconfigRenderer());

    /** Rows that differ on purpose; the reasons are in docs/deviations.md. */
    private static final Set<String> DEVIATIONS =
            Set.of(
                    "network_configs/large_v1/yaml/networkd",
                    "network_configs_distro/large_v1/yaml/networkd-debian",
                    "network_configs_distro/large_v1/yaml/networkd-photon");

    /**
     * Rows that were made with a build constant of the reference switched off, which loosens modes.
     */
    private static final Set<String> OTHER_MODES =
            Set.of(
                    "renders/test_netconfig.py::TestNetCfgDistroUbuntuNetplan"
                            + "::test_apply_network_config_v2_passthrough_retain_orig_perms/netplan",
                    "renders/test_netconfig.py::TestNetCfgDistroUbuntuNetplan"
                            + "::test_apply_network_config_v2_passthrough_ub_old_behavior/netplan");

    @Test
    void networkConfigs() throws IOException {
        var score = new Score("network_configs");
        for (Mapping row : Corpus.rows("network_configs")) {
            ConfigTree input = YamlReader.read(row.text("input_yaml", ""), "input");
            compare(score, row, input, row.mapping("renderer_config"), row.mapping("actual"));
        }
        score.demand(
                Map.of(
                        "eni",
                        58,
                        "netplan",
                        29,
                        "networkd",
                        28,
                        "network-manager",
                        29,
                        "sysconfig",
                        58));
    }

    @Test
    void networkConfigsOfDistributions() throws IOException {
        var score = new Score("network_configs_distro");
        for (Mapping row : Corpus.rows("network_configs_distro")) {
            ConfigTree input = YamlReader.read(row.text("input_yaml", ""), "input");
            Mapping options =
                    Distros.of(row.text("distro", "")).optionsOf(row.text("renderer", ""));
            compare(score, row, input, options, row.mapping("actual"));
        }
        score.demand(
                Map.of(
                        "eni",
                        58,
                        "netplan",
                        87,
                        "networkd",
                        56,
                        "network-manager",
                        29,
                        "sysconfig",
                        58));
    }

    @Test
    void rendersOfTheReferencesTests() throws IOException {
        var score = new Score("renders_recorded");
        for (Mapping row : Corpus.rows("renders_recorded")) {
            compare(score, row, row.mapping("input"), row.mapping("config"), row.mapping("files"));
        }
        score.demand(
                Map.of(
                        "eni",
                        55,
                        "netplan",
                        29,
                        "networkd",
                        14,
                        "network-manager",
                        29,
                        "sysconfig",
                        53));
    }

    @Test
    void openStackSamples() throws IOException {
        var score = new Score("os_samples");
        for (Mapping row : Corpus.rows("os_samples")) {
            compare(
                    score,
                    row,
                    row.mapping("network_config"),
                    row.mapping("renderer_config"),
                    row.mapping("actual"));
        }
        score.demand(
                Map.of(
                        "eni",
                        6,
                        "netplan",
                        3,
                        "networkd",
                        3,
                        "network-manager",
                        3,
                        "sysconfig",
                        6));
    }

    private static void compare(
            Score score, Mapping row, ConfigTree input, Mapping options, Mapping wanted) {
        String name = row.text("renderer", "");
        String id = row.text("id", "");
        for (NetworkRenderer renderer : RENDERERS) {
            if (renderer.name().equals(name) && !DEVIATIONS.contains(id)) {
                score.count(name, id, difference(renderer, row, input, options, wanted));
            }
        }
    }

    private static @Nullable String difference(
            NetworkRenderer renderer,
            Mapping row,
            ConfigTree input,
            Mapping options,
            Mapping wanted) {
        Rendering rendering;
        try {
            NetworkConfig config = NetworkConversion.read(input);
            NicInventory nics = Cases.nics(row);
            var context =
                    new RenderContext(
                            Cases.files(row), Distros.of(row.text("distro", "")), options, nics);
            rendering =
                    renderer.render(
                            NetworkConversion.interpret(config, renderer.name(), nics), context);
        } catch (MalformedException refused) {
            return row.has("exc") ? null : "refused: " + refused.getMessage();
        }
        if (row.has("exc")) {
            return "accepted, though the reference refuses it";
        }
        return difference(rendering, row, wanted);
    }

    private static @Nullable String difference(Rendering rendering, Mapping row, Mapping wanted) {
        var ours = new TreeMap<String, String>();
        for (RenderedFile file : rendering.files()) {
            ours.put(file.path(), file.text());
            String mode = row.mapping("modes").text(file.path());
            if (mode != null
                    && !OTHER_MODES.contains(row.text("id", ""))
                    && !mode.equals("0" + Integer.toOctalString(file.mode()))) {
                return file.path()
                        + " has the mode "
                        + Integer.toOctalString(file.mode())
                        + ", not "
                        + mode;
            }
        }
        var theirs = new TreeMap<String, String>();
        wanted.entries()
                .forEach(
                        (path, text) -> {
                            // A file that was there before and is the same afterwards need not be
                            // ours.
                            String before = path.display().substring(1);
                            boolean kept = text.equals(row.mapping("files_before").get(before));
                            if (!kept || ours.containsKey(path.display())) {
                                theirs.put(path.display(), ((Scalar) text).display());
                            }
                        });
        if (ours.equals(theirs)) {
            return null;
        }
        var text = new StringBuilder();
        theirs.forEach(
                (path, content) -> {
                    if (!content.equals(ours.get(path))) {
                        text.append("\n--- wanted ").append(path).append('\n').append(content);
                        text.append("\n--- got ").append(ours.getOrDefault(path, "(nothing)\n"));
                    }
                });
        ours.keySet().stream()
                .filter(path -> !theirs.containsKey(path))
                .forEach(
                        path ->
                                text.append("\n--- surplus ")
                                        .append(path)
                                        .append('\n')
                                        .append(ours.get(path)));
        return text.toString();
    }
}
