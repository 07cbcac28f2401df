package org.cloudinit.dist.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.config.JsonReader;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.NetworkForm;
import org.cloudinit.net.RenderTarget;
import org.jspecify.annotations.Nullable;

/** One line of a batch, and its answer. */
final class BatchCase implements Reporter {
    private final Map<String, NetworkRenderer> renderers;
    private final Origin origin;
    private final byte @Nullable [] line;
    private final List<Problem> problems = new ArrayList<>();
    private ConfigTree id = Scalar.nothing();

    /**
     * Begins a case.
     *
     * @param renderers those that there are, by name
     * @param origin the line's place, for messages
     * @param line the line, or null where it is too long to be read
     */
    BatchCase(Map<String, NetworkRenderer> renderers, Origin origin, byte @Nullable [] line) {
        this.renderers = renderers;
        this.origin = origin;
        this.line = line;
    }

    /**
     * Converts what the line asks for.
     *
     * @throws MalformedException if the line or its input cannot be understood
     */
    Mapping answer() {
        if (line == null) {
            throw refused("batch.too-long", "it is longer than 16 MiB", "Give the input by path.");
        }
        if (!(JsonReader.read(line, origin.source()) instanceof Mapping asked)) {
            throw refused("batch.not-a-mapping", "it is no JSON object", "Write one a line.");
        }
        ConfigTree said = asked.get("id");
        id = said == null ? Scalar.nothing() : said;
        String kind = needed(asked, "kind");
        if (NetConvertArguments.ofOtherSources(kind)) {
            throw refused(
                    "batch.kind-not-supported",
                    "its kind belongs to a data source that is not here",
                    "Write version 1 or 2, which are of the kind yaml.");
        }
        NetworkForm form = NetworkForm.of(kind);
        if (form == null) {
            throw refused(
                    "batch.unknown-kind",
                    "its kind does not exist",
                    "Write yaml, network_data.json or eni.");
        }
        Rendering rendering =
                NetworkConversion.convert(
                        NetworkConversion.read(input(asked), source(asked), form, this),
                        target(asked),
                        this);
        return answer(
                files(rendering), LossReport.of(problems, rendering.losses()), Scalar.nothing());
    }

    private RenderTarget target(Mapping asked) {
        NetworkRenderer renderer = renderers.get(needed(asked, "renderer"));
        if (renderer == null) {
            throw refused(
                    "batch.unknown-renderer",
                    "its renderer does not exist",
                    "Write one of " + String.join(", ", renderers.keySet()) + ".");
        }
        String distro = needed(asked, "distro");
        if (!Distros.isKnown(distro)) {
            throw refused(
                    "batch.unknown-distro",
                    "its distro does not exist",
                    "Write its name as in system_info.distro, such as debian.");
        }
        return RenderTarget.of(renderer, distro, StatedNics.read(asked.mapping("nics")));
    }

    private static String source(Mapping asked) {
        return asked.text("path", "input");
    }

    /** The configuration: in the line, or in the file that the line names. */
    private byte[] input(Mapping asked) {
        String path = asked.text("path");
        if (path == null) {
            return needed(asked, "input").getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Files.readAllBytes(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new MalformedException(
                    "batch.unreadable",
                    BatchConversion.ACT,
                    Origin.of(path),
                    "it cannot be read: " + e.getClass().getSimpleName(),
                    "Name a file that is there.");
        }
    }

    private String needed(Mapping asked, String key) {
        String text = asked.text(key);
        if (text == null) {
            throw refused(
                    "batch.incomplete",
                    "it has no text under " + key,
                    "Write id, input or path, kind, renderer and distro.");
        }
        return text;
    }

    private MalformedException refused(String code, String message, String remedy) {
        return new MalformedException(code, BatchConversion.ACT, origin, message, remedy);
    }

    private static Mapping files(Rendering rendering) {
        Mapping.Builder files = Mapping.builder();
        for (RenderedFile file : rendering.files()) {
            files.put(
                    file.path(),
                    Mapping.builder()
                            .put("content", file.text())
                            .put("mode", "0" + Integer.toOctalString(file.mode()))
                            .build());
        }
        return files.build();
    }

    /** The answer to a case that failed. */
    Mapping refusal(Problem problem) {
        return answer(Mapping.EMPTY, LossReport.of(problems, List.of()), LossReport.of(problem));
    }

    private Mapping answer(Mapping files, Sequence losses, ConfigTree error) {
        return Mapping.builder()
                .put("id", id)
                .put("files", files)
                .put("losses", losses)
                .put("error", error)
                .build();
    }

    @Override
    public void report(Problem problem) {
        problems.add(problem);
    }

    @Override
    public void decided(Decision decision) {
        // Who speaks is no question here: the line does.
    }
}
