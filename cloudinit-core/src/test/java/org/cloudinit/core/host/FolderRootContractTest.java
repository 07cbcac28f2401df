package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.testkit.HostRootContract;

class FolderRootContractTest extends HostRootContract {
    @Override
    protected HostRoot root(Path empty) throws IOException {
        return new FolderRoot(empty);
    }
}
