package org.cloudinit.core.instance;

import java.io.IOException;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.InstanceData;

/** The one word for the cloud that {@code cloud-id} prints ({@code canonical_cloud_id}). */
public final class CloudId {
    private static final String UNKNOWN = "unknown";

    private CloudId() {}

    static String of(InstanceData data) {
        String region = data.metadata().text("region", UNKNOWN);
        return canonical(data.platform().cloudName(), region, data.platform().platform());
    }

    /**
     * The word.
     *
     * @param cloud name of the cloud, may be {@code unknown} or empty
     * @param region its region, likewise
     * @param platform what counts where the cloud has no name
     */
    public static String canonical(String cloud, String region, String platform) {
        if (region.startsWith("cn-") && cloud.equals("aws")) {
            return "aws-china";
        }
        if (region.startsWith("us-gov-") && cloud.equals("aws")) {
            return "aws-gov";
        }
        if (region.startsWith("china") && cloud.equals("azure")) {
            return "azure-china";
        }
        return cloud.isEmpty() || cloud.equals(UNKNOWN) ? platform : cloud;
    }

    /** Writes {@code cloud-id-ID}, points {@code cloud-id} to it and removes another one's file. */
    static void write(CloudPaths paths, String id, HostRoot root) throws IOException {
        String link = paths.runFile("cloud-id");
        // A name of a cloud never leaves the folder.
        String target = link + "-" + id.replace('/', '_');
        String before = root.readLink(link);
        root.write(RenderedFile.text(target, id + "\n", 0644));
        if (target.equals(before)) {
            return;
        }
        root.link(link, target);
        if (before != null && before.startsWith(link + "-")) {
            root.delete(before);
        }
    }
}
