/**
 * From failed keywords to findings.
 *
 * <pre>
 * SchemaDocument    the schema, and its parts by reference
 *   SchemaParts     what of it says anything about a document, read alone
 * QuickVerdict      valid documents, without the library
 * SchemaLibrary     asks the JSON-schema library which keywords fail where
 *   TreeNode        a configuration tree as the library walks it
 *   Keywords        the keywords that the library is to judge in another way
 * FaultReader       raw failures to faults, in the order of the schema
 *   Fault           a keyword that fails at a node, with its words
 *   Wording         the words, as the original has them
 *   PythonRepr      values as Python shows them
 * Alternatives      which faults of oneOf, anyOf and not remain
 *   Relevance       the fault that tells most
 * </pre>
 */
@NullMarked
package org.cloudinit.schema.check;

import org.jspecify.annotations.NullMarked;
