/** {@code devel net-convert}: network configurations of every form into files. */
package org.cloudinit.dist.network;
