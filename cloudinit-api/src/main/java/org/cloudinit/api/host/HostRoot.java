package org.cloudinit.api.host;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.cloudinit.api.report.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The one place where files are written. Every write is whole or absent after a power loss: a
 * sibling temporary file, synced, renamed, and its folder synced; what is less is said. Missing
 * parent folders are made with mode 0755, whatever the umask.
 *
 * <p>Links: outside the state folders ({@code /var/lib/cloud}, {@code /run/cloud-init}) a write
 * goes where the machine itself would write, through links. Inside them a link at the path's end is
 * replaced, never followed, and a path whose folders lead out through a link is refused. A path
 * with {@code ..} in it is refused everywhere.
 *
 * <p>What fails names the act and the path, and leaves neither a half-written nor a temporary file.
 */
public interface HostRoot extends HostFiles {
    /** Writes a file atomically, with its mode and owner. */
    void write(RenderedFile file) throws IOException;

    /**
     * Writes a file of bytes that must not be seen, atomically and with its mode. A root that
     * stands for a machine copies them nowhere.
     */
    default void write(String path, Secret content, int mode) throws IOException {
        write(new RenderedFile(path, content.reveal(), mode, null));
    }

    /**
     * Writes a file that speaks by being there, such as a semaphore: atomically, and its name lasts
     * when this returns. Nothing waits for its content: after a power loss the file may be empty,
     * so nobody who reads it may need more than its name.
     */
    default void mark(RenderedFile file) throws IOException {
        write(file);
    }

    /**
     * Writes a file that the next boot makes anew before anyone reads it, such as the status:
     * atomically, and nothing waits for the disk. After a power loss it may be empty, or absent.
     */
    default void writeForThisBoot(RenderedFile file) throws IOException {
        write(file);
    }

    /** As above, of bytes that must not be seen. */
    default void writeForThisBoot(String path, Secret content, int mode) throws IOException {
        write(path, content, mode);
    }

    /** Appends to a file, making it with the mode if it is not there. Not atomic: for logs. */
    void append(String path, byte[] bytes, int mode) throws IOException;

    /** Opens a file for appending, likewise; each write reaches the file at once. */
    OutputStream openAppend(String path, int mode) throws IOException;

    /** Makes a folder and its parents; the mode is for the last one, if it is made. */
    void createDirectory(String path, int mode) throws IOException;

    /** Makes or replaces a symbolic link in one step. */
    void link(String path, String target) throws IOException;

    /** Removes a file, a link or a folder with all in it; nothing there is no error. */
    void delete(String path) throws IOException;

    /** Sets permission bits. */
    void changeMode(String path, int mode) throws IOException;

    /**
     * Sets owner and group by name or number; null leaves one alone. Names are looked up in the
     * machine's own {@code /etc/passwd} and {@code /etc/group}. Under another root folder than
     * {@code /} an owner that may not be set is left, for such a run needs no root's rights.
     *
     * @throws IOException also if the machine knows no such user or group
     */
    void changeOwner(String path, Owner owner) throws IOException;

    /**
     * Makes changes that belong together. Each file is whole or absent as ever; but a folder in
     * which several names change is synced once, when all are made, and that is done when this
     * returns or throws. A sync costs milliseconds, so a sub-stage wraps its writes in this. What
     * must not last before the others do, such as a semaphore, is written afterwards.
     *
     * @throws IOException from the changes, or from syncing
     */
    void together(Changes changes) throws IOException;

    /**
     * Makes changes that belong together, of many files: for those that are written, the disk is
     * waited for once instead of once a file. Each is whole or absent as ever, and has its name
     * when this returns or throws; before that, nobody may look for it, nor change it but by
     * another write, nor start a program that does. A write that fails later than its call is told
     * by this.
     *
     * @throws IOException from the changes, or from syncing
     */
    default void inBulk(Changes changes) throws IOException {
        together(changes);
    }

    /** These folders are state folders too from now on: the configuration keeps the state there. */
    void guard(List<String> folders);

    /**
     * Excludes every other run that asks for the same lock, of this process and of others, until it
     * is closed. A process that ends, or is killed, holds it no more: nothing has to be cleaned up.
     *
     * @param path a file that stands for the lock while it is held, in a folder that is not shared
     *     between machines; made with mode 0600, removed when the lock is closed
     * @param patienceMillis how long is waited for one who holds it, in milliseconds
     * @return the lock, or null if another one holds it even then
     * @throws IOException if there can be no lock, as on a read-only disk
     */
    @Nullable Closeable lock(String path, long patienceMillis) throws IOException;

    /** Makes changes. */
    @FunctionalInterface
    interface Changes {
        void make() throws IOException;
    }
}
