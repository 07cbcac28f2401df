package org.cloudinit.api.host;

import org.jspecify.annotations.Nullable;

/**
 * User and group of a file.
 *
 * @param user name or number, or null to leave it
 * @param group name or number, or null to leave it
 */
public record Owner(@Nullable String user, @Nullable String group) {}
