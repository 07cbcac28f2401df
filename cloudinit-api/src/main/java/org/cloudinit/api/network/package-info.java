/**
 * The network as data, from the document to the files:
 *
 * <pre>
 * NetworkConfig = V1 | V2 | Eni | Disabled        what a source said, as written
 * RendererInput = Interpreted(state) | Verbatim   what a renderer gets
 * Rendering     = files, removals, losses         what a renderer answers
 * NicInventory  = Nic*                            what the machine has
 * </pre>
 */
@NullMarked
package org.cloudinit.api.network;

import org.jspecify.annotations.NullMarked;
