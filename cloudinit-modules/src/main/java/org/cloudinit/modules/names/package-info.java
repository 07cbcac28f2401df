/**
 * Names of machines: {@link org.cloudinit.modules.names.UpdateEtcHosts} and {@link
 * org.cloudinit.modules.names.ResolvConf}. The host name itself is set by the stage.
 */
@NullMarked
package org.cloudinit.modules.names;

import org.jspecify.annotations.NullMarked;
