/**
 * Sub-stage 1: where configuration comes from, and which word wins. {@link
 * org.cloudinit.core.config.ConfigSources} reads everything once; {@link
 * org.cloudinit.core.config.SystemConfig} is the result, as it stands before or after user-data.
 *
 * <pre>
 * strongest  --file
 *            CLOUD_CFG of the environment
 *            instance: cloud-config.txt, vendor2-cloud-config.txt, vendor-cloud-config.txt
 *            the data source's own configuration
 *            kernel command line (cc: … end_cc)          ┐
 *            /run/cloud-init/cloud.cfg                   │ base
 *            /etc/cloud/cloud.cfg.d/*.cfg, the last first│
 *            /etc/cloud/cloud.cfg                        │
 * weakest    built-in                                    ┘
 * </pre>
 */
@NullMarked
package org.cloudinit.core.config;

import org.jspecify.annotations.NullMarked;
