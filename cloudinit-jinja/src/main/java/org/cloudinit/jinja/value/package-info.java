/**
 * Values of templates and what Python does with them. A value is a {@code Boolean}, {@code
 * BigInteger}, {@code Double}, {@code String}, {@code ArrayList} (list), {@code LinkedHashMap}
 * (dict) or one of this package's types; never null. No operation reaches a Java object's own
 * methods: what a template may call is listed, name by name.
 */
@NullMarked
package org.cloudinit.jinja.value;

import org.jspecify.annotations.NullMarked;
