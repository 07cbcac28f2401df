package org.cloudinit.net.netplan;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.network.Nic;
import org.jspecify.annotations.Nullable;

/**
 * Links of which netplan can have written settings: the file names them by name or address, or it
 * names links by pattern or driver. The original asks udev to look at every link anew, which
 * changes nothing for the others and takes as long for each.
 */
final class MentionedLinks {
    private final boolean all;

    /** The file is looked through once, however many links there are. */
    private final Set<String> words = new HashSet<>();

    MentionedLinks(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        all = lower.contains("driver:") || hasPattern(lower);
        if (!all) {
            collect(file);
            collect(lower);
        }
    }

    /** The characters of a glob; an empty list is none. */
    private static boolean hasPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || (c == '[' && !text.startsWith("]", i + 1))) {
                return true;
            }
        }
        return false;
    }

    private void collect(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || separates(text.charAt(i))) {
                if (i > start) {
                    boolean key = text.charAt(i - 1) == ':';
                    words.add(text.substring(start, key ? i - 1 : i));
                }
                start = i + 1;
            }
        }
    }

    private static boolean separates(char c) {
        return c == ' ' || c == '\n' || c == '\'' || c == '"';
    }

    boolean has(Nic nic) {
        return all
                || words.contains(nic.name())
                || isAddress(nic.mac())
                || isAddress(nic.permanentMac());
    }

    private boolean isAddress(@Nullable MacAddress address) {
        return address != null && words.contains(address.value());
    }
}
