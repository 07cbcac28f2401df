/**
 * Configuration as data: an immutable tree that keeps key order, YAML 1.1 scalar types and the
 * origin of every value.
 *
 * <pre>
 * ConfigTree = Mapping  (Scalar key to ConfigTree, in the order of the document)
 *            | Sequence (of ConfigTree)
 *            | Scalar   = Text | Int | BigInt | Real | Bool | Null | Date | Timestamp | Binary
 * Origin     = source, line, column
 * </pre>
 *
 * <p>Equality of trees is equality of values: two trees read from different places are equal when
 * their values are, so origins never take part.
 */
@NullMarked
package org.cloudinit.api.config;

import org.jspecify.annotations.NullMarked;
