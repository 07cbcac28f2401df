/**
 * From a document to a {@link org.cloudinit.api.network.NetworkState}, the same for both versions.
 *
 * <pre>
 * Interpreter ──> Version1 ──> Subnets, Routes ──┐
 *             └─> Version2 ──────────────────────┴──> Draft (one a device) ──> Device
 * </pre>
 *
 * <p>A document is read through {@link org.cloudinit.net.interpret.Entry}, which numbers every
 * value that is taken from it and remembers the keys that nobody asked for. So no key can be
 * dropped without a word: it is either part of the state, or among its {@code ignored} losses.
 *
 * <p>The behaviour is that of {@code cloudinit/net/network_state.py}: what it refuses is refused
 * here, with a place and a code of the area {@code network}.
 */
@NullMarked
package org.cloudinit.net.interpret;

import org.jspecify.annotations.NullMarked;
