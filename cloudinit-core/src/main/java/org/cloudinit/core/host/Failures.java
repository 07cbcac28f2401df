package org.cloudinit.core.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Gives input and output errors the act and the machine's path, which the JDK's often lack. */
final class Failures {
    private Failures() {}

    /** The same failure, named; what was not there stays a {@link NoSuchFileException}. */
    static IOException named(String act, String path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            var missing = new NoSuchFileException(path, null, act + ": no such file or folder");
            missing.initCause(cause);
            return missing;
        }
        var named = new FileSystemException(act + " " + path, null, reason(cause));
        named.initCause(cause);
        return named;
    }

    private static @Nullable String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "Permission denied";
            case FileAlreadyExistsException _ -> "something is there already";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemLoopException _ -> "the symbolic links on the way turn in a circle";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> cause.getMessage();
        };
    }
}
