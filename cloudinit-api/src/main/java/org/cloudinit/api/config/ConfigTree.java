package org.cloudinit.api.config;

/**
 * A node of a configuration document. Immutable; equal when the values are, whatever the origin.
 */
public sealed interface ConfigTree permits Mapping, Sequence, Scalar {
    /** Where this node was read. */
    Origin origin();

    /** The same value as if read at another place. */
    ConfigTree at(Origin origin);

    /**
     * Whether Python's truth test accepts the value: empty mappings, sequences and strings, zero,
     * {@code false} and null are untrue. Decisions of the reference rest on it.
     */
    boolean truthy();

    /**
     * The word for this kind of node in messages: {@code mapping}, {@code list}, {@code string}, …
     */
    String kind();
}
