package org.cloudinit.core.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of temporary siblings. The name is fixed, so that what a crash left is found again, begins
 * with a dot and ends in a way that no reader of a {@code *.conf}, {@code *.yaml} or similar folder
 * takes. A random name would also cost the start of a random generator.
 */
final class TemporaryName {
    /** How every temporary file ends. */
    static final String END = ".cloud-init-tmp";

    private static final int LONGEST_NAME = 255;

    private TemporaryName() {}

    /** The temporary sibling of a file. */
    static Path of(Path target) {
        Path last = target.getFileName();
        String name = last == null ? "" : last.toString();
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length + 1 + END.length() > LONGEST_NAME) {
            name = Integer.toHexString(name.hashCode());
        }
        return target.resolveSibling("." + name + END);
    }
}
