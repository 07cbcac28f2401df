package org.cloudinit.handlers;

import java.util.Set;
import org.cloudinit.api.spi.Frequency;
import org.cloudinit.api.spi.HandlerContext;
import org.cloudinit.api.spi.PartHandler;

/**
 * {@code text/cloud-config} and {@code text/cloud-config-jsonp}: merges all parts of one origin and
 * stores the result as that origin's cloud-config ({@code CloudConfigPartHandler}).
 */
public final class CloudConfigHandler implements PartHandler {
    static final String CLOUD_CONFIG = "text/cloud-config";
    static final String JSON_PATCH = "text/cloud-config-jsonp";

    /** Made by the module system. */
    public CloudConfigHandler() {}

    @Override
    public Set<String> types() {
        return Set.of(CLOUD_CONFIG, JSON_PATCH);
    }

    @Override
    public Frequency frequency() {
        return Frequency.PER_ALWAYS;
    }

    @Override
    public Session begin(HandlerContext context) {
        return new CloudConfigMerge(context);
    }
}
