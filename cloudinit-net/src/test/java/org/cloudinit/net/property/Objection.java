package org.cloudinit.net.property;

/**
 * What a program objects to, though the reference writes the same bytes: words of its message, and
 * why they stay.
 */
enum Objection {
    TWO_METRICS(
            "networkd requires that route-metric has the same value",
            "the configuration asks for one metric a family; netplan's other back end has both"),
    ONE_SERVER_AS_TEXT(
            "expected sequence",
            "version 2 is handed on as it is written, one name server that is no list too"),
    GATEWAY_IN_ADDRESS(
            "] gateway=", "not dropped: libnm writes the gateway behind the first address"),
    MAY_FAIL(
            "] may-fail=",
            "not dropped: libnm leaves out the default, and any value of a family that is disabled"),
    SPANNING_TREE("[bridge] stp=true", "not dropped: libnm leaves out what is the default"),
    GATEWAY_ELSEWHERE(
            "Gateway= without static address configured. Enabling GatewayOnLink=",
            "a route of the machine is written for every link, as the reference does"),
    ROUTE_OF_MEMBER(
            "Cannot set routes when Bond= is specified, ignoring routes",
            "a route of the machine is written for members of bonds too"),
    ADVERTISEMENTS_OF_MEMBER(
            "IPv6AcceptRA= is enabled but IPv6 link-local addressing is disabled",
            "the configuration asks a member of a bond for them");

    private final String words;
    private final String reason;

    Objection(String words, String reason) {
        this.words = words;
        this.reason = reason;
    }

    static boolean isKnown(String text) {
        for (Objection objection : values()) {
            if (text.contains(objection.words)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return words + ": " + reason;
    }
}
