/**
 * The text formats of cloud-init: YAML 1.1 and JSON in, with the origin of each value; YAML and
 * JSON out in the original's style; and the mergers.
 */
@NullMarked
package org.cloudinit.config;

import org.jspecify.annotations.NullMarked;
