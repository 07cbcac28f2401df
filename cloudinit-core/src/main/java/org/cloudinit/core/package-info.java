/**
 * The Local stage: configuration, data source search, instance, network, user-data and module runs,
 * in order.
 */
@NullMarked
package org.cloudinit.core;

import org.jspecify.annotations.NullMarked;
