package org.cloudinit.net.networkd;

import org.cloudinit.api.network.LinkParameter;
import org.jspecify.annotations.Nullable;

/** The parameters of a bridge that networkd has, one row each; those of ports are none of them. */
enum BridgeKey {
    AGEING(LinkParameter.BRIDGE_AGEING, "AgeingTimeSec"),
    FORWARD_DELAY(LinkParameter.BRIDGE_FORWARD_DELAY, "ForwardDelaySec"),
    HELLO(LinkParameter.BRIDGE_HELLO, "HelloTimeSec"),
    MAX_AGE(LinkParameter.BRIDGE_MAX_AGE, "MaxAgeSec"),
    PRIORITY(LinkParameter.BRIDGE_PRIORITY, "Priority"),
    STP(LinkParameter.BRIDGE_STP, "STP");

    private static final BridgeKey[] ALL = values();

    private final LinkParameter parameter;
    private final String key;

    BridgeKey(LinkParameter parameter, String key) {
        this.parameter = parameter;
        this.key = key;
    }

    /** Key in {@code [Bridge]}. */
    String key() {
        return key;
    }

    static @Nullable BridgeKey of(@Nullable LinkParameter parameter) {
        for (BridgeKey row : ALL) {
            if (row.parameter == parameter) {
                return row;
            }
        }
        return null;
    }
}
