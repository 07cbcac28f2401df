package org.cloudinit.core.instance;

import java.io.IOException;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The record that the data source gave, kept in the instance's folder so that a later boot can do
 * without the drive. A versioned JSON document, in the place that the reference's pickle has; only
 * root can read it. One that is empty, cut, damaged or of another version counts as absent.
 */
public final class InstanceCache {
    /** Name of the file in the instance's folder. */
    public static final String FILE = "obj.json";

    /** Larger user-data has a file of its own beside the record. */
    static final int INLINE = 1 << 20;

    private InstanceCache() {}

    /** The record in an instance's folder, or null where there is none that can be used. */
    public static @Nullable InstanceData load(
            String folder, HostRoot root, Documents documents, Reporter reporter) {
        String path = folder + "/" + FILE;
        try {
            byte[] bytes = root.readIfPresent(path);
            if (bytes == null) {
                return null;
            }
            if (documents.json(bytes, path) instanceof Mapping record) {
                return CacheRecord.decode(record, BulkFile.read(folder, record, root));
            }
            throw new IllegalArgumentException("it is no record");
        } catch (IOException | RuntimeException damaged) {
            // Whatever a damaged record makes a reader throw, the answer is the same: look again.
            reporter.report(
                    Problem.warning(
                            "cache.unusable",
                            "reading the cached instance",
                            Origin.of(path),
                            "the record cannot be used: " + damaged.getMessage(),
                            "None needed: the data source is looked for again."));
            return null;
        }
    }

    /** Writes the record. */
    public static void store(String folder, InstanceData data, HostRoot root, Documents documents)
            throws IOException {
        Secret userData = data.userData();
        Mapping bulk =
                userData == null || userData.size() <= INLINE
                        ? Mapping.EMPTY
                        : BulkFile.write(folder, userData, root);
        String text = documents.toJsonFile(CacheRecord.encode(data, bulk));
        root.write(RenderedFile.text(folder + "/" + FILE, text, 0400));
    }
}
