package org.cloudinit.core.status;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.core.config.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * The status of the boot's stages ({@code status_wrapper}): {@code data/status.json}, and a link to
 * it in the run-time folder. It begins at its usual place, for the configuration is not read yet
 * when the stage starts, and moves to where the configuration wants it.
 */
public final class StatusFile {
    private static final String STAGE = "init-local";
    private static final List<String> STAGES =
            List.of("init", STAGE, "modules-config", "modules-final");

    private final HostRoot root;
    private final Documents documents;
    private final ConfigTree start;
    private final String data;
    private final String run;

    private StatusFile(
            HostRoot root, Documents documents, ConfigTree start, String data, String run) {
        this.root = root;
        this.documents = documents;
        this.start = start;
        this.data = data;
        this.run = run;
    }

    private static StatusFile usual(HostRoot root, Documents documents) {
        return new StatusFile(
                root, documents, Uptime.read(root), SystemConfig.CLOUD + "/data", SystemConfig.RUN);
    }

    /** Removes what an earlier boot left and says that the stage started. */
    public static StatusFile begin(HostRoot root, Documents documents) throws IOException {
        var status = usual(root, documents);
        status.start();
        return status;
    }

    /** The same status where the configuration wants the state to be; none stays behind. */
    public StatusFile movedTo(CloudPaths paths) throws IOException {
        removeOld();
        var moved = new StatusFile(root, documents, start, paths.data(), paths.run());
        moved.start();
        return moved;
    }

    private void start() throws IOException {
        removeOld();
        write(null, List.of(), List.of(), false);
        link();
    }

    private void link() throws IOException {
        Path target = Path.of(run).relativize(Path.of(data + "/status.json"));
        root.link(run + "/status.json", target.toString());
    }

    /** The status where even its first writing failed: the end is written if it can be. */
    public static StatusFile unwritten(HostRoot root, Documents documents) {
        return usual(root, documents);
    }

    /**
     * Says how the stage ended.
     *
     * @param dataSource the data source's line, or null
     * @param errors what the stage counts as errors
     * @param warnings what a reader should look at though the stage went on
     */
    public void finish(@Nullable String dataSource, List<String> errors, List<String> warnings)
            throws IOException {
        write(dataSource, errors, warnings, true);
        if (root.readLink(run + "/status.json") == null) {
            link();
        }
    }

    private void removeOld() throws IOException {
        root.delete(run + "/status.json");
        root.delete(run + "/result.json");
        root.delete(data + "/status.json");
        root.delete(data + "/result.json");
    }

    private void write(
            @Nullable String dataSource,
            List<String> errors,
            List<String> warnings,
            boolean finished)
            throws IOException {
        ConfigTree recoverable =
                warnings.isEmpty()
                        ? Mapping.EMPTY
                        : Mapping.builder().put("WARNING", Sequence.ofTexts(warnings)).build();
        var v1 = Mapping.builder();
        v1.put("datasource", dataSource == null ? Scalar.nothing() : Scalar.text(dataSource));
        for (String stage : STAGES) {
            boolean own = stage.equals(STAGE);
            // As the original has it, the warnings stand under the stages to come too.
            v1.put(
                    stage,
                    Mapping.builder()
                            .put("errors", own ? Sequence.ofTexts(errors) : Sequence.EMPTY)
                            .put("finished", own && finished ? Uptime.read(root) : Scalar.nothing())
                            .put("recoverable_errors", recoverable)
                            .put("start", own ? start : Scalar.nothing())
                            .build());
        }
        v1.put("stage", finished ? Scalar.nothing() : Scalar.text(STAGE));
        String text = documents.toJson(Mapping.builder().put("v1", v1.build()).build());
        root.write(RenderedFile.text(data + "/status.json", text + "\n", 0644));
    }
}
