package org.cloudinit.core.status;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.jspecify.annotations.Nullable;

/**
 * The status of the boot's stages ({@code status_wrapper}): {@code data/status.json}, and a link to
 * it in the run-time folder. Its place does not follow the configuration, which is not read yet
 * when the stage starts.
 */
public final class StatusFile {
    private static final String DATA = "/var/lib/cloud/data";
    private static final String RUN = "/run/cloud-init";
    private static final String STAGE = "init-local";
    private static final List<String> STAGES =
            List.of("init", STAGE, "modules-config", "modules-final");

    private final HostRoot root;
    private final Documents documents;
    private final ConfigTree start;

    private StatusFile(HostRoot root, Documents documents) {
        this.root = root;
        this.documents = documents;
        this.start = Uptime.read(root);
    }

    /** Removes what an earlier boot left and says that the stage started. */
    public static StatusFile begin(HostRoot root, Documents documents) throws IOException {
        var status = new StatusFile(root, documents);
        status.removeOld();
        status.write(null, List.of(), List.of(), false);
        root.link(RUN + "/status.json", "../../var/lib/cloud/data/status.json");
        return status;
    }

    /** The status where even its first writing failed: the end is written if it can be. */
    public static StatusFile unwritten(HostRoot root, Documents documents) {
        return new StatusFile(root, documents);
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
        if (root.readLink(RUN + "/status.json") == null) {
            root.link(RUN + "/status.json", "../../var/lib/cloud/data/status.json");
        }
    }

    private void removeOld() throws IOException {
        root.delete(RUN + "/status.json");
        root.delete(RUN + "/result.json");
        root.delete(DATA + "/status.json");
        root.delete(DATA + "/result.json");
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
        root.write(RenderedFile.text(DATA + "/status.json", text + "\n", 0644));
    }
}
