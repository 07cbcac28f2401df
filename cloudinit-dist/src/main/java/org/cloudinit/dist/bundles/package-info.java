/**
 * Bundles that are added to the machine: {@link org.cloudinit.dist.bundles.StageWithBundles} runs
 * the stage with them, the commands {@code bundles} and {@code agent} change which there are.
 */
package org.cloudinit.dist.bundles;
