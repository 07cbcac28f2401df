/**
 * What the network stage fetches over HTTP: {@link org.cloudinit.core.web.WebReader} is the port,
 * {@link org.cloudinit.core.web.HttpReader} the real one. A boot without such an address, and every
 * Local stage, loads none of the platform's classes for it.
 */
@NullMarked
package org.cloudinit.core.web;

import org.jspecify.annotations.NullMarked;
