package org.cloudinit.dist.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.report.Decision;
import org.cloudinit.config.JsonStyle;
import org.cloudinit.config.JsonWriter;
import org.cloudinit.core.identify.FileSystemLabel;
import org.cloudinit.core.identify.Identification;
import org.cloudinit.core.identify.IdentificationFiles;
import org.cloudinit.core.identify.PlatformFacts;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/** {@code detect}: which data sources the machine has ({@code ds-identify}). */
public final class DetectCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init detect [--format text|json] [--write [--force]]

            Decide which data sources the machine has, from its firmware, the labels of its
            drives, the kernel's command line and /etc/cloud; no program is started. The exit code
            is 0 where the stages are to run, 1 where nothing is found, 2 where the administrator
            disabled them.

              --format FORMAT  text (default) or json
              --write          write the decision for this boot, as a systemd generator does:
                               cloud.cfg, .ds-identify.result, ds-identify.log, and enabled or
                               disabled, in /run/cloud-init; an earlier decision of this boot holds
              --force          decide anew all the same
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .value(List.of("text", "json"), "--format")
                .flag("--write")
                .flag("--force");
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        HostRoot root = call.machine().root();
        boolean write = call.options().has("--write");
        if (write && !call.options().has("--force")) {
            Integer earlier = IdentificationFiles.earlier(root);
            if (earlier != null) {
                call.terminal().err().println("cloud-init detect: this boot is decided already.");
                return earlier;
            }
        }
        Map<String, String> environment = call.caller().environment();
        PlatformFacts facts =
                PlatformFacts.read(
                        root, environment, DeviceLabels.of(root, call.globals().configDrive()));
        Identification decision = Identification.of(root, facts, environment);
        if (write) {
            IdentificationFiles.write(decision, root);
        }
        boolean json = call.options().last("--format", "text").equals("json");
        call.terminal().out().print(json ? json(decision) : text(decision));
        return decision.verdict().exitCode();
    }

    private static String word(Identification.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String text(Identification decision) {
        var text = new StringBuilder();
        text.append(word(decision.verdict())).append(": ").append(decision.reason()).append('\n');
        if (!decision.sources().isEmpty()) {
            text.append("datasource_list: [ ");
            text.append(String.join(", ", decision.sources())).append(" ]\n");
        }
        for (Decision.Candidate candidate : decision.candidates()) {
            text.append("  ").append(candidate.name());
            text.repeat(' ', Math.max(1, 14 - candidate.name().length()));
            text.append(candidate.verdict()).append('\n');
        }
        text.append("policy: ").append(decision.policy().text()).append('\n');
        for (String warning : decision.warnings()) {
            text.append("warning: ").append(warning).append('\n');
        }
        return text.toString();
    }

    private static String json(Identification decision) {
        var candidates = new ArrayList<ConfigTree>();
        for (Decision.Candidate candidate : decision.candidates()) {
            candidates.add(
                    Mapping.builder()
                            .put("name", candidate.name())
                            .put("verdict", candidate.verdict())
                            .build());
        }
        var labels = new ArrayList<ConfigTree>();
        for (FileSystemLabel label : decision.facts().fileSystems()) {
            labels.add(
                    Mapping.builder()
                            .put("device", label.device())
                            .put("label", label.label())
                            .build());
        }
        Mapping document =
                Mapping.builder()
                        .put("verdict", word(decision.verdict()))
                        .put("enabled", decision.verdict().exitCode() == 0)
                        .put("reason", decision.reason())
                        .put("datasource_list", Sequence.ofTexts(decision.sources()))
                        .put("candidates", new Sequence(candidates, Origin.BUILT_IN))
                        .put("policy", decision.policy().text())
                        .put("warnings", Sequence.ofTexts(decision.warnings()))
                        .put("virtualization", decision.facts().virtualization())
                        .put("file_systems", new Sequence(labels, Origin.BUILT_IN))
                        .build();
        return JsonWriter.write(document, new JsonStyle(1, false)) + "\n";
    }
}
