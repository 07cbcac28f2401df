package org.cloudinit.core.config;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Severity;
import org.cloudinit.api.spi.Template;
import org.jspecify.annotations.Nullable;

/**
 * Reads single documents of configuration. A damaged one is reported and counts as empty: the rest
 * of the configuration still holds ({@code util.read_conf}, {@code util.load_yaml}).
 */
final class ConfigFile {
    private static final String ACT = "reading configuration";

    private final HostFiles files;
    private final Documents documents;
    private final Reporter reporter;

    ConfigFile(HostFiles files, Documents documents, Reporter reporter) {
        this.files = files;
        this.documents = documents;
        this.reporter = reporter;
    }

    /** The mapping in a file; empty where there is no file or nothing usable in it. */
    Mapping read(String path) {
        byte[] bytes = bytes(path);
        return bytes == null ? Mapping.EMPTY : parse(bytes, path);
    }

    /**
     * The mapping in a file that may be a template.
     *
     * @param templated takes the paths of those that are
     */
    Mapping read(String path, ConfigTemplates templates, List<String> templated) {
        byte[] bytes = bytes(path);
        if (bytes == null) {
            return Mapping.EMPTY;
        }
        Template template = templates.template(bytes, path);
        if (template == null) {
            return parse(bytes, path);
        }
        templated.add(path);
        byte[] rendered = templates.render(template);
        return parse(rendered == null ? bytes : rendered, path);
    }

    private byte @Nullable [] bytes(String path) {
        try {
            return files.readIfPresent(path);
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "config.unreadable",
                            ACT,
                            Origin.of(path),
                            "the file cannot be read: " + failure.getMessage(),
                            "Check the file's mode and the disk; the rest of the configuration"
                                    + " counts."));
            return null;
        }
    }

    /** The mapping in a text; empty where there is nothing usable in it. */
    Mapping parse(byte[] bytes, String source) {
        try {
            return mapping(documents.yaml(bytes, source));
        } catch (MalformedException malformed) {
            reporter.report(malformed.problem().as(Severity.WARNING));
            return Mapping.EMPTY;
        }
    }

    private Mapping mapping(ConfigTree tree) {
        return switch (tree) {
            case Mapping mapping -> mapping;
            case Scalar.Null _ -> Mapping.EMPTY;
            case ConfigTree other -> {
                reporter.report(
                        Problem.warning(
                                "config.no-mapping",
                                ACT,
                                other.origin(),
                                "a mapping is wanted, and this is a " + other.kind(),
                                "Write keys and values at the top level."));
                yield Mapping.EMPTY;
            }
        };
    }
}
