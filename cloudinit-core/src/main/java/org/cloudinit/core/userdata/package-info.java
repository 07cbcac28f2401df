/**
 * User-data and vendor-data: {@link DataWalk} is what the stage calls. Expansion makes parts out of
 * bytes and writes nothing; the walk gives parts to handlers, which write. Parts that are templates
 * are rendered on the way ({@link TemplateParts}).
 */
@NullMarked
package org.cloudinit.core.userdata;

import org.jspecify.annotations.NullMarked;
