/** Which network services the machine has, judged by its files alone: no program is started. */
@NullMarked
package org.cloudinit.net.service;

import org.jspecify.annotations.NullMarked;
