/**
 * From text to a tree: {@link org.cloudinit.jinja.syntax.Lexer} makes tokens, {@link
 * org.cloudinit.jinja.syntax.Parser} statements and expressions. Knows nothing of values.
 */
@NullMarked
package org.cloudinit.jinja.syntax;

import org.jspecify.annotations.NullMarked;
