/**
 * The engine: {@link org.cloudinit.jinja.JinjaEngine} reads a template ({@code syntax}) and renders
 * it ({@code render}) with values that behave as Python's do ({@code value}).
 */
@NullMarked
package org.cloudinit.jinja;

import org.jspecify.annotations.NullMarked;
