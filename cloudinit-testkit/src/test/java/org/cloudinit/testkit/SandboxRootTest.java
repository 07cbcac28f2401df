package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudinit.api.host.HostRoot;

class SandboxRootTest extends HostRootContract {
    @Override
    protected HostRoot root(Path empty) throws IOException {
        return new SandboxRoot(empty);
    }
}
