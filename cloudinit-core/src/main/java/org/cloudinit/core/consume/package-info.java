/**
 * The set-up of the data source and sub-stage 7: {@link org.cloudinit.core.consume.DataStore} keeps
 * user-data and vendor-data with the instance, {@link org.cloudinit.core.consume.DataConsumption}
 * decides what of it is consumed in this boot. The walk over the parts is {@link
 * org.cloudinit.core.userdata.DataWalk}'s.
 */
@NullMarked
package org.cloudinit.core.consume;

import org.jspecify.annotations.NullMarked;
