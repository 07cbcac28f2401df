package org.cloudinit.api.host;

/**
 * What {@code lstat} tells.
 *
 * @param kind file, folder, link or something else
 * @param mode permission bits, such as {@code 0644}
 * @param size bytes; of a link the length of its target
 * @param user number of the user that it belongs to
 * @param group number of its group
 */
public record FileFacts(Kind kind, int mode, long size, int user, int group) {
    /** Something of root's. */
    public FileFacts(Kind kind, int mode, long size) {
        this(kind, mode, size, 0, 0);
    }

    /** What stands under a path. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }
}
