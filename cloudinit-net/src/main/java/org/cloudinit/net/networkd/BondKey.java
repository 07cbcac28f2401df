package org.cloudinit.net.networkd;

import org.cloudinit.api.network.LinkParameter;
import org.jspecify.annotations.Nullable;

/** The parameters of a bond that networkd has, one row each, with the unit that it must be told. */
enum BondKey {
    AD_SELECT(LinkParameter.BOND_AD_SELECT, "AdSelect", ""),
    ALL_SLAVES_ACTIVE(LinkParameter.BOND_ALL_SLAVES_ACTIVE, "AllSlavesActive", ""),
    ARP_ALL_TARGETS(LinkParameter.BOND_ARP_ALL_TARGETS, "ARPAllTargets", ""),
    ARP_INTERVAL(LinkParameter.BOND_ARP_INTERVAL, "ARPIntervalSec", "ms"),
    ARP_VALIDATE(LinkParameter.BOND_ARP_VALIDATE, "ARPValidate", ""),
    DOWN_DELAY(LinkParameter.BOND_DOWNDELAY, "DownDelaySec", "ms"),
    FAIL_OVER_MAC(LinkParameter.BOND_FAIL_OVER_MAC, "FailOverMACPolicy", ""),
    GRATUITOUS_ARP(LinkParameter.BOND_NUM_GRAT_ARP, "GratuitousARP", ""),
    LACP_RATE(LinkParameter.BOND_LACP_RATE, "LACPTransmitRate", ""),
    LEARN_PACKETS(LinkParameter.BOND_LEARN_PACKET_INTERVAL, "LearnPacketIntervalSec", ""),
    MIIMON(LinkParameter.BOND_MIIMON, "MIIMonitorSec", "ms"),
    MIN_LINKS(LinkParameter.BOND_MIN_LINKS, "MinLinks", ""),
    MODE(LinkParameter.BOND_MODE, "Mode", ""),
    PACKETS_PER_SLAVE(LinkParameter.BOND_PACKETS_PER_SLAVE, "PacketsPerSlave", ""),
    PRIMARY_RESELECT(LinkParameter.BOND_PRIMARY_RESELECT, "PrimaryReselectPolicy", ""),
    UP_DELAY(LinkParameter.BOND_UPDELAY, "UpDelaySec", "ms"),
    XMIT_HASH_POLICY(LinkParameter.BOND_XMIT_HASH_POLICY, "TransmitHashPolicy", "");

    private static final BondKey[] ALL = values();

    private final LinkParameter parameter;
    private final String key;
    private final String unit;

    BondKey(LinkParameter parameter, String key, String unit) {
        this.parameter = parameter;
        this.key = key;
        this.unit = unit;
    }

    /** Key in {@code [Bond]}. */
    String key() {
        return key;
    }

    /** What the number is a number of; empty for what is none. */
    String unit() {
        return unit;
    }

    static @Nullable BondKey of(@Nullable LinkParameter parameter) {
        for (BondKey row : ALL) {
            if (row.parameter == parameter) {
                return row;
            }
        }
        return null;
    }
}
