/** This module as a bundle: reached by an OSGi framework alone. */
@NullMarked
package org.cloudinit.schema.osgi;

import org.jspecify.annotations.NullMarked;
