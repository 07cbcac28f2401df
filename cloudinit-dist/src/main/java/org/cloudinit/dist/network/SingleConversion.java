package org.cloudinit.dist.network;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.distro.Distros;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.Decision;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.config.YamlStyle;
import org.cloudinit.config.YamlWriter;
import org.cloudinit.core.Machine;
import org.cloudinit.dist.Wiring;
import org.cloudinit.dist.network.NetConvertArguments.Single;
import org.cloudinit.net.NetworkConversion;
import org.cloudinit.net.NetworkForm;
import org.cloudinit.net.RenderTarget;
import org.jspecify.annotations.Nullable;

/**
 * {@code devel net-convert}: one configuration into files below a folder ({@code net_convert.py} of
 * the original). The programs that a network service would need are not run.
 */
final class SingleConversion implements Reporter {
    private final Single call;
    private final PrintStream log;
    private final List<Problem> problems = new ArrayList<>();

    private SingleConversion(Single call, PrintStream log) {
        this.call = call;
        this.log = log;
    }

    /** Converts; answers the exit code of the process. */
    static int run(Single call, PrintStream log) {
        NetworkRenderer renderer = named(call.renderer());
        if (renderer == null) {
            return refused(
                    log,
                    2,
                    "there is no renderer '" + call.renderer() + "'",
                    "Write eni, netplan, networkd, network-manager or sysconfig.");
        }
        byte[] input;
        try {
            input = Files.readAllBytes(Path.of(call.input()));
        } catch (IOException | InvalidPathException e) {
            return refused(
                    log,
                    1,
                    "reading " + call.input() + ": " + reason(e),
                    "Name a file that is there.");
        }
        try {
            new SingleConversion(call, log).convert(input, renderer);
            return 0;
        } catch (MalformedException e) {
            // A problem without a place is one of the whole document.
            String place = e.problem().origin().equals(Origin.BUILT_IN) ? call.input() + ": " : "";
            log.println("cloud-init: " + place + e.problem().line());
        } catch (IOException | InvalidPathException e) {
            return refused(
                    log,
                    1,
                    "writing the files: " + reason(e),
                    "Name a folder that can be written.");
        }
        return 1;
    }

    private static int refused(PrintStream log, int code, String message, String remedy) {
        log.println("cloud-init: " + message + ". " + remedy);
        return code;
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    static @Nullable NetworkRenderer named(String name) {
        for (NetworkRenderer renderer : Wiring.renderers()) {
            if (renderer.name().equals(name)) {
                return renderer;
            }
        }
        return null;
    }

    /** Nothing is written before all of it is rendered. */
    private void convert(byte[] input, NetworkRenderer renderer) throws IOException {
        HostRoot machine = Machine.at(Path.of(call.globals().root())).root();
        NicInventory stated = call.nics();
        NicInventory nics = stated == null ? NetworkConversion.links(machine) : stated;
        NetworkConfig config = NetworkConversion.read(input, call.input(), call.form(), this);
        // Network data is accounted for under its own paths, so it is translated with its files.
        boolean data = config instanceof NetworkConfig.NetworkData;
        NetworkConfig ready = data ? config : NetworkConversion.translate(config, nics, this);
        if (call.globals().debug() && !data) {
            show(ready, renderer, nics);
        }
        Path folder = Path.of(call.directory());
        Files.createDirectories(folder);
        HostRoot target = Machine.at(folder).root();
        Rendering rendering =
                NetworkConversion.convert(
                        ready,
                        new RenderTarget(
                                renderer,
                                Distros.of(call.distro()),
                                nics,
                                new TargetFiles(target, machine)),
                        this);
        if (call.globals().debug() && data) {
            show(NetworkConversion.translate(config, nics, Silent.ALL), renderer, nics);
        }
        write(rendering, target);
        report(rendering);
    }

    private void show(NetworkConfig config, NetworkRenderer renderer, NicInventory nics) {
        Mapping document =
                switch (config) {
                    case NetworkConfig.V1 v1 -> v1.document();
                    case NetworkConfig.V2 v2 -> v2.document();
                    case NetworkConfig.NetworkData _,
                            NetworkConfig.Eni _,
                            NetworkConfig.Disabled _ ->
                            null;
                };
        if (document != null) {
            log.println(call.form() == NetworkForm.YAML ? "Input YAML" : "Read as version 1");
            log.println(YamlWriter.write(document, YamlStyle.DOCUMENT));
            Mapping state =
                    InternalState.of(NetworkConversion.interpret(config, renderer.name(), nics));
            log.println("Internal State");
            log.println(YamlWriter.write(state, YamlStyle.DOCUMENT));
        }
    }

    /** Takes what will be said again when the files are made. */
    private enum Silent implements Reporter {
        ALL;

        @Override
        public void report(Problem problem) {
            // Said when the files are made.
        }

        @Override
        public void decided(Decision decision) {
            // As above.
        }
    }

    private void write(Rendering rendering, HostRoot target) throws IOException {
        for (RenderedFile file : rendering.files()) {
            // The files are for the one who asked: accounts of the target are not this machine's.
            target.write(new RenderedFile(file.path(), file.content(), file.mode(), null));
        }
        for (String path : rendering.removals()) {
            target.delete(path);
        }
        String folder = call.directory().endsWith("/") ? call.directory() : call.directory() + "/";
        log.println(
                "Read input format '" + call.form().spelling() + "' from '" + call.input() + "'.");
        log.println("Wrote output format '" + call.renderer() + "' to '" + folder + "'");
        log.println();
    }

    private void report(Rendering rendering) throws IOException {
        if (call.globals().debug()) {
            for (Loss loss : rendering.losses()) {
                log.println(
                        "Not in the files of "
                                + rendering.renderer()
                                + ": "
                                + loss.path()
                                + " at "
                                + loss.origin()
                                + ": "
                                + loss.reason());
            }
        }
        String report = call.lossReport();
        if (report != null) {
            Mapping document =
                    Mapping.builder()
                            .put("renderer", rendering.renderer())
                            .put("losses", LossReport.of(problems, rendering.losses()))
                            .build();
            Files.write(
                    Path.of(report),
                    (JsonWriter.write(document) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void report(Problem problem) {
        problems.add(problem);
        log.println("cloud-init: " + problem.line());
    }

    @Override
    public void decided(Decision decision) {
        // Who speaks is no question here: one file does.
    }
}
