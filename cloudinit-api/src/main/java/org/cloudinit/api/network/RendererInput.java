package org.cloudinit.api.network;

import java.util.Objects;

/** What a renderer is given. */
public sealed interface RendererInput {
    /** A configuration that was read and checked. */
    record Interpreted(NetworkState state) implements RendererInput {
        public Interpreted {
            Objects.requireNonNull(state, "state");
        }
    }

    /** A version 2 document for a renderer whose own language it is. */
    record Verbatim(NetworkConfig.V2 config) implements RendererInput {
        public Verbatim {
            Objects.requireNonNull(config, "config");
        }
    }
}
