package org.cloudinit.core.instance;

import java.io.IOException;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;

/**
 * The configuration as user-data and vendor-data leave it, kept for root in the run-time folder
 * ({@code combined-cloud-config.json}).
 */
public final class CombinedConfig {
    private static final String DOC =
            "Aggregated cloud-config created by merging merged_system_cfg (/etc/cloud/cloud.cfg and"
                    + " /etc/cloud/cloud.cfg.d), metadata, vendordata and userdata. The"
                    + " combined_cloud_config represents the aggregated desired configuration acted"
                    + " upon by cloud-init.";

    /** What the reference calls features: switches that a distributor patches. */
    private static final Mapping FEATURES =
            Mapping.builder()
                    .put("ALLOW_EC2_MIRRORS_ON_NON_AWS_INSTANCE_TYPES", false)
                    .put("APT_DEB822_SOURCE_LIST_FILE", true)
                    .put("DEPRECATION_INFO_BOUNDARY", "devel")
                    .put("ERROR_ON_USER_DATA_FAILURE", true)
                    .put("EXPIRE_APPLIES_TO_HASHED_USERS", true)
                    .put("MANUAL_NETWORK_WAIT", true)
                    .put("NETPLAN_CONFIG_ROOT_READ_ONLY", true)
                    .put("NOCLOUD_SEED_URL_APPEND_FORWARD_SLASH", true)
                    .put("STRIP_INVALID_MTU", false)
                    .build();

    private CombinedConfig() {}

    /** Writes the file, and adds what templates need to the sensitive instance-data. */
    public static void write(CloudPaths paths, Mapping merged, HostRoot root, Documents documents)
            throws IOException {
        Mapping combined = merged.with("_doc", Scalar.text(DOC)).with("features", FEATURES);
        String text = documents.toJsonFile(combined);
        root.write(RenderedFile.text(paths.runFile("combined-cloud-config.json"), text, 0600));
        Mapping additions =
                Mapping.builder()
                        .put("features", FEATURES)
                        .put("system_info", merged.mapping("system_info"))
                        .build();
        InstanceDataFile.addToSensitive(paths, additions, root, documents);
    }
}
