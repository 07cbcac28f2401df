/** This module as a bundle: reached by an OSGi framework alone. */
@NullMarked
package org.cloudinit.jinja.osgi;

import org.jspecify.annotations.NullMarked;
