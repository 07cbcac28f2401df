package org.cloudinit.media;

/**
 * An entry of a directory. Devices, pipes and sockets, which Rock Ridge can store, are left out.
 *
 * <p>Nodes stay valid as long as their volume's source is open.
 */
public sealed interface Node {

    /**
     * The name within the directory, never empty, {@code .} or {@code ..}, without slash or NUL;
     * the root's is empty.
     */
    String name();

    /**
     * A directory.
     *
     * @param name see {@link Node#name()}
     * @param mode permission bits: Rock Ridge's, else as Linux shows such a drive by default
     * @param depth number of directories above it; the root has 0
     * @param place where it lies
     */
    record Directory(String name, int mode, int depth, Place place) implements Node {}

    /**
     * A regular file.
     *
     * @param name see {@link Node#name()}
     * @param mode permission bits: Rock Ridge's, else as Linux shows such a drive by default
     * @param size in bytes
     * @param place where its bytes lie
     */
    record File(String name, int mode, long size, Place place) implements Node {}

    /**
     * A symbolic link.
     *
     * @param name see {@link Node#name()}
     * @param target the text of the link, as stored; empty if it is damaged, so that following it
     *     fails
     */
    record Symlink(String name, String target) implements Node {}
}
