/**
 * From tree and values to text: {@link org.cloudinit.jinja.render.Renderer} runs statements, {@link
 * org.cloudinit.jinja.render.Evaluator} expressions, with filters and tests by their names.
 */
@NullMarked
package org.cloudinit.jinja.render;

import org.jspecify.annotations.NullMarked;
