/**
 * The instance: who it is ({@link InstanceId}) and what its data source said ({@link
 * InstanceData}), as one immutable record that the cache keeps as JSON.
 */
@NullMarked
package org.cloudinit.api.instance;

import org.jspecify.annotations.NullMarked;
