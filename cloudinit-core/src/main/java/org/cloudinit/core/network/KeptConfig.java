package org.cloudinit.core.network;

import java.io.IOException;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;

/**
 * The configuration as it is kept with the instance, for {@code query} and for people.
 *
 * @param root the machine
 * @param paths where the instance lies
 * @param documents writes JSON
 * @param reporter takes a failure
 */
record KeptConfig(HostRoot root, CloudPaths paths, Documents documents, Reporter reporter) {
    /** Keeps a configuration; false where it could not be written. */
    boolean keep(NetworkConfig config) {
        return switch (config) {
            case NetworkConfig.V1(Mapping v1) -> write(v1);
            case NetworkConfig.V2(Mapping v2) -> write(v2);
            case NetworkConfig.Eni _, NetworkConfig.NetworkData _, NetworkConfig.Disabled _ -> true;
        };
    }

    private boolean write(Mapping document) {
        String path = paths.instanceFile("network-config.json");
        try {
            root.write(RenderedFile.text(path, documents.toJsonFile(document), 0600));
            root.link(
                    paths.runFile("network-config.json"),
                    paths.instanceLink() + "/network-config.json");
            return true;
        } catch (IOException failure) {
            reporter.report(
                    Problem.warning(
                            "network.not-kept",
                            "keeping the network configuration with the instance",
                            Origin.of(path),
                            String.valueOf(failure.getMessage()),
                            "Check that the disk has room; the network itself is not affected."));
            return false;
        }
    }
}
