package org.cloudinit.api.network;

import java.util.List;
import java.util.Objects;

/**
 * Which configuration the machine gets, before anything is rendered.
 *
 * @param source who spoke
 * @param config what was said
 * @param renames links that must get another name first
 * @param missing links that the configuration names by address and the machine does not have yet
 */
public record NetworkChoice(
        Source source, NetworkConfig config, List<Rename> renames, List<MacAddress> missing) {
    public NetworkChoice {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(config, "config");
        renames = List.copyOf(renames);
        missing = List.copyOf(missing);
    }

    /** Who may state the network, in order of precedence ({@code NetworkConfigSource}). */
    public enum Source {
        CMDLINE("cmdline"),
        INITRAMFS("initramfs"),
        SYSTEM_CONFIG("system_cfg"),
        DATA_SOURCE("ds"),
        FALLBACK("fallback");

        private final String spelling;

        Source(String spelling) {
            this.spelling = spelling;
        }

        /** The word that logs and the reference use. */
        public String spelling() {
            return spelling;
        }
    }

    /** One link gets another name. */
    public record Rename(String from, String to) {}
}
