package org.cloudinit.core.identify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/** Whether a data source is there, and what says so ({@code dscheck_…}). */
final class SourceChecks {
    private static final String CLOUD = "/var/lib/cloud";
    private static final String WRITABLE = "/writable/system-data";

    private final HostFiles files;
    private final PlatformFacts facts;
    private final LineConfig config;
    private final List<String> names;

    /**
     * Prepares to look.
     *
     * @param names the data sources that are asked for
     */
    SourceChecks(HostFiles files, PlatformFacts facts, LineConfig config, List<String> names) {
        this.files = files;
        this.facts = facts;
        this.config = config;
        this.names = names;
    }

    /** The sources that this program can look for. */
    static boolean isKnown(String name) {
        return name.equals("ConfigDrive") || name.equals("NoCloud") || name.equals("None");
    }

    /** What says that a source is there; null where nothing does. */
    @Nullable String sign(String name) {
        return switch (name) {
            case "ConfigDrive" -> configDrive();
            case "NoCloud" -> noCloud();
            default -> null;
        };
    }

    private @Nullable String configDrive() {
        for (String folder : List.of("/config-drive", CLOUD + "/seed/config_drive")) {
            String dated = datedVersion(folder + "/openstack");
            if (dated != null) {
                return dated;
            }
        }
        String latest = CLOUD + "/seed/config_drive/openstack/latest/meta_data.json";
        if (files.exists(latest)) {
            return latest;
        }
        if (names.contains("IBMCloud") && isIbmCloud()) {
            return null;
        }
        return facts.hasLabel("CONFIG-2", "config-2") ? "a file system with its label" : null;
    }

    /** The first dated version counts, and it alone. */
    private @Nullable String datedVersion(String folder) {
        try {
            for (String name : files.list(folder)) {
                String metadata = folder + "/" + name + "/meta_data.json";
                if (isDate(name) && files.exists(metadata)) {
                    return isFile(metadata) ? metadata : null;
                }
            }
        } catch (IOException _) {
            // A folder that cannot be read shows nothing.
        }
        return null;
    }

    /** {@code 2012-08-10}, of which only the century's digit is looked at. */
    private static boolean isDate(String name) {
        return name.length() == 10
                && name.charAt(0) == '2'
                && name.charAt(4) == '-'
                && name.charAt(7) == '-';
    }

    private boolean isFile(String path) {
        return files.exists(path) && !files.isDirectory(path);
    }

    /** IBM's cloud has a drive of the same label, which is for another data source. */
    private boolean isIbmCloud() {
        return facts.virtualization().equals("xen")
                && (isIbmProvisioning()
                        || facts.hasLabel("METADATA", "metadata")
                        || (facts.hasUuid("9796-932E") && facts.hasLabel("CONFIG-2", "config-2")));
    }

    private boolean isIbmProvisioning() {
        String log = "/root/swinstall.log";
        if (!isFile("/root/provisioningConfiguration.cfg")) {
            return false;
        }
        if (!isFile(log)) {
            return true;
        }
        try {
            Path boot = files.resolve("/proc/1/environ");
            return !Files.exists(boot)
                    || Files.getLastModifiedTime(files.resolve(log))
                                    .compareTo(Files.getLastModifiedTime(boot))
                            > 0;
        } catch (IOException _) {
            return false;
        }
    }

    private @Nullable String noCloud() {
        if ((" " + facts.dmi("product_serial")).contains(" ds=nocloud")) {
            return "the firmware's serial number";
        }
        for (String name : List.of("nocloud", "nocloud-net")) {
            for (String state : List.of(CLOUD, WRITABLE + CLOUD)) {
                String folder = state + "/seed/" + name;
                if (isFile(folder + "/meta-data") && isFile(folder + "/user-data")) {
                    return folder;
                }
            }
        }
        if (facts.hasLabel("cidata", "CIDATA")) {
            return "a file system with its label";
        }
        boolean whole = config.has("user-data") && config.has("meta-data");
        return config.has("NoCloud") && (whole || config.has("seedfrom"))
                ? "the configuration"
                : null;
    }

    /** Whether the instance is to be kept as it is, whatever is there. */
    boolean keepsInstance() {
        try {
            FileFacts facts = files.facts(CLOUD + "/instance/manual-clean");
            return facts != null && facts.kind() == FileFacts.Kind.FILE;
        } catch (IOException _) {
            return false;
        }
    }
}
