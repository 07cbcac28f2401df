package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.RenderedFile;
import org.cloudinit.api.report.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * The jars of the machine's owner, one a name: {@code NAME.jar} in {@value BundleFolders#OF_OWNER}.
 * What is put there counts from the next boot on.
 */
public final class BundleStore {
    private static final String GOOD =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    private static final int FILE_MODE = 0644;
    private static final int FOLDER_MODE = 0755;

    private final HostRoot root;

    /** The store of a machine. */
    public BundleStore(HostRoot root) {
        this.root = root;
    }

    /**
     * Puts a jar into the store, in one step.
     *
     * @param source the jar, in this program's own file system
     * @return the path of the machine that it has now
     * @throws MalformedException if its name is no good for a file
     */
    public String put(BundleFile source) throws IOException {
        String path = path(source.name());
        root.createDirectory(BundleFolders.OF_OWNER, FOLDER_MODE);
        root.write(new RenderedFile(path, Files.readAllBytes(source.file()), FILE_MODE, null));
        return path;
    }

    /** The bytes of the jar of that name, or null. */
    public byte @Nullable [] content(String name) throws IOException {
        return root.readIfPresent(path(name));
    }

    /** Puts back what {@link #content} told; null removes the jar. */
    public void restore(String name, byte @Nullable [] content) throws IOException {
        if (content == null) {
            root.delete(path(name));
        } else {
            root.write(new RenderedFile(path(name), content, FILE_MODE, null));
        }
    }

    /** Whether a jar of that name is in the store. */
    public boolean has(String name) {
        return root.exists(path(name));
    }

    /** Removes the jar of that name. */
    public void remove(String name) throws IOException {
        root.delete(path(name));
    }

    /** Where the jar of that name lies, in this program's own file system. */
    public Path file(String name) throws IOException {
        return root.resolve(path(name));
    }

    private static String path(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean good = GOOD.indexOf(c) >= 0 && (c != '.' || i > 0);
            if (!good) {
                throw new MalformedException(
                        "bundles.bad-name",
                        BundleFile.ACT,
                        Origin.BUILT_IN,
                        "'" + name + "' is no symbolic name",
                        "Use letters, digits, dots, hyphens and underscores.");
            }
        }
        return BundleFolders.OF_OWNER + "/" + name + ".jar";
    }
}
