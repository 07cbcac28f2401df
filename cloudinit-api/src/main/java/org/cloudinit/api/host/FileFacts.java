package org.cloudinit.api.host;

/**
 * What {@code lstat} tells.
 *
 * @param kind file, folder, link or something else
 * @param mode permission bits, such as {@code 0644}
 * @param size bytes; of a link the length of its target
 */
public record FileFacts(Kind kind, int mode, long size) {
    /** What stands under a path. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }
}
