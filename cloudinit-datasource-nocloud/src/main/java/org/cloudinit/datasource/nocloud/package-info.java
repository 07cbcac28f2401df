/**
 * From the places where a seed may be to what it says of the instance:
 *
 * <pre>
 * NoCloud            the data source
 *   SeedDetection    from what is gathered to found, absent or unusable; starts everything below
 *   SeedSearch       SMBIOS, kernel command line, folders, configuration, devices, seedfrom
 *     SeedArguments  ds=nocloud;i=…;s=… in SMBIOS and on the kernel command line
 *     SeedDevices    which devices have the label
 *     SeedFrom       the folder that seedfrom names
 *     SeedFolder     one way to read = HostFolder | VolumeFolder
 *       SeedReader   four files to a Seed
 *     Gathered       what all seeds say together
 *       MissingKeys  who wins where two say something
 *   Assembly         Gathered to InstanceData
 * </pre>
 *
 * <p>Of meta-data an earlier place wins, key by key; of the other files the last that has one.
 * Facts of the original: {@code sources/DataSourceNoCloud.py}.
 */
@NullMarked
package org.cloudinit.datasource.nocloud;

import org.jspecify.annotations.NullMarked;
