package org.cloudinit.core.status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.core.config.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * The status of the boot's stages ({@code status_wrapper}): {@code data/status.json}, and a link to
 * it in the run-time folder. It begins at its usual place, for the configuration is not read yet
 * when the stage starts, and moves to where the configuration wants it. A later stage keeps what
 * the earlier ones said; the last one leaves {@code result.json} too.
 */
public final class StatusFile {
    private static final List<String> STAGES =
            List.of("init", "init-local", "modules-config", "modules-final");

    private final HostRoot root;
    private final Documents documents;
    private final BootStage stage;
    private final Mapping before;
    private final ConfigTree start;
    private final String data;
    private final String run;

    private StatusFile(
            HostRoot root,
            Documents documents,
            BootStage stage,
            ConfigTree start,
            String data,
            String run) {
        this.root = root;
        this.documents = documents;
        this.stage = stage;
        this.start = start;
        this.data = data;
        this.run = run;
        this.before = stage.isFirst() ? Mapping.EMPTY : read(root, documents, data, run);
    }

    private static StatusFile usual(HostRoot root, Documents documents, BootStage stage) {
        return new StatusFile(
                root,
                documents,
                stage,
                Uptime.read(root),
                SystemConfig.CLOUD + "/data",
                SystemConfig.RUN);
    }

    /** Removes what an earlier boot left, if this is the first stage, and says that it started. */
    public static StatusFile begin(HostRoot root, Documents documents, BootStage stage)
            throws IOException {
        StatusFile status = usual(root, documents, stage);
        status.start();
        return status;
    }

    /** The same status where the configuration wants the state to be; none stays behind. */
    public StatusFile movedTo(CloudPaths paths) throws IOException {
        if (stage.status() != null) {
            removeOld();
            for (String folder : List.of(data, run)) {
                if (root.list(folder).isEmpty()) {
                    root.delete(folder);
                }
            }
        }
        var moved = new StatusFile(root, documents, stage, start, paths.data(), paths.run());
        moved.start();
        return moved;
    }

    private void start() throws IOException {
        root.together(
                () -> {
                    if (stage.isFirst()) {
                        removeOld();
                    }
                    if (stage.status() != null) {
                        write(tree(null, List.of(), Map.of(), false));
                        link("status.json");
                    }
                });
    }

    private void link(String name) throws IOException {
        Path target = Path.of(run).relativize(Path.of(data + "/" + name));
        root.link(run + "/" + name, target.toString());
    }

    /** The status where even its first writing failed: the end is written if it can be. */
    public static StatusFile unwritten(HostRoot root, Documents documents, BootStage stage) {
        return usual(root, documents, stage);
    }

    /** What earlier stages of this boot said; a file that cannot be read counts as none. */
    private static Mapping read(HostRoot root, Documents documents, String data, String run) {
        String inMemory = run + "/status.json";
        try {
            // A link says that the disk has it; what the disk did not take is a file itself.
            boolean disk = root.readLink(inMemory) != null || !root.exists(inMemory);
            String path = disk ? data + "/status.json" : inMemory;
            byte[] bytes = root.readIfPresent(path);
            return bytes != null && documents.json(bytes, path) instanceof Mapping all
                    ? all.mapping("v1")
                    : Mapping.EMPTY;
        } catch (IOException | MalformedException _) {
            return Mapping.EMPTY;
        }
    }

    /**
     * Says how the stage ended.
     *
     * @param dataSource the data source's line, or null
     * @param errors what the stage counts as errors
     * @param recoverable what a reader should look at though the stage went on, by level
     */
    public void finish(
            @Nullable String dataSource, List<String> errors, Map<String, List<String>> recoverable)
            throws IOException {
        if (stage.status() == null) {
            return;
        }
        Mapping all = tree(dataSource, errors, recoverable, true);
        write(all);
        if (root.readLink(run + "/status.json") == null) {
            link("status.json");
        }
        if (stage.isLast()) {
            writeResult(all);
        }
    }

    private void removeOld() throws IOException {
        root.delete(run + "/status.json");
        root.delete(run + "/result.json");
        root.delete(data + "/status.json");
        root.delete(data + "/result.json");
    }

    /** What stands under {@code v1}. */
    private Mapping tree(
            @Nullable String dataSource,
            List<String> errors,
            Map<String, List<String>> recoverable,
            boolean finished) {
        var v1 = Mapping.builder();
        ConfigTree known = before.get("datasource");
        ConfigTree source = known == null ? Scalar.nothing() : known;
        v1.put("datasource", dataSource == null ? source : Scalar.text(dataSource));
        for (String name : STAGES) {
            Mapping earlier = before.mapping(name);
            v1.put(
                    name,
                    name.equals(stage.status())
                            ? own(earlier, errors, recoverable, finished)
                            : other(earlier, recoverable));
        }
        String running = Objects.requireNonNullElse(stage.status(), "");
        return v1.put("stage", finished ? Scalar.nothing() : Scalar.text(running)).build();
    }

    private Mapping own(
            Mapping earlier,
            List<String> errors,
            Map<String, List<String>> recoverable,
            boolean finished) {
        var all = new ArrayList<String>(earlier.texts("errors"));
        all.addAll(errors);
        return Mapping.builder()
                .put("errors", Sequence.ofTexts(all))
                .put("finished", finished ? Uptime.read(root) : Scalar.nothing())
                .put(
                        "recoverable_errors",
                        merged(earlier.mapping("recoverable_errors"), recoverable))
                .put("start", start)
                .build();
    }

    /** As the original has it, the first stage's warnings stand under the stages to come too. */
    private Mapping other(Mapping earlier, Map<String, List<String>> recoverable) {
        if (!earlier.isEmpty()) {
            return earlier;
        }
        return Mapping.builder()
                .put("errors", Sequence.EMPTY)
                .put("finished", Scalar.nothing())
                .put(
                        "recoverable_errors",
                        merged(Mapping.EMPTY, stage.isFirst() ? recoverable : Map.of()))
                .put("start", Scalar.nothing())
                .build();
    }

    private static Mapping merged(Mapping earlier, Map<String, List<String>> recoverable) {
        Mapping all = earlier;
        for (Map.Entry<String, List<String>> level : recoverable.entrySet()) {
            all = all.with(level.getKey(), Sequence.ofTexts(level.getValue()));
        }
        return all;
    }

    private void write(Mapping v1) throws IOException {
        write("status.json", v1);
    }

    private void write(String name, Mapping v1) throws IOException {
        String text = documents.toJsonFile(Mapping.builder().put("v1", v1).build());
        try {
            // Lost with the power it is missed by nobody: the first stage of a boot removes it, and
            // who asks comes by the link, which is in memory.
            root.writeForThisBoot(RenderedFile.text(data + "/" + name, text, 0644));
        } catch (IOException failure) {
            // Who asks looks into the run-time folder, which is in memory: there it can be said.
            root.write(RenderedFile.text(run + "/" + name, text, 0644));
            throw failure;
        }
    }

    /** The errors of all stages, in the order of the stages' names. */
    private void writeResult(Mapping v1) throws IOException {
        var errors = new ArrayList<String>();
        for (Map.Entry<Scalar, ConfigTree> entry : v1.entries().entrySet()) {
            if (entry.getValue() instanceof Mapping one) {
                errors.addAll(one.texts("errors"));
            }
        }
        ConfigTree source = Objects.requireNonNull(v1.get("datasource"));
        write(
                "result.json",
                Mapping.builder()
                        .put("datasource", source)
                        .put("errors", Sequence.ofTexts(errors))
                        .build());
        link("result.json");
    }
}
