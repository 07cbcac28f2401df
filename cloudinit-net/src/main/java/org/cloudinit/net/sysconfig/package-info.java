/**
 * The {@code ifcfg} files of the Red Hat family and of SUSE, below {@code /etc/sysconfig}, with
 * {@code route-*}, {@code resolv.conf}, NetworkManager's word on DNS and the udev rules of names.
 *
 * <pre>
 * state ──> LinkFiles ──> Ifcfg (one a device) ──> ifcfg-NAME, route-NAME, route6-NAME
 *               ├─> RhelAddressing | SuseAddressing     subnets, by flavour
 *               └─> BondOptions
 *       ──> ResolvConf, UdevRules
 * </pre>
 *
 * <p>The behaviour is that of {@code cloudinit/net/sysconfig.py}. It writes no routes and no
 * gateways for SUSE, and no routes of the whole machine: they are reported as lost.
 */
@NullMarked
package org.cloudinit.net.sysconfig;

import org.jspecify.annotations.NullMarked;
