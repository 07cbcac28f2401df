package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.testkit.DataSourceContract;
import org.cloudinit.testkit.SandboxHost;

/** The config drive does what every data source does. */
class ConfigDriveContractTest extends DataSourceContract {
    @Override
    protected DataSource source() {
        return new ConfigDrive();
    }

    @Override
    protected SandboxHost present(Path folder) throws IOException {
        return machine(folder, "{\"uuid\": \"i-1\"}");
    }

    @Override
    protected SandboxHost damaged(Path folder) throws IOException {
        return machine(folder, "{\"uuid\": \"" + SECRET + "\", \"a\": " + SECRET + "}");
    }

    private static SandboxHost machine(Path folder, String metadata) throws IOException {
        return SandboxHost.in(folder)
                .file(Machine.SEED + "/openstack/latest/meta_data.json", metadata)
                .file(Machine.SEED + "/openstack/latest/user_data", "#cloud-config " + SECRET)
                .build();
    }

    @Override
    protected SearchContext context(SandboxHost machine) {
        var reporter = new Machine(Path.of("/nowhere"));
        return new SearchContext(
                machine.root(),
                machine.mounter(),
                Machine.DOCUMENTS,
                reporter.settings,
                reporter.settings,
                Machine.DEBIAN,
                "",
                null,
                "/var/lib/cloud/seed",
                null,
                reporter);
    }
}
