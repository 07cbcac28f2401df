/**
 * Says what in a cloud-config document the published schema does not allow, and what it calls
 * deprecated, each with path and place.
 *
 * <pre>
 * CloudConfigSchema   start here: checks a document
 *   Finding           one thing to say: path, message, place, error or deprecation
 * PublishedSchema     the same as the boot asks it, without any value
 * </pre>
 *
 * <p>Behind it, {@code check}: the library finds which keywords fail where; out of these, as the
 * original does, come the findings and their words.
 */
@NullMarked
package org.cloudinit.schema;

import org.jspecify.annotations.NullMarked;
