package org.cloudinit.dist;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache of loaded classes that lies beside the run-time image. The virtual machine goes on
 * without it when it is missing or not of this very image, and is told to keep that to itself.
 */
final class AotCache {
    private static final Logger LOG = LoggerFactory.getLogger(AotCache.class);

    private AotCache() {}

    /** Says in the log that this process does without. */
    static void report() {
        // The image has no other archive of classes that the virtual machine could share.
        if (!System.getProperty("java.vm.info", "").contains("sharing")) {
            LOG.debug(
                    "Running without the AOT cache, which is not there or not of this image: classes"
                            + " take longer to load");
        }
    }
}
