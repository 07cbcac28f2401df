package org.cloudinit.net.netplan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.network.Loss;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.RendererInput;
import org.cloudinit.api.network.Rendering;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.spi.NetworkRenderer;
import org.cloudinit.api.spi.RenderContext;
import org.cloudinit.config.YamlReader;
import org.cloudinit.config.YamlStyle;
import org.cloudinit.config.YamlWriter;
import org.cloudinit.net.render.LegacyEth0;
import org.cloudinit.net.render.LossLedger;
import org.cloudinit.net.render.Paths;
import org.cloudinit.net.service.NetworkServices;

/** Writes netplan's file, or hands a document of netplan's own language on. */
public final class NetplanRenderer implements NetworkRenderer {
    /** Name in {@code system_info.network.renderers}. */
    public static final String NAME = "netplan";

    private static final String PATH = "/etc/netplan/50-cloud-init.yaml";

    private static final String LIBEXEC = "/usr/libexec/netplan/";

    /** Needs nothing: a renderer has no state. */
    public NetplanRenderer() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean available(HostFiles files) {
        return NetworkServices.netplan(files);
    }

    @Override
    public Rendering render(RendererInput input, RenderContext context) {
        String path = Paths.absolute(context.options().text("netplan_path", PATH));
        var losses = new ArrayList<Loss>();
        String body =
                switch (input) {
                    case RendererInput.Verbatim(var config) ->
                            YamlWriter.write(
                                    Mapping.builder().put("network", config.document()).build(),
                                    YamlStyle.BARE);
                    case RendererInput.Interpreted(var state) -> {
                        var ledger = new LossLedger(NAME, state);
                        String text = new Sections(state, ledger, ipv6Mtu(context)).write();
                        losses.addAll(ledger.losses());
                        yield text;
                    }
                };
        String text = header(context) + body;
        var file = RenderedFile.text(path, text, mode(context.files(), path));
        var removals = new ArrayList<>(new SnapdDefault(context.files()).removals());
        removals.addAll(LegacyEth0.removals(context));
        return new Rendering(NAME, List.of(file), removals, losses, commands(context, file));
    }

    /** The header of the distribution; the file begins with an empty line where there is none. */
    private static String header(RenderContext context) {
        String header = context.options().text("netplan_header", "");
        return header.endsWith("\n") ? header : header + "\n";
    }

    /**
     * Whether netplan has {@code ipv6-mtu}: every release since 0.99 has, but an option may say no.
     */
    private static boolean ipv6Mtu(RenderContext context) {
        return !context.options().has("features")
                || context.options().texts("features").contains("ipv6-mtu");
    }

    /** 0600, since passwords may be in it; a stricter mode that the file has already is kept. */
    private static int mode(HostFiles files, String path) {
        try {
            FileFacts facts = files.facts(path);
            return facts != null && (facts.mode() & 0600) == facts.mode() ? facts.mode() : 0600;
        } catch (IOException _) {
            // Unreadable is as good as absent: the file is written anew with the safe mode.
            return 0600;
        }
    }

    private static List<List<String>> commands(RenderContext context, RenderedFile file) {
        if (!context.options().flag("postcmds", false)) {
            return List.of();
        }
        var commands = new ArrayList<List<String>>();
        if (changed(context.files(), file)) {
            commands.add(generate(context.files()));
        }
        if (!predictableNamesOff(context.files())) {
            var mentioned = new MentionedLinks(file.text());
            for (Nic nic : context.nics().nics()) {
                if (mentioned.has(nic)) {
                    commands.add(
                            List.of(
                                    "udevadm",
                                    "test-builtin",
                                    "net_setup_link",
                                    "/sys/class/net/" + nic.name()));
                }
            }
        }
        return commands;
    }

    /**
     * What {@code netplan generate} does. Up to netplan 1.1 that command is an interpreted program
     * that only starts the generator beside it, which takes a fiftieth of its time; since 1.2 the
     * work is in another program, known by its name, and the command itself is used.
     */
    private static List<String> generate(HostFiles files) {
        if (files.isExecutable(LIBEXEC + "generate")
                && !files.isExecutable(LIBEXEC + "configure")) {
            return List.of(LIBEXEC + "generate");
        }
        return List.of("netplan", "generate");
    }

    /** Whether the file says something else than before; comments do not count. */
    private static boolean changed(HostFiles files, RenderedFile file) {
        try {
            byte[] before = files.readIfPresent(file.path());
            if (before == null) {
                return true;
            }
            if (Arrays.equals(before, file.content())) {
                return false;
            }
            ConfigTree old = YamlReader.read(before, file.path());
            return !old.equals(YamlReader.read(file.content(), file.path()));
        } catch (IOException | MalformedException _) {
            // What cannot be read has to be replaced, so it counts as changed.
            return true;
        }
    }

    private static boolean predictableNamesOff(HostFiles files) {
        try {
            byte[] cmdline = files.readIfPresent("/proc/cmdline");
            return cmdline != null
                    && new String(cmdline, StandardCharsets.UTF_8).contains("net.ifnames=0");
        } catch (IOException _) {
            return false;
        }
    }
}
