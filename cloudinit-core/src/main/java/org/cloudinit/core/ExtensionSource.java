package org.cloudinit.core;

import org.cloudinit.api.report.Reporter;

/**
 * Where a stage takes its extensions from, once it needs them: on a machine with bundles these are
 * loaded beside the stage's first steps.
 */
@FunctionalInterface
public interface ExtensionSource {
    /** Extensions that are there already. */
    static ExtensionSource of(Extensions extensions) {
        return reporter -> extensions;
    }

    /**
     * The extensions, the same at every call. Waits until they are there; used by one thread.
     *
     * @param reporter takes, at the first call, what went wrong while they were collected
     */
    Extensions get(Reporter reporter);
}
