package org.cloudinit.api.network;

import java.util.List;
import java.util.Objects;

/**
 * Which configuration the machine gets, before anything is rendered.
 *
 * @param source who spoke
 * @param config what was said
 * @param renames what must be done, in this order, so that links have the names of the
 *     configuration; a step that fails is no reason to leave out a later {@link LinkStep.Up}
 * @param missing links that the configuration names by address and the machine does not have: worth
 *     a bounded wait, a new inventory and a new choice
 */
public record NetworkChoice(
        Source source, NetworkConfig config, List<LinkStep> renames, List<MacAddress> missing) {
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

    /** One act on a link: see {@link org.cloudinit.api.host.NetLinks}. */
    public sealed interface LinkStep {
        /** Sets a link down, so that it can be renamed. */
        record Down(String name) implements LinkStep {
            public Down {
                Objects.requireNonNull(name, "name");
            }
        }

        /** Gives a link, which is down, another name; in a swap a temporary one. */
        record Rename(String from, String to) implements LinkStep {
            public Rename {
                Objects.requireNonNull(from, "from");
                Objects.requireNonNull(to, "to");
            }
        }

        /** Sets a link up again that was up before. */
        record Up(String name) implements LinkStep {
            public Up {
                Objects.requireNonNull(name, "name");
            }
        }
    }
}
