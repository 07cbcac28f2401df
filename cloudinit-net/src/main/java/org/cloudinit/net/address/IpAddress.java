package org.cloudinit.net.address;

import org.jspecify.annotations.Nullable;

/**
 * An IP address as bits. An IPv6 zone ({@code %eth0}) is read over.
 *
 * @param ipv6 its family
 * @param high upper half; 0 for IPv4
 * @param low lower half; for IPv4 the 32 bits
 */
public record IpAddress(boolean ipv6, long high, long low) {
    /** Reads an address of either family; null where the text is none. */
    public static @Nullable IpAddress parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
    }

    /** Whether the text is an address of either family. */
    public static boolean isAddress(@Nullable String text) {
        return parse(text) != null;
    }

    /** Whether the text is an IPv4 address. */
    public static boolean isIpv4(@Nullable String text) {
        IpAddress ip = parse(text);
        return ip != null && !ip.ipv6;
    }

    /** Whether the text is an IPv6 address. */
    public static boolean isIpv6(@Nullable String text) {
        IpAddress ip = parse(text);
        return ip != null && ip.ipv6;
    }

    /** Number of bits of the family. */
    public int bits() {
        return ipv6 ? 128 : 32;
    }

    /** Four numbers without leading zeros, separated by dots. */
    private static @Nullable IpAddress parse4(String text) {
        long bits = 0;
        int octets = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') {
                continue;
            }
            int octet = octet(text, start, i);
            if (octet < 0 || ++octets > 4) {
                return null;
            }
            bits = bits << 8 | octet;
            start = i + 1;
        }
        return octets == 4 ? new IpAddress(false, 0, bits) : null;
    }

    private static int octet(String text, int start, int end) {
        int length = end - start;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= 255 ? value : -1;
    }

    private static @Nullable IpAddress parse6(String text) {
        int zone = text.indexOf('%');
        if (zone >= 0) {
            if (zone == text.length() - 1 || text.indexOf('%', zone + 1) >= 0) {
                return null;
            }
            text = text.substring(0, zone);
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text);
            return groups != null && groups.length == 8 ? ofGroups(groups, new int[0]) : null;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int[] before = head.isEmpty() ? new int[0] : head.indexOf('.') >= 0 ? null : groups(head);
        int[] after = tail.isEmpty() ? new int[0] : groups(tail);
        if (before == null || after == null || before.length + after.length > 7) {
            return null;
        }
        return ofGroups(before, after);
    }

    /** The groups of text without a gap; the last may be an IPv4 address; null if malformed. */
    private static int @Nullable [] groups(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > 8) {
            return null;
        }
        String last = parts[parts.length - 1];
        boolean dotted = last.indexOf('.') >= 0;
        var groups = new int[parts.length + (dotted ? 1 : 0)];
        for (int i = 0; i < parts.length - (dotted ? 1 : 0); i++) {
            groups[i] = group(parts[i]);
            if (groups[i] < 0) {
                return null;
            }
        }
        if (dotted) {
            IpAddress four = parse4(last);
            if (four == null) {
                return null;
            }
            groups[groups.length - 2] = (int) (four.low >>> 16);
            groups[groups.length - 1] = (int) (four.low & 0xffff);
        }
        return groups;
    }

    private static int group(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IpAddress ofGroups(int[] before, int[] after) {
        var all = new int[8];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(after, 0, all, 8 - after.length, after.length);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | all[i];
            low = low << 16 | all[i + 4];
        }
        return new IpAddress(true, high, low);
    }
}
