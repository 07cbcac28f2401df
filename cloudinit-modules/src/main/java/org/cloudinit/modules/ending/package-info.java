/**
 * What comes last: {@link org.cloudinit.modules.ending.FinalMessage}, {@link
 * org.cloudinit.modules.ending.PhoneHome} and {@link
 * org.cloudinit.modules.ending.PowerStateChange}.
 */
@NullMarked
package org.cloudinit.modules.ending;

import org.jspecify.annotations.NullMarked;
