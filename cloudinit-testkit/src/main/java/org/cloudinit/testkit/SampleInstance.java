package org.cloudinit.testkit;

import java.util.List;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.host.ProcessRunner;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.instance.DsMode;
import org.cloudinit.api.instance.InstanceData;
import org.cloudinit.api.instance.InstanceId;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.api.spi.HandlerContext;

/** The instance {@code i-abc} of a data source called Sample, for tests of what works upon one. */
public final class SampleInstance {
    /** Where its state lies, on machines whose folders are the usual ones. */
    public static final CloudPaths PATHS =
            new CloudPaths(
                    "/var/lib/cloud",
                    "/run/cloud-init",
                    "/etc/cloud/templates",
                    new InstanceId("i-abc"));

    private SampleInstance() {}

    /** The instance, bare. */
    public static InstanceData data() {
        return data(Mapping.EMPTY, List.of());
    }

    /** The instance with what its cloud says. */
    public static InstanceData data(Mapping metadata, List<String> publicKeys) {
        return new InstanceData(
                "Sample",
                "DataSourceSample",
                new InstanceData.Platform("sample", "sample", "sample"),
                new InstanceId("i-abc"),
                DsMode.LOCAL,
                metadata,
                Mapping.EMPTY,
                Mapping.EMPTY,
                publicKeys,
                null,
                List.of(),
                null,
                null,
                null);
    }

    /**
     * What a part handler is given on a machine.
     *
     * @param processes runs its programs: the machine's own notes them only
     * @param origin whose parts: {@code user-data}
     */
    public static HandlerContext handling(
            SandboxHost machine,
            ProcessRunner processes,
            Documents documents,
            String origin,
            Reporter reporter) {
        return new HandlerContext(
                machine.root(),
                processes,
                documents,
                Mapping.EMPTY,
                data(),
                PATHS,
                origin,
                reporter);
    }

    /** As above, for user-data on a machine whose programs are noted. */
    public static HandlerContext handling(
            SandboxHost machine, Documents documents, Reporter reporter) {
        return handling(machine, machine.processes(), documents, "user-data", reporter);
    }
}
