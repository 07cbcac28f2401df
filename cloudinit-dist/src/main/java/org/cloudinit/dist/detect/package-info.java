/** {@code detect}: which data sources the machine has, for people and for a systemd generator. */
package org.cloudinit.dist.detect;
