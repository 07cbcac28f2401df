package org.cloudinit.core.web;

/** An address as it may stand in a message or a log. */
public final class ShownAddress {
    private ShownAddress() {}

    /**
     * The address in quotes, without what may be secret: queries, fragments and user names. A line
     * that is no address at all may be a piece of some other data: only its length is told.
     */
    public static String of(String address) {
        int scheme = address.indexOf("://");
        if (scheme < 0 && !address.startsWith("/")) {
            return "a line of " + address.length() + " characters";
        }
        int end = address.length();
        for (int i = 0; i < end; i++) {
            if (address.charAt(i) == '?' || address.charAt(i) == '#') {
                end = i;
            }
        }
        int start = scheme < 0 ? 0 : scheme + 3;
        int at = scheme < 0 ? -1 : address.lastIndexOf('@');
        String rest = end < address.length() ? "…'" : "'";
        return at < start
                ? "'" + address.substring(0, end) + rest
                : "'"
                        + address.substring(0, start)
                        + "…"
                        + address.substring(at, Math.max(at, end))
                        + rest;
    }
}
