package org.cloudinit.datasource.nocloud;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.spi.DataSource;
import org.cloudinit.api.spi.SearchContext;
import org.cloudinit.testkit.DataSourceContract;
import org.cloudinit.testkit.SandboxHost;

/** Seeds do what every data source does. */
class NoCloudContractTest extends DataSourceContract {
    @Override
    protected DataSource source() {
        return new NoCloud();
    }

    @Override
    protected SandboxHost present(Path folder) throws IOException {
        return SandboxHost.in(folder)
                .file(Machine.SEED + "/meta-data", "instance-id: i-1\n")
                .file(Machine.SEED + "/user-data", "#cloud-config " + SECRET)
                .build();
    }

    /** A seed without meta-data is none. */
    @Override
    protected SandboxHost damaged(Path folder) throws IOException {
        return SandboxHost.in(folder)
                .file(Machine.SEED + "/user-data", "#cloud-config " + SECRET)
                .build();
    }

    @Override
    protected SearchContext context(SandboxHost machine) {
        return Machine.context(machine, new Machine(Path.of("/nowhere")));
    }
}
