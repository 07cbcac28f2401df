package org.cloudinit.api.network;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link-layer address in lower case with colons: 6 bytes of Ethernet, or 20 of InfiniBand. Not
 * unique on a machine: never use it as the key of a link.
 *
 * @param value {@code fa:16:3e:00:00:01}
 */
public record MacAddress(String value) {
    public MacAddress {
        Objects.requireNonNull(value, "value");
        if (!isCanonical(value)) {
            throw new IllegalArgumentException("not a link-layer address");
        }
    }

    /** Reads an address in either case; null where the text is none. */
    public static @Nullable MacAddress parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return isCanonical(lower) ? new MacAddress(lower) : null;
    }

    private static boolean isCanonical(String text) {
        if (text.length() != 17 && text.length() != 59) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = i % 3 == 2 ? c == ':' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (!good) {
                return false;
            }
        }
        return true;
    }

    /** Whether every byte is 0: a link that has no address of its own. */
    public boolean isZero() {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '0' && c != ':') {
                return false;
            }
        }
        return true;
    }

    /**
     * The six bytes by which OpenStack names an InfiniBand link: bytes 13 to 15 and 18 to 20 of its
     * address. An Ethernet address is its own Ethernet form.
     */
    public MacAddress ethernetForm() {
        return value.length() == 17
                ? this
                : new MacAddress(value.substring(36, 45) + value.substring(51));
    }

    @Override
    public String toString() {
        return value;
    }
}
