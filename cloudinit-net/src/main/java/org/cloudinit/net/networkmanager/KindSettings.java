package org.cloudinit.net.networkmanager;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.network.Link;
import org.cloudinit.api.network.LinkParameter;
import org.cloudinit.api.network.Parameter;
import org.cloudinit.api.network.Setting;
import org.cloudinit.net.render.LossLedger;
import org.jspecify.annotations.Nullable;

/** What a profile says of its kind of device. */
record KindSettings(LossLedger ledger, Profile profile) {
    private static final String ETHERNET = "ethernet";

    /** Wake by a magic packet. */
    private static final String MAGIC = "64";

    /** Characters of the twenty bytes of an address of InfiniBand. */
    private static final int FULL_ADDRESS = 59;

    /** The parameters of a bond that NetworkManager has, in the order in which they are written. */
    private static final List<LinkParameter> OF_BOND =
            List.of(
                    LinkParameter.BOND_MODE,
                    LinkParameter.BOND_MIIMON,
                    LinkParameter.BOND_XMIT_HASH_POLICY,
                    LinkParameter.BOND_NUM_GRAT_ARP,
                    LinkParameter.BOND_DOWNDELAY,
                    LinkParameter.BOND_UPDELAY,
                    LinkParameter.BOND_FAIL_OVER_MAC,
                    LinkParameter.BOND_PRIMARY_RESELECT,
                    LinkParameter.BOND_PRIMARY,
                    LinkParameter.BOND_ACTIVE_SLAVE,
                    LinkParameter.BOND_AD_ACTOR_SYS_PRIO,
                    LinkParameter.BOND_AD_ACTOR_SYSTEM,
                    LinkParameter.BOND_AD_SELECT,
                    LinkParameter.BOND_AD_USER_PORT_KEY,
                    LinkParameter.BOND_ALL_SLAVES_ACTIVE,
                    LinkParameter.BOND_ARP_ALL_TARGETS,
                    LinkParameter.BOND_ARP_INTERVAL,
                    LinkParameter.BOND_ARP_IP_TARGET,
                    LinkParameter.BOND_ARP_VALIDATE,
                    LinkParameter.BOND_LACP_RATE,
                    LinkParameter.BOND_LP_INTERVAL,
                    LinkParameter.BOND_MIN_LINKS,
                    LinkParameter.BOND_NUM_UNSOL_NA,
                    LinkParameter.BOND_PACKETS_PER_SLAVE,
                    LinkParameter.BOND_PEER_NOTIF_DELAY,
                    LinkParameter.BOND_RESEND_IGMP,
                    LinkParameter.BOND_TLB_DYNAMIC_LB,
                    LinkParameter.BOND_USE_CARRIER);

    void ethernet(Link link, @Nullable Setting mtu) {
        if (link.wakeOnLan() != null) {
            ledger.take(link.wakeOnLan());
            if (link.wakeOnLan().isTrue()) {
                profile.set(ETHERNET, "wake-on-lan", MAGIC);
            }
        }
        mtu(ETHERNET, mtu);
        mac(ETHERNET, link);
    }

    /** NetworkManager reads no profile without the mode, with an MTU or without. */
    void infiniband(Link link, @Nullable Setting mtu) {
        profile.set("infiniband", "transport-mode", "datagram");
        mtu("infiniband", mtu);
        // Nor one with the short form of the address.
        if (mtu != null || (link.mac() != null && link.mac().text().length() == FULL_ADDRESS)) {
            mac("infiniband", link);
        }
    }

    void bond(Link link, @Nullable Setting mtu) {
        for (LinkParameter key : OF_BOND) {
            for (Parameter parameter : link.parameters()) {
                // With an underscore after bond the reference does not know it.
                if (parameter.key() == key && parameter.name().startsWith("bond-")) {
                    String option = key.name1().substring("bond-".length()).replace('-', '_');
                    set("bond", option, parameter);
                }
            }
        }
        mtu(ETHERNET, mtu);
    }

    void bridge(Link link) {
        option("bridge", "stp", link.parameter(LinkParameter.BRIDGE_STP));
        option("bridge", "priority", link.parameter(LinkParameter.BRIDGE_PRIORITY));
        mac("bridge", link);
    }

    private void option(String section, String option, @Nullable Parameter parameter) {
        if (parameter != null) {
            set(section, option, parameter);
        }
    }

    private void set(String section, String option, Parameter parameter) {
        String value = text(parameter.value());
        if (value != null) {
            ledger.take(parameter);
            profile.set(section, option, value);
        }
    }

    private static @Nullable String text(ConfigTree value) {
        return switch (value) {
            case Scalar.Bool bool -> bool.value() ? "true" : "false";
            case Scalar scalar -> scalar.display();
            case Sequence sequence -> {
                var items = new ArrayList<String>(sequence.size());
                for (ConfigTree item : sequence) {
                    String text = text(item);
                    if (text != null) {
                        items.add(text);
                    }
                }
                yield String.join(",", items);
            }
            case Mapping _ -> null;
        };
    }

    private void mtu(String section, @Nullable Setting mtu) {
        if (mtu != null) {
            profile.set(section, "mtu", ledger.text(mtu));
        }
    }

    private void mac(String section, Link link) {
        if (link.mac() != null) {
            String mac = ledger.text(link.mac()).replace('-', ':').toUpperCase(Locale.ROOT);
            profile.set(section, "mac-address", mac);
        }
    }
}
