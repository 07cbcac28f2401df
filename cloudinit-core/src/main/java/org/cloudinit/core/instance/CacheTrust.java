package org.cloudinit.core.instance;

import java.io.IOException;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sub-stage 4: how far a cached instance is believed ({@code existing} of {@code main_init}). The
 * link to the instance stays: it is removed only when the cache turns out not to hold.
 */
public enum CacheTrust {
    /** Believed if this boot already knows the instance, or the data source confirms it. */
    CHECK("check"),
    /** Believed: whoever made the image cleans the cache by hand. */
    TRUST("trust");

    private static final Logger LOG = LoggerFactory.getLogger(CacheTrust.class);

    private final String spelling;

    CacheTrust(String spelling) {
        this.spelling = spelling;
    }

    /** The word in logs. */
    public String spelling() {
        return spelling;
    }

    /** Decides, and removes the marks of a boot that is over. */
    public static CacheTrust judge(
            CloudPaths paths, Mapping config, HostRoot root, Reporter reporter) {
        try {
            root.delete(paths.instanceLink() + "/boot-finished");
            root.delete(paths.data() + "/no-net");
        } catch (IOException failure) {
            reporter.report(
                    Problem.error(
                            "state.unwritable",
                            "removing the marks of the last boot",
                            Origin.of(paths.cloud()),
                            String.valueOf(failure.getMessage()),
                            "Check that the disk is mounted read-write."));
        }
        if (config.flag("manual_cache_clean", false)) {
            LOG.debug("The cache is believed: manual_cache_clean is set");
            return TRUST;
        }
        if (root.exists(paths.instanceLink() + "/manual-clean")) {
            LOG.debug("The cache is believed: the instance's folder holds manual-clean");
            return TRUST;
        }
        return CHECK;
    }
}
