/**
 * YAML 1.1 as PyYAML's {@code safe_load} reads it and its {@code dump} writes it.
 *
 * <pre>
 * text -> YamlEvents (SnakeYAML, on DocumentReader) -> Composer -> Node graph, with tags by Resolver
 *      -> TreeBuilder (merge keys, typed scalars by ScalarForms) -> ConfigTree -> Emitter, with ScalarAnalysis -> text
 * </pre>
 *
 * <p>The two steps in the middle are PyYAML's own: merge keys and explicit tags are defined on
 * nodes, not on values.
 */
@NullMarked
package org.cloudinit.config.yaml;

import org.jspecify.annotations.NullMarked;
