package org.cloudinit.net.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.cloudinit.api.network.MacAddress;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel's command line says about the network.
 *
 * @param text the command line
 */
record KernelCommandLine(String text) {
    /** Name for origins and messages. */
    static final String SOURCE = "kernel command line";

    private static final String CONFIG = "network-config=";
    private static final String BOOT_LINK = "BOOTIF=";

    KernelCommandLine {
        Objects.requireNonNull(text, "text");
    }

    /** Value of the last {@code network-config=}, or null where there is none or it is empty. */
    @Nullable String networkConfig() {
        return last(CONFIG);
    }

    /**
     * Whether the initramfs was asked to configure the network: a word that begins with {@code ip=}
     * or {@code ip6=}, not text within the quotes of another.
     */
    boolean asksForInitramfsNetwork() {
        for (String word : words()) {
            if (word.startsWith("ip=") || word.startsWith("ip6=")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Address of the link that the boot loader used ({@code BOOTIF=01-fa-16-3e-00-00-01}, the first
     * byte being the hardware type), or null.
     */
    @Nullable MacAddress bootLink() {
        String value = last(BOOT_LINK);
        if (value == null) {
            return null;
        }
        String address = value.replace('-', ':').toLowerCase(Locale.ROOT);
        return MacAddress.parse(
                address.startsWith("01:") && address.length() == 20
                        ? address.substring(3)
                        : address);
    }

    /** Value of the last word that begins so; null where it is empty or there is none. */
    private @Nullable String last(String prefix) {
        String value = "";
        for (int start = text.indexOf(prefix); start >= 0; start = text.indexOf(prefix, start)) {
            int end = start;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            if (start == 0 || isSpace(text.charAt(start - 1))) {
                value = text.substring(start + prefix.length(), end);
            }
            start = end;
        }
        return value.isEmpty() ? null : value;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Words by the shell's rules; where a quote is left open, by white space. */
    private List<String> words() {
        try {
            var words = new ArrayList<String>();
            for (ShellWords.Word word : ShellWords.split(text, SOURCE, false)) {
                words.add(word.text());
            }
            return words;
        } catch (MalformedException openQuote) {
            return List.of(text.split("\\s+", -1));
        }
    }
}
