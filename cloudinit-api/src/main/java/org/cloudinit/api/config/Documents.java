package org.cloudinit.api.config;

/**
 * Reads and writes the text formats of configuration. Handed to data sources and handlers, so that
 * a bundle needs no parser of its own and reads exactly what the rest of the stage reads.
 *
 * <p>All readers are bounded in size, depth and number of nodes, keep the origin of every value,
 * and throw {@link org.cloudinit.api.report.MalformedException} with line and column.
 */
public interface Documents {
    /**
     * Reads YAML 1.1 as PyYAML's {@code safe_load} does. An empty document is a null scalar.
     *
     * @param bytes the document, UTF-8 or UTF-16 with a byte order mark
     * @param source its name for origins and messages
     */
    ConfigTree yaml(byte[] bytes, String source);

    /**
     * Reads JSON as Python's {@code json.loads} does, {@code NaN} and {@code Infinity} included.
     */
    ConfigTree json(byte[] bytes, String source);

    /**
     * Writes JSON in the reference's form ({@code util.json_dumps}): keys sorted, one space of
     * indent, ASCII only, no newline at the end.
     */
    String toJson(ConfigTree tree);

    /** The same as the content of a file: with a newline at the end. */
    default String toJsonFile(ConfigTree tree) {
        return toJson(tree).concat("\n");
    }

    /** Writes YAML in the style of the reference's {@code safeyaml.dumps}, without markers. */
    String toYaml(ConfigTree tree);
}
