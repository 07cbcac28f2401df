/**
 * Sandboxed hosts, golden trees and contract tests for modules of cloudinit and for bundles of
 * others.
 */
@NullMarked
package org.cloudinit.testkit;

import org.jspecify.annotations.NullMarked;
