package org.cloudinit.core.consume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.api.spi.Part;
import org.cloudinit.core.userdata.DataOrigin;
import org.cloudinit.core.userdata.DataWalk;
import org.cloudinit.core.userdata.DataWalk.Expansion;

/**
 * Keeps user-data and vendor-data in the instance's folder, as given and expanded, for root alone
 * ({@code Init.update}).
 */
public final class DataStore {
    private final CloudPaths paths;
    private final HostRoot root;
    private final Documents documents;
    private final Reporter reporter;

    public DataStore(CloudPaths paths, HostRoot root, Documents documents, Reporter reporter) {
        this.paths = paths;
        this.root = root;
        this.documents = documents;
        this.reporter = reporter;
    }

    /** Expands and keeps the data; that it cannot be written hinders nobody from consuming it. */
    public StoredData store(InstanceData data, DataWalk walk) {
        var parts = new ArrayList<List<Part>>();
        try {
            // Addresses that are included are kept too: their folder is synced once.
            root.together(
                    () -> {
                        for (DataOrigin origin : DataOrigin.values()) {
                            parts.add(expandAndKeep(data, origin, walk));
                        }
                    });
        } catch (IOException failure) {
            report(paths.instanceFolder(), failure);
        }
        return new StoredData(parts.get(0), parts.get(1), parts.get(2));
    }

    /** As in the reference, no data is one empty part. */
    private List<Part> expandAndKeep(InstanceData data, DataOrigin origin, DataWalk walk) {
        List<Secret> blobs = RawData.blobs(data, origin, item -> refuse(item, origin));
        Expansion expanded =
                walk.expand(origin, blobs.isEmpty() ? List.of(Secret.of("")) : blobs, reporter);
        write(origin.rawFile(), RawData.stored(data, origin, documents));
        write(origin.expandedFile(), expanded.text());
        return expanded.parts();
    }

    /**
     * Does not wait for the disk, which takes its time for twice 64 MiB. Each boot that finds the
     * instance writes these files anew before it consumes them, from the drive or the cached
     * record; one that finds none takes away the link by which people come to them.
     */
    private void write(String name, Secret content) {
        String path = paths.instanceFile(name);
        try {
            root.writeForThisBoot(path, content, 0600);
        } catch (IOException failure) {
            report(path, failure);
        }
    }

    private void refuse(ConfigTree item, DataOrigin origin) {
        reporter.report(
                Problem.warning(
                        "vendor-data.item",
                        "reading " + origin.spelling(),
                        item.origin(),
                        "a text is wanted, and this is a " + item.kind(),
                        "The other items of the list are used."));
    }

    private void report(String path, IOException failure) {
        reporter.report(
                Problem.error(
                        "instance.unwritable",
                        "keeping the instance's data",
                        Origin.of(path),
                        String.valueOf(failure.getMessage()),
                        "Check that the disk is mounted read-write and has room."));
    }
}
