/**
 * OpenStack's {@code network_data.json} to network config version 1, with the links named as on
 * this machine:
 *
 * <pre>
 * NetworkDataConverter    the whole document; services become name servers
 *   LinkReader            links = Physical | Bond | Vlan
 *   SubnetReader          networks
 *   LinkNaming            what each link is called here
 *   NetworkProblems       what was left out, and why
 * NetworkDataLosses       what a rendering of it does not express, under its own paths
 * </pre>
 *
 * <p>Reading is lenient by part: what cannot be used is reported with its place and left out. Facts
 * of the original: {@code sources/helpers/openstack.py}; of the dialects: Nova, Ironic, CloudStack
 * and oVirt, which write this form.
 */
@NullMarked
package org.cloudinit.net.openstack;

import org.jspecify.annotations.NullMarked;
