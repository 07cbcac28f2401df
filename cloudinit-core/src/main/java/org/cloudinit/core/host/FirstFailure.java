package org.cloudinit.core.host;

import java.io.IOException;
import org.cloudinit.api.host.HostRoot.Changes;
import org.jspecify.annotations.Nullable;

/** What failed of several attempts that do not hinder each other: the first, with the others. */
final class FirstFailure {
    private @Nullable IOException first;

    /** Makes changes, and keeps their failure for later. */
    void during(Changes changes) {
        try {
            changes.make();
        } catch (IOException e) {
            add(e);
        }
    }

    void add(IOException failure) {
        if (first == null) {
            first = failure;
        } else {
            first.addSuppressed(failure);
        }
    }

    /**
     * Tells of what failed, if anything did.
     *
     * @throws IOException the first failure, the others as suppressed ones
     */
    void rethrow() throws IOException {
        if (first != null) {
            throw first;
        }
    }
}
