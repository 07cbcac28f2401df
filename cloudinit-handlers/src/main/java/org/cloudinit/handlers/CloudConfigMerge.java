package org.cloudinit.handlers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.PythonString;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.Part;
import org.cloudinit.api.spi.PartHandler;
import org.cloudinit.config.JsonPatch;
import org.cloudinit.config.MergeRules;
import org.cloudinit.config.MergedConfig;
import org.jspecify.annotations.Nullable;

/** One walk over the cloud-config parts of an origin. */
final class CloudConfigMerge implements PartHandler.Session {
    private static final String JSON_PATCH_PREFIX = "#cloud-config-jsonp";

    private final HandlerContext context;
    private final List<String> merged = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private @Nullable MergedConfig config;

    CloudConfigMerge(HandlerContext context) {
        this.context = context;
    }

    @Override
    public void handle(Part part) {
        if (config == null || merged.isEmpty()) {
            config = new MergedConfig();
        }
        String name = oneLine(part.filename());
        try {
            if (part.contentType().equals(CloudConfigHandler.JSON_PATCH)) {
                config.replace(patched(part, config.tree()));
            } else {
                merge(part, config);
            }
            merged.add(name);
        } catch (MalformedException e) {
            // As the original: one part that is left out is no failure of the boot.
            context.reporter().report(e.problem().as(Severity.WARNING));
            if (isNamedInFile(e.problem())) {
                refused.add(name);
            }
        }
    }

    @Override
    public void end() throws IOException {
        String file =
                switch (context.origin()) {
                    case "user-data" -> "cloud-config.txt";
                    case "vendor-data" -> "vendor-cloud-config.txt";
                    default -> "vendor2-cloud-config.txt";
                };
        context.root().write(RenderedFile.text(context.paths().instanceFile(file), text(), 0600));
    }

    private void merge(Part part, MergedConfig base) {
        ConfigTree tree = context.documents().yaml(part.content().reveal(), source(part));
        if (!(tree instanceof Mapping mapping)) {
            throw new MalformedException(
                    "cloud-config.no-mapping",
                    "reading a cloud-config part",
                    tree.origin(),
                    tree instanceof Scalar.Null
                            ? "it is empty"
                            : "a mapping was expected, a " + tree.kind() + " was found",
                    "A cloud-config holds lines such as 'key: value'.");
        }
        MergeRules.Extracted extracted = MergeRules.extract(mapping);
        MergeRules rules = extracted.rules().plus(headerRules(part)).orElse(MergeRules.REPLACING);
        base.merge(extracted.config(), rules);
    }

    /**
     * Rules from {@code Merge-Type} or {@code X-Merge-Type}, spelt exactly so, as the original
     * asks.
     */
    private MergeRules headerRules(Part part) {
        String stated = part.headers().get("Merge-Type");
        if (stated == null || stated.isEmpty()) {
            stated = part.headers().get("X-Merge-Type");
        }
        if (stated == null && part.header("Merge-Type") != null) {
            context.reporter()
                    .report(
                            Problem.warning(
                                    "cloud-config.header-case",
                                    "reading a cloud-config part",
                                    Origin.of(source(part)),
                                    "the header that says how to merge is not heeded",
                                    "Spell it Merge-Type, with these capitals."));
        }
        return stated == null ? MergeRules.NONE : MergeRules.parse(stated, Origin.of(source(part)));
    }

    private ConfigTree patched(Part part, ConfigTree base) {
        byte[] content = part.content().reveal();
        int start = blank(part.content().revealText());
        byte[] prefix = JSON_PATCH_PREFIX.getBytes(StandardCharsets.US_ASCII);
        int end = start + prefix.length;
        boolean marked =
                end <= content.length
                        && Arrays.equals(content, start, end, prefix, 0, prefix.length);
        if (marked) {
            // Blanked, so that the positions in messages stay right.
            Arrays.fill(content, 0, end, (byte) ' ');
        }
        return JsonPatch.apply(context.documents().json(content, source(part)), base);
    }

    /** Bytes of white space, and of a byte order mark, before the text. */
    private static int blank(String text) {
        int end = 0;
        while (end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isBlank(char c) {
        return c == '\uFEFF' || PythonString.isSpace(c);
    }

    /**
     * Whether the original's file names the part as one that it left out: those whose text, or text
     * of merge rules, cannot be read, in difference to those that cannot be merged.
     */
    private static boolean isNamedInFile(Problem problem) {
        return problem.code().equals("merge.syntax")
                || !(problem.code().startsWith("merge.") || problem.code().startsWith("jsonp."));
    }

    private String text() {
        if (config == null) {
            return "";
        }
        var text = new StringBuilder("#cloud-config\n\n");
        if (!merged.isEmpty()) {
            text.append("# from ").append(merged.size()).append(" files\n");
            for (String name : merged) {
                text.append("# ").append(name.isEmpty() ? "?" : name).append('\n');
            }
            text.append('\n');
        }
        for (String name : refused) {
            text.append("# Cloud-config part ignored SCHEMA_ERROR: ").append(name).append('\n');
        }
        ConfigTree tree = config.tree();
        boolean flow = tree instanceof Mapping mapping && mapping.isEmpty();
        return text.append(flow ? "--- " : "---\n")
                .append(context.documents().toYaml(tree))
                .append("...\n")
                .toString();
    }

    private String source(Part part) {
        return context.origin() + "/" + part.filename();
    }

    private static String oneLine(String name) {
        return name.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ').strip();
    }
}
