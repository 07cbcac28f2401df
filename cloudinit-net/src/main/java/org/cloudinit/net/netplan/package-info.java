/**
 * netplan: one YAML file, {@code /etc/netplan/50-cloud-init.yaml}.
 *
 * <pre>
 * Verbatim(v2)        ──────────────────────────> the document under "network"
 * Interpreted(state) ──> Sections ──> Addressing ─> ethernets, bonds, bridges, vlans
 * </pre>
 *
 * <p>The behaviour is that of {@code cloudinit/net/netplan.py}. netplan knows no InfiniBand and no
 * routes of the whole machine: they are reported as lost.
 */
@NullMarked
package org.cloudinit.net.netplan;

import org.jspecify.annotations.NullMarked;
