package org.cloudinit.dist;

import java.lang.module.ModuleDescriptor;

/** The version that the build gave to this module. */
final class Version {
    private Version() {}

    static String text() {
        ModuleDescriptor descriptor = Version.class.getModule().getDescriptor();
        return descriptor == null ? "(no module)" : descriptor.rawVersion().orElse("(no version)");
    }
}
