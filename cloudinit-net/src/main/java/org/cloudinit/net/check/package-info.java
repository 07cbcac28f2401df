/**
 * Whether a document has the form that it should have, before anyone tries to make sense of it:
 *
 * <pre>
 * DocumentCheck        start here: which form, under {@code network} or not
 *   Version1Form       tables of keys and types, one a file
 *   Version2Form
 *   NetworkDataForm
 *   Shape              what the tables are made of
 *   ShapeCheck         compares a tree with a shape; says every place where they differ
 * </pre>
 *
 * <p>The tables hold what the reference's schemas hold, and what the reference reads or writes
 * itself though its schemas do not know it.
 */
@NullMarked
package org.cloudinit.net.check;

import org.jspecify.annotations.NullMarked;
