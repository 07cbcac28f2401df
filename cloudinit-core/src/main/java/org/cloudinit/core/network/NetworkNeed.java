package org.cloudinit.core.network;

import java.nio.charset.StandardCharsets;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Whether the network stage has to wait for the network: user-data or vendor-data may want it
 * ({@code _should_wait_on_network}). Where in doubt it waits.
 *
 * @param needed whether it has to wait
 * @param reason why, or why not
 */
public record NetworkNeed(boolean needed, String reason) {
    private static final String CLOUD_CONFIG = "#cloud-config";
    private static final String LONGEST_MARK = CLOUD_CONFIG + "-archive";

    /** Looks at all data that the instance was given. */
    public static NetworkNeed of(InstanceData data, Documents documents) {
        NetworkNeed user = of(data.userData(), documents);
        if (user.needed) {
            return new NetworkNeed(true, user.reason + " in user data");
        }
        NetworkNeed vendor = ofVendor(data.vendorData(), documents);
        if (vendor.needed) {
            return new NetworkNeed(true, vendor.reason + " in vendor data");
        }
        NetworkNeed vendor2 = ofVendor(data.vendorData2(), documents);
        if (vendor2.needed) {
            return new NetworkNeed(true, vendor2.reason + " in vendor data2");
        }
        return new NetworkNeed(
                false,
                "user data: "
                        + user.reason
                        + ", vendor data: "
                        + vendor.reason
                        + ", vendor data2: "
                        + vendor2.reason);
    }

    private static NetworkNeed ofVendor(@Nullable ConfigTree data, Documents documents) {
        return switch (data) {
            case Scalar.Text text -> of(Secret.of(text.value()), documents);
            case Scalar.Binary bytes -> of(Secret.of(bytes.value()), documents);
            case Sequence list when !list.isEmpty() -> new NetworkNeed(true, "several parts");
            case null, default -> new NetworkNeed(false, "no configuration found");
        };
    }

    private static NetworkNeed of(@Nullable Secret data, Documents documents) {
        if (data == null || data.size() == 0) {
            return new NetworkNeed(false, "no configuration found");
        }
        byte[] bytes = data.reveal();
        if (!isCloudConfig(bytes)) {
            return new NetworkNeed(true, "non-cloud-config user data found");
        }
        try {
            return documents.yaml(bytes, "user data") instanceof Mapping config
                    ? of(config)
                    : new NetworkNeed(true, "parsed config not in cloud-config format");
        } catch (MalformedException _) {
            // It is reported where it is consumed.
            return new NetworkNeed(true, "failed to parse user data as yaml");
        }
    }

    private static boolean isCloudConfig(byte[] bytes) {
        int start = 0;
        while (start < bytes.length
                && (bytes[start] == ' ' || (bytes[start] >= 9 && bytes[start] <= 13))) {
            start++;
        }
        int length = Math.min(bytes.length - start, LONGEST_MARK.length());
        String head = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        return startsWith(head, CLOUD_CONFIG)
                && !startsWith(head, LONGEST_MARK)
                && !startsWith(head, CLOUD_CONFIG + "-jsonp");
    }

    private static boolean startsWith(String head, String mark) {
        return head.regionMatches(true, 0, mark, 0, mark.length());
    }

    private static NetworkNeed of(Mapping config) {
        if (config.get("write_files") instanceof Sequence files && fetches(files)) {
            return new NetworkNeed(true, "write_files with source uri found");
        }
        if (isTruthy(config.get("bootcmd"))) {
            return new NetworkNeed(true, "bootcmd found");
        }
        if (isTruthy(config.find("random_seed", "command"))) {
            return new NetworkNeed(true, "random_seed command found");
        }
        if (isTruthy(config.get("mounts"))) {
            return new NetworkNeed(true, "mounts found");
        }
        return new NetworkNeed(false, "cloud-config does not contain network requiring elements");
    }

    private static boolean fetches(Sequence files) {
        for (ConfigTree file : files) {
            if (file instanceof Mapping mapping
                    && mapping.find("source", "uri") instanceof Scalar.Text uri
                    && !uri.value().isEmpty()
                    && !uri.value().startsWith("/")
                    && !uri.value().startsWith("file:")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTruthy(@Nullable ConfigTree value) {
        return value != null && value.truthy();
    }
}
