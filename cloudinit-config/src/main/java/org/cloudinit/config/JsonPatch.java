package org.cloudinit.config;

import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.config.patch.Patching;

/**
 * JSON Patch (RFC 6902), as {@code #cloud-config-jsonp} parts use it: add, remove, replace, move,
 * copy, test.
 */
public final class JsonPatch {
    private JsonPatch() {}

    /**
     * The document after the patch. A patch is applied as a whole or not at all.
     *
     * @param patch the list of operations
     * @throws org.cloudinit.api.report.MalformedException {@code jsonp.invalid} for a patch that is
     *     none, {@code jsonp.conflict} where a path does not fit the document, {@code jsonp.test}
     *     where a test fails
     */
    public static ConfigTree apply(ConfigTree patch, ConfigTree document) {
        return Patching.apply(patch, document);
    }
}
