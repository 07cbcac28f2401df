package org.cloudinit.core.logging;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage's standard output and error after redirection. Programs whose output is shown write
 * into the same streams: a Java process cannot redirect its own descriptors, so nothing here rests
 * on them being inherited.
 *
 * <p>{@code | tee -a FILE}, which most images have, is done without starting a program. Any other
 * pipe is given to a shell under umask 037 and in group {@code adm}, as the reference does. Under
 * another root folder than {@code /} no shell is started; the output stays.
 */
public final class Output implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Output.class);

    /**
     * Modes of files that a redirection makes: a tee's, as the reference's umask gives it, and
     * others.
     */
    private static final int TEE_MODE = 0640;

    private static final int FILE_MODE = 0644;

    /** What such a command makes belongs to the group {@code adm}, where that can be had. */
    private static final String IN_GROUP =
            "umask 037; g='setpriv --regid adm --keep-groups';"
                    + " $g true 2>/dev/null && exec $g /bin/sh -c \"$1\"; exec /bin/sh -c \"$1\"";

    private final OutputStream out;
    private final OutputStream err;
    private final List<OutputStream> opened;

    private Output(OutputStream out, OutputStream err, List<OutputStream> opened) {
        this.out = out;
        this.err = err;
        this.opened = opened;
    }

    /** The process's own streams, not redirected. */
    public static Output plain(OutputStream out, OutputStream err) {
        return new Output(out, err, List.of());
    }

    /**
     * Opens what a plan says. Where both outputs go to the same place it is opened once.
     *
     * @param programs whether a shell may be started
     * @throws IOException if a file cannot be opened or a shell not be started; nothing is left
     *     open
     */
    public static Output open(
            OutputPlan plan, HostRoot root, boolean programs, OutputStream out, OutputStream err)
            throws IOException {
        OutputStream newOut = stream(plan.out(), root, programs, out);
        if (plan.joinsBoth()) {
            return newOut == null ? plain(out, err) : new Output(newOut, newOut, List.of(newOut));
        }
        OutputStream newErr;
        try {
            newErr = stream(plan.err(), root, programs, newOut == null ? out : newOut);
        } catch (IOException e) {
            if (newOut != null) {
                newOut.close();
            }
            throw e;
        }
        var opened = new ArrayList<OutputStream>();
        if (newOut != null) {
            opened.add(newOut);
        }
        if (newErr != null) {
            opened.add(newErr);
        }
        return new Output(newOut == null ? out : newOut, newErr == null ? err : newErr, opened);
    }

    /**
     * Opens one of the two.
     *
     * @param console standard output of the program that it may be piped to: that of errors says
     *     what it says where output goes by then
     */
    private static @Nullable OutputStream stream(
            @Nullable Redirect redirect, HostRoot root, boolean programs, OutputStream console)
            throws IOException {
        return switch (redirect) {
            case null -> null;
            case Redirect.Into(String file) -> emptied(absolute(file), root, FILE_MODE);
            case Redirect.Onto(String file) -> root.openAppend(absolute(file), FILE_MODE);
            case Redirect.Through(String command) -> {
                TeeCommand tee = TeeCommand.of(command);
                yield tee == null
                        ? shell(command, programs, console)
                        : new TeeStream(console, teeFile(tee, root));
            }
        };
    }

    private static OutputStream emptied(String file, HostRoot root, int mode) throws IOException {
        FileFacts before = root.facts(file);
        boolean isFile = before != null && before.kind() == FileFacts.Kind.FILE;
        root.write(
                new RenderedFile(
                        file, new byte[0], isFile && before != null ? before.mode() : mode, null));
        return root.openAppend(file, mode);
    }

    /** A new file belongs to the group {@code adm}, where there is one. */
    private static OutputStream teeFile(TeeCommand tee, HostRoot root) throws IOException {
        String file = absolute(tee.file());
        boolean fresh = !root.exists(file);
        OutputStream stream =
                tee.append() ? root.openAppend(file, TEE_MODE) : emptied(file, root, TEE_MODE);
        if (fresh) {
            try {
                root.changeOwner(file, new Owner(null, "adm"));
            } catch (IOException e) {
                LOG.debug("left the group of {}: {}", file, e.getMessage());
            }
        }
        return stream;
    }

    private static @Nullable OutputStream shell(
            String command, boolean programs, OutputStream console) throws IOException {
        if (!programs) {
            LOG.info("would pipe the output through a shell command");
            return null;
        }
        return ChildStream.of(List.of("/bin/sh", "-c", IN_GROUP, "sh", command), console);
    }

    /** The reference runs with the working folder {@code /}. */
    private static String absolute(String file) {
        return file.startsWith("/") ? file : "/" + file;
    }

    /** Standard output. */
    public OutputStream out() {
        return out;
    }

    /** Standard error. */
    public OutputStream err() {
        return err;
    }

    /**
     * Closes what was opened, errors first, and waits for programs to take what they were given.
     */
    @Override
    public void close() throws IOException {
        for (OutputStream stream : opened.reversed()) {
            stream.close();
        }
    }
}
