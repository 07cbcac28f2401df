/**
 * From the places where a config drive may be to what it says of the instance:
 *
 * <pre>
 * ConfigDrive          the data source; starts everything below
 *   DriveSearch        seed folders, then block devices, or one image; says why each was passed over
 *     BlockDevices     which devices there are, what lies on each, in which order to look
 *     ImageSearch      the partitions of an image
 *     DriveFolder      one way to read = HostFolder | VolumeFolder | LocalFolder
 *       DriveReader    which layout the folder has
 *         OpenStackLayout   version 2: openstack/VERSION/…, ec2/…
 *         LegacyLayout      version 1: meta.js and two files
 *           Drive           what both read, as data
 *   InstanceAssembly   Drive to InstanceData
 * </pre>
 *
 * <p>Reading is lenient by part: a part that is broken is reported with file, line and column and
 * left out, and the rest is used. Only {@code meta_data.json} is needed. Facts of the original:
 * {@code sources/DataSourceConfigDrive.py} and {@code sources/helpers/openstack.py}.
 */
@NullMarked
package org.cloudinit.datasource.configdrive;

import org.jspecify.annotations.NullMarked;
