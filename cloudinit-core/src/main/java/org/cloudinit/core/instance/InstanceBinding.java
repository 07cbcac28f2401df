package org.cloudinit.core.instance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sub-stage 6: the state points to this instance ({@code Init._reflect_cur_instance}). */
public final class InstanceBinding {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceBinding.class);
    private static final String NO_PREVIOUS = "NO_PREVIOUS_INSTANCE_ID";

    private final CloudPaths paths;
    private final HostRoot root;
    private final Documents documents;

    private InstanceBinding(CloudPaths paths, HostRoot root, Documents documents) {
        this.paths = paths;
        this.root = root;
        this.documents = documents;
    }

    /**
     * Binds the instance. Failure to write is reported; whether the instance is new is decided by
     * what could be read.
     *
     * @param paths the instance's paths
     * @param config the configuration without {@code system_info}
     * @return whether the instance is another one than this disk knew
     */
    public static boolean bind(
            CloudPaths paths,
            InstanceData data,
            Mapping config,
            HostRoot root,
            Documents documents,
            Reporter reporter) {
        var binding = new InstanceBinding(paths, root, documents);
        String previous = previous(paths, root);
        boolean isNew = !previous.equals(data.id().value());
        LOG.debug("The instance before this one is {}", previous);
        try {
            root.together(
                    () -> {
                        CloudId.write(paths, CloudId.of(data), root);
                        InstanceDataFile.write(paths, data, config, root, documents);
                        binding.connect(data);
                        binding.remember(data, config);
                    });
        } catch (IOException failure) {
            reporter.report(unwritable(paths, failure));
        }
        LOG.debug("The stage works on instance {}, new={}", data.id(), isNew ? "True" : "False");
        return isNew;
    }

    /**
     * The disk knows the instance from now on. Comes after the network, where the reference does it
     * before: a boot that loses its power in between finds a new instance again, and does all of it
     * anew.
     */
    public static void settle(
            CloudPaths paths,
            InstanceData data,
            HostRoot root,
            Documents documents,
            Reporter reporter) {
        var binding = new InstanceBinding(paths, root, documents);
        try {
            root.together(
                    () -> {
                        String previous = previous(paths, root);
                        binding.tell(paths.data() + "/previous-instance-id", previous);
                        String id = data.id().value() + "\n";
                        root.write(RenderedFile.text(paths.data() + "/instance-id", id, 0644));
                    });
        } catch (IOException failure) {
            reporter.report(unwritable(paths, failure));
        }
    }

    /** Writes again what depends on the data, which the source was asked for anew. */
    public static void update(
            CloudPaths paths,
            InstanceData data,
            Mapping config,
            HostRoot root,
            Documents documents,
            Reporter reporter) {
        try {
            InstanceDataFile.write(paths, data, config, root, documents);
            InstanceCache.store(paths.instanceFolder(), data, root, documents);
        } catch (IOException failure) {
            reporter.report(unwritable(paths, failure));
        }
    }

    private void connect(InstanceData data) throws IOException {
        String folder = paths.instanceFolder();
        for (String name : List.of("handlers", "scripts", "sem")) {
            root.createDirectory(folder + "/" + name, 0755);
        }
        FileFacts there = root.facts(paths.instanceLink());
        if (there != null && there.kind() == FileFacts.Kind.DIRECTORY) {
            root.delete(paths.instanceLink());
        }
        if (!folder.equals(root.readLink(paths.instanceLink()))) {
            root.link(paths.instanceLink(), folder);
        }
        String source = "DataSource" + data.dataSource() + ": " + data.description();
        String before = read(root, folder + "/datasource", "");
        tell(folder + "/datasource", source);
        tell(paths.data() + "/previous-datasource", before.isEmpty() ? source : before);
        tell(paths.runFile(".instance-id"), data.id().value());
    }

    /**
     * Marks the record as one to be believed, where the configuration wants that: as it is known
     * now, and again when user-data and vendor-data have had their say.
     */
    public static void mark(CloudPaths paths, Mapping config, HostRoot root) throws IOException {
        String mark = paths.instanceFile("manual-clean");
        if (config.flag("manual_cache_clean", false) && !root.exists(mark)) {
            root.write(RenderedFile.text(mark, "", 0644));
        }
    }

    /** The record for the next boot, and the mark that it is to be believed. */
    private void remember(InstanceData data, Mapping config) throws IOException {
        mark(paths, config, root);
        InstanceCache.store(paths.instanceFolder(), data, root, documents);
    }

    private static Problem unwritable(CloudPaths paths, IOException failure) {
        return Problem.error(
                "instance.unwritable",
                "binding the instance",
                Origin.of(paths.instanceFolder()),
                String.valueOf(failure.getMessage()),
                "Check that the disk is mounted read-write and has room; the next boot binds the"
                        + " instance again.");
    }

    /**
     * For people and their scripts: no boot decides by it, each one writes it anew, and one that a
     * power loss emptied counts as none.
     */
    private void tell(String path, String line) throws IOException {
        root.writeForThisBoot(RenderedFile.text(path, line + "\n", 0644));
    }

    private static String previous(CloudPaths paths, HostRoot root) {
        return read(root, paths.data() + "/instance-id", NO_PREVIOUS);
    }

    private static String read(HostRoot root, String path, String otherwise) {
        try {
            byte[] bytes = root.readIfPresent(path);
            String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
            // An empty file is what a power loss leaves: as good as none.
            return text.isEmpty() ? otherwise : text;
        } catch (IOException _) {
            return otherwise;
        }
    }
}
