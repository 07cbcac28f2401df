package org.cloudinit.core.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import org.cloudinit.api.spi.TemplateEngine;
import org.cloudinit.config.Merger;
import org.jspecify.annotations.Nullable;

/**
 * All documents of configuration that do not depend on the instance, read once, and the order in
 * which they count ({@code helpers.ConfigMerger}, {@code stages.fetch_base_config}).
 *
 * @param files {@code --file} and the environment's file, the strongest first
 * @param base everything from the kernel's command line down to the built-in, merged
 * @param kernelCommandLine text of the kernel's command line
 * @param templates paths of those files that are templates, which are to be read again once the
 *     instance's data is there
 */
public record ConfigSources(
        List<Mapping> files, Mapping base, String kernelCommandLine, List<String> templates) {
    private static final String MAIN = "/etc/cloud/cloud.cfg";

    public ConfigSources {
        files = List.copyOf(files);
        templates = List.copyOf(templates);
    }

    /**
     * Reads the sources. Those that are damaged are reported and left out. Where they move the
     * run-time folder, they are read again with the one there ({@code Init._read_cfg}).
     *
     * @param configFiles paths of {@code --file}, the strongest first
     * @param environmentFile path that the environment names, or null
     * @param engine renders templates among them
     */
    public static ConfigSources read(
            List<String> configFiles,
            @Nullable String environmentFile,
            HostFiles root,
            Documents documents,
            TemplateEngine engine,
            Reporter reporter) {
        var reader = new ConfigFile(root, documents, reporter);
        var named = new ArrayList<Mapping>();
        for (String path : configFiles) {
            named.add(reader.read(path));
        }
        if (environmentFile != null && !environmentFile.isEmpty()) {
            named.add(reader.read(environmentFile));
        }
        ConfigSources sources = base(named, SystemConfig.RUN, root, documents, engine, reporter);
        String run =
                new SystemConfig(sources.merged(List.of(), Mapping.EMPTY, reporter)).paths().run();
        return run.equals(SystemConfig.RUN)
                ? sources
                : base(named, run, root, documents, engine, reporter);
    }

    /** As above, for one who asks for nothing that a template could say. */
    public static ConfigSources read(
            List<String> configFiles,
            @Nullable String environmentFile,
            HostFiles root,
            Documents documents,
            Reporter reporter) {
        return read(configFiles, environmentFile, root, documents, TemplateEngine.NONE, reporter);
    }

    private static ConfigSources base(
            List<Mapping> named,
            String runFolder,
            HostFiles root,
            Documents documents,
            TemplateEngine engine,
            Reporter reporter) {
        var reader = new ConfigFile(root, documents, reporter);
        var templates = new ConfigTemplates(root, documents, engine, runFolder, reporter);
        var templated = new ArrayList<String>();
        String commandLine = KernelCommandLine.read(root);
        var base = new ArrayList<Mapping>();
        base.add(fromCommandLine(commandLine, reader));
        base.add(reader.read(runFolder + "/cloud.cfg"));
        Mapping main = reader.read(MAIN, templates, templated);
        for (String path : filesOfFolder(main, root, reporter)) {
            base.add(reader.read(path, templates, templated));
        }
        base.add(main);
        base.add(BuiltInConfig.mapping());
        return new ConfigSources(named, merge(base, reporter), commandLine, templated);
    }

    /**
     * The whole configuration.
     *
     * @param instance the instance's cloud-configs, the strongest first
     * @param dataSource what the data source itself brings, or the empty mapping
     * @param reporter takes statements on merging that cannot be understood
     */
    public Mapping merged(List<Mapping> instance, Mapping dataSource, Reporter reporter) {
        if (files.isEmpty() && instance.isEmpty() && dataSource.isEmpty()) {
            return base;
        }
        var all = new ArrayList<Mapping>(files);
        all.addAll(instance);
        all.add(dataSource);
        all.add(base);
        return merge(all, reporter);
    }

    /** The sources of a machine that has none: what is left when everything else failed. */
    public static ConfigSources builtIn() {
        return new ConfigSources(List.of(), BuiltInConfig.mapping(), "", List.of());
    }

    /** Merges; where a document says nonsense on how to, all are merged the usual way. */
    private static Mapping merge(List<Mapping> configs, Reporter reporter) {
        try {
            return Merger.mergeAll(configs);
        } catch (MalformedException malformed) {
            reporter.report(malformed.problem().as(Severity.WARNING));
            var plain = new ArrayList<Mapping>(configs.size());
            for (Mapping config : configs) {
                plain.add(config.without("merge_how").without("merge_type"));
            }
            return Merger.mergeAll(plain);
        }
    }

    private static Mapping fromCommandLine(String commandLine, ConfigFile reader) {
        String text = KernelCommandLine.cloudConfig(commandLine);
        return text.isEmpty()
                ? Mapping.EMPTY
                : reader.parse(text.getBytes(StandardCharsets.UTF_8), "kernel command line");
    }

    /** The files of {@code cloud.cfg.d}, or of the folder that {@code conf_d} names; last first. */
    private static List<String> filesOfFolder(Mapping main, HostFiles root, Reporter reporter) {
        String folder = folder(main, reporter);
        var found = new ArrayList<String>();
        if (folder == null) {
            return found;
        }
        List<String> names;
        try {
            names = root.list(folder);
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "config.unreadable",
                            "reading configuration",
                            Origin.of(folder),
                            "the folder cannot be read: " + failure.getMessage(),
                            "Check the folder's mode and the disk."));
            return found;
        }
        for (String name : names.reversed()) {
            String path = folder + "/" + name;
            if (name.endsWith(".cfg") && !root.isDirectory(path)) {
                found.add(path);
            }
        }
        return found;
    }

    private static @Nullable String folder(Mapping main, Reporter reporter) {
        ConfigTree named = main.get("conf_d");
        if (named == null) {
            return MAIN + ".d";
        }
        if (named instanceof Scalar.Text text) {
            String folder = text.value().strip();
            return folder.isEmpty() ? null : folder;
        }
        if (named.truthy()) {
            reporter.report(
                    Problem.warning(
                            "config.conf-d",
                            "reading configuration",
                            named.origin(),
                            "conf_d names a folder, and this is a " + named.kind(),
                            "Write the folder's path, or leave conf_d out."));
        }
        return null;
    }
}
