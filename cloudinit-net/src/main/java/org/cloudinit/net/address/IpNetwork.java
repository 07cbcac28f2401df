package org.cloudinit.net.address;

import org.jspecify.annotations.Nullable;

/**
 * An address with the length of its network's prefix: {@code 192.0.2.7/24}. Host bits may be set.
 *
 * @param address as written
 * @param prefix bits of the network
 */
public record IpNetwork(IpAddress address, int prefix) {
    /**
     * Reads {@code address}, {@code address/prefix}, and for IPv4 {@code address/netmask} and
     * {@code address/hostmask}; null where the text is none of them. Without a prefix it is one
     * host.
     */
    public static @Nullable IpNetwork parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int prefix = slash < 0 ? address.bits() : prefix(address, text.substring(slash + 1));
        return prefix < 0 ? null : new IpNetwork(address, prefix);
    }

    /** Whether an address of the same family lies in this network. */
    public boolean contains(IpAddress other) {
        if (other.ipv6() != address.ipv6()) {
            return false;
        }
        if (!address.ipv6()) {
            return prefix == 0 || (address.low() ^ other.low()) >>> (32 - prefix) == 0;
        }
        if (prefix == 0) {
            return true;
        }
        long high = address.high() ^ other.high();
        long low = address.low() ^ other.low();
        return prefix <= 64
                ? high >>> (64 - prefix) == 0
                : high == 0 && low >>> (128 - prefix) == 0;
    }

    /**
     * Length of an IPv4 prefix, given as a number or as a netmask or hostmask; -1 where it is none.
     */
    public static int prefix4(String mask) {
        int length = length(mask, 32);
        if (length >= 0) {
            return length;
        }
        IpAddress bits = IpAddress.parse(mask);
        if (bits == null || bits.ipv6()) {
            return -1;
        }
        int ones = ones4(bits.low());
        return ones >= 0 ? ones : ones4(~bits.low() & 0xffffffffL);
    }

    /**
     * Length of an IPv6 prefix, given as a number or as an address of ones; -1 where it is none.
     */
    public static int prefix6(String mask) {
        int length = length(mask, 128);
        if (length >= 0) {
            return length;
        }
        IpAddress bits = IpAddress.parse(mask);
        if (bits == null) {
            return -1;
        }
        // The reference counts an IPv4 mask as the low bits of 128, so that only 0.0.0.0 is a mask.
        int high = Long.numberOfLeadingZeros(~bits.high());
        int low = Long.numberOfLeadingZeros(~bits.low());
        boolean exact =
                high == 64 ? suffix(bits.low(), low) : suffix(bits.high(), high) && bits.low() == 0;
        return exact ? (high == 64 ? 64 + low : high) : -1;
    }

    /** The dotted IPv4 netmask of a prefix between 0 and 32. */
    public static String netmask(int prefix) {
        long mask = prefix == 0 ? 0 : 0xffffffffL << (32 - prefix) & 0xffffffffL;
        return (mask >>> 24)
                + "."
                + (mask >>> 16 & 255)
                + "."
                + (mask >>> 8 & 255)
                + "."
                + (mask & 255);
    }

    private static int prefix(IpAddress address, String text) {
        return address.ipv6() ? length(text, 128) : prefix4(text);
    }

    private static boolean suffix(long bits, int ones) {
        return ones == 64 || bits << ones == 0;
    }

    private static int ones4(long bits) {
        int ones = Long.numberOfLeadingZeros(~(bits << 32));
        return ones >= 32 || (bits << (32 + ones)) == 0 ? Math.min(ones, 32) : -1;
    }

    private static int length(String text, int most) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= most ? value : -1;
    }
}
