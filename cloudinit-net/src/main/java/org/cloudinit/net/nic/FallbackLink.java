package org.cloudinit.net.nic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.NetworkConfig;
import org.cloudinit.api.network.Nic;
import org.cloudinit.api.network.NicInventory;
import org.cloudinit.api.report.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The link on which DHCP is tried where nobody has said anything about the network, and why it is
 * that one.
 *
 * <p>Follows {@code net.find_candidate_nics_on_linux}: a link with a carrier before one that could
 * get one; among equals {@code eth0}, then by natural order of the names. Beyond that, the link
 * that the boot loader names ({@code BOOTIF}) is preferred to {@code eth0}, and a link with a
 * device to one without, such as {@code dummy0}, which has a carrier but no cable.
 *
 * @param nic the likeliest link, or null where none can be used
 * @param decision every link with its score
 */
public record FallbackLink(@Nullable Nic nic, Decision decision) {
    private static final int CARRIER = 16;
    private static final int POSSIBLE = 8;
    private static final int BOOTED = 4;
    private static final int FIRST = 2;
    private static final int DEVICE = 1;

    private static final String USUAL_NAME = "eth0";

    public FallbackLink {
        Objects.requireNonNull(decision, "decision");
    }

    /** A link with what was found for or against it; a score of 0 rules it out. */
    private record Scored(Nic nic, int score, String reason) {
        boolean beats(@Nullable Scored other) {
            return other == null
                    || score > other.score
                    || (score == other.score
                            && NaturalOrder.compare(nic.name(), other.nic.name()) < 0);
        }

        Decision.Candidate candidate() {
            return new Decision.Candidate(
                    nic.name(), score == 0 ? reason : "score " + score + ": " + reason);
        }
    }

    /**
     * Chooses among the links.
     *
     * @param bootLink address of the link that the machine was booted from, or null
     */
    public static FallbackLink choose(NicInventory links, @Nullable MacAddress bootLink) {
        Scored best = null;
        List<Decision.Candidate> candidates = new ArrayList<>();
        for (Nic nic : links.nics()) {
            Scored scored = score(nic, bootLink);
            candidates.add(scored.candidate());
            if (scored.score > 0 && scored.beats(best)) {
                best = scored;
            }
        }
        Nic winner = best == null ? null : best.nic;
        String reason = best == null ? "no link could carry DHCP" : best.reason;
        String name = winner == null ? null : winner.name();
        return new FallbackLink(winner, new Decision("fallback link", candidates, name, reason));
    }

    private static Scored score(Nic nic, @Nullable MacAddress bootLink) {
        String obstacle = obstacle(nic);
        if (obstacle != null) {
            return new Scored(nic, 0, obstacle);
        }
        boolean carrier = nic.state().carrier();
        if (!carrier && !mayConnect(nic.state())) {
            return new Scored(nic, 0, "no carrier, operstate " + nic.state().operState());
        }
        int score = carrier ? CARRIER : POSSIBLE;
        var reason = new StringBuilder(carrier ? "carrier" : "may get a carrier");
        if (bootLink != null && bootLink.equals(nic.address())) {
            score += BOOTED;
            reason.append(", booted from");
        }
        if (nic.name().equals(USUAL_NAME)) {
            score += FIRST;
            reason.append(", eth0");
        }
        if (nic.physical()) {
            score += DEVICE;
            reason.append(", device");
        }
        return new Scored(nic, score, reason.toString());
    }

    private static @Nullable String obstacle(Nic nic) {
        String kind =
                switch (nic.kind()) {
                    case LOOPBACK -> "loopback";
                    case BRIDGE -> "bridge";
                    case BOND -> "bond";
                    case VETH -> "veth";
                    case ETHERNET, INFINIBAND, VLAN, OTHER -> null;
                };
        if (kind != null) {
            return kind;
        }
        // A VLAN on such a cable is named after it.
        if (nic.name().startsWith("veth")) {
            return "veth";
        }
        return switch (nic.role()) {
            case FAILOVER_MEMBER -> "member of a fail-over pair";
            case HYPERV_VF -> "virtual function beneath an hv_netvsc link";
            case NONE, FAILOVER_MASTER, OPEN_VSWITCH_PORT ->
                    nic.address() == null ? "no address" : null;
        };
    }

    /** A link that is not up shows no carrier, though there may be a cable. */
    private static boolean mayConnect(Nic.State state) {
        return state.dormant()
                || switch (state.operState()) {
                    case "dormant", "down", "lowerlayerdown", "unknown" -> true;
                    default -> false;
                };
    }

    /**
     * DHCP for both families on the link, which keeps its name ({@code
     * net.generate_fallback_config}).
     *
     * @param withDriver whether the link is to be matched by its driver, too
     * @return the configuration, or {@link NetworkConfig.Disabled} without a link
     */
    public NetworkConfig config(boolean withDriver) {
        if (nic == null) {
            return new NetworkConfig.Disabled();
        }
        var match = Mapping.builder();
        MacAddress mac = nic.mac();
        // The links of a fail-over pair have one address: only the name tells them apart.
        if (nic.role() == Nic.Role.FAILOVER_MASTER || mac == null) {
            match.put("name", nic.name());
        } else {
            match.put("macaddress", mac.value());
        }
        if (withDriver && nic.driver() != null) {
            match.put("driver", nic.driver());
        }
        var link =
                Mapping.builder()
                        .put("dhcp4", true)
                        .put("dhcp6", true)
                        .put("set-name", nic.name())
                        .put("match", match.build());
        var links = Mapping.builder().put(nic.name(), link.build());
        return new NetworkConfig.V2(
                Mapping.builder().put("ethernets", links.build()).put("version", 2).build());
    }
}
