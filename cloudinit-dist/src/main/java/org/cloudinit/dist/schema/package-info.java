/** {@code schema}: whether a document is valid, and if not, where. */
package org.cloudinit.dist.schema;
