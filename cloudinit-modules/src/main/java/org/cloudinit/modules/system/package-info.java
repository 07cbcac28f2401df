/**
 * Settings of the whole system: {@link org.cloudinit.modules.system.Timezone}, {@link
 * org.cloudinit.modules.system.Locale}, {@link org.cloudinit.modules.system.Ntp}, {@link
 * org.cloudinit.modules.system.Rsyslog} and {@link org.cloudinit.modules.system.CaCerts}.
 */
@NullMarked
package org.cloudinit.modules.system;

import org.jspecify.annotations.NullMarked;
