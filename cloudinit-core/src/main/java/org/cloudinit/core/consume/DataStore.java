package org.cloudinit.core.consume;

import java.io.IOException;
import java.util.List;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.report.Secret;
import org.cloudinit.core.userdata.DataOrigin;
import org.cloudinit.core.userdata.DataWalk;
import org.cloudinit.core.userdata.DataWalk.Message;

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
        var stored =
                new StoredData(
                        expand(data, DataOrigin.USER_DATA, walk),
                        expand(data, DataOrigin.VENDOR_DATA, walk),
                        expand(data, DataOrigin.VENDOR_DATA2, walk));
        try {
            root.together(
                    () -> {
                        keep(data, DataOrigin.USER_DATA, stored.user());
                        keep(data, DataOrigin.VENDOR_DATA, stored.vendor());
                        keep(data, DataOrigin.VENDOR_DATA2, stored.vendor2());
                    });
        } catch (IOException failure) {
            report(paths.instanceFolder(), failure);
        }
        return stored;
    }

    /** As in the reference, no data is one empty part. */
    private Message expand(InstanceData data, DataOrigin origin, DataWalk walk) {
        List<Secret> blobs = RawData.blobs(data, origin);
        return walk.expand(origin, blobs.isEmpty() ? List.of(Secret.of("")) : blobs, reporter);
    }

    private void keep(InstanceData data, DataOrigin origin, Message message) {
        write(origin.rawFile(), RawData.stored(data, origin, documents));
        write(origin.expandedFile(), message.text().reveal());
    }

    private void write(String name, byte[] bytes) {
        String path = paths.instanceFile(name);
        try {
            root.write(new RenderedFile(path, bytes, 0600, null));
        } catch (IOException failure) {
            report(path, failure);
        }
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
