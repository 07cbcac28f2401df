package org.cloudinit.config;

/**
 * Bounds of one document. They stand far above any real configuration and low enough that a hostile
 * document ends in a clear error within a second and within a small heap. The network of 5,000
 * links with ten routes each has some 400,000 values.
 *
 * @param bytes size of the document in bytes
 * @param depth nesting of mappings and lists; CPython's own recursion limit stops the original at a
 *     similar depth
 * @param nodes number of values, every use of an alias counted as if it were written out
 */
public record Limits(int bytes, int depth, int nodes) {
    /** What every reader uses unless told otherwise: 16 MiB, depth 400, 600,000 nodes. */
    public static final Limits DEFAULT = new Limits(16 << 20, 400, 600_000);

    public Limits {
        if (bytes < 1 || depth < 1 || nodes < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
