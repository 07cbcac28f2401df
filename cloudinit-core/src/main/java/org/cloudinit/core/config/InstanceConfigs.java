package org.cloudinit.core.config;

import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.Reporter;

/** The cloud-configs that user-data and vendor-data left in an instance's folder. */
public final class InstanceConfigs {
    private InstanceConfigs() {}

    /**
     * Reads them, the strongest first.
     *
     * @param folder the instance's folder
     */
    public static List<Mapping> read(
            String folder, HostFiles root, Documents documents, Reporter reporter) {
        var all = new ArrayList<>(readUser(folder, root, documents, reporter));
        all.addAll(readVendors(folder, root, documents, reporter));
        return all;
    }

    /** Reads the vendors', the stronger first: vendor2, which was given to this instance. */
    public static List<Mapping> readVendors(
            String folder, HostFiles root, Documents documents, Reporter reporter) {
        return read(
                folder,
                List.of("vendor2-cloud-config.txt", "vendor-cloud-config.txt"),
                root,
                documents,
                reporter);
    }

    /**
     * Reads the user's, which goes before those of vendors and decides whether they are wanted;
     * none or one.
     *
     * @param folder the instance's folder
     */
    public static List<Mapping> readUser(
            String folder, HostFiles root, Documents documents, Reporter reporter) {
        return read(folder, List.of("cloud-config.txt"), root, documents, reporter);
    }

    private static List<Mapping> read(
            String folder,
            List<String> names,
            HostFiles root,
            Documents documents,
            Reporter reporter) {
        var reader = new ConfigFile(root, documents, reporter);
        var found = new ArrayList<Mapping>(names.size());
        for (String name : names) {
            Mapping config = reader.read(folder + "/" + name);
            if (!config.isEmpty()) {
                found.add(config);
            }
        }
        return found;
    }
}
