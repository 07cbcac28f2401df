package org.cloudinit.datasource.configdrive;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.cloudinit.api.config.ConfigTree;
import org.cloudinit.api.config.Documents;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.config.Scalar;
import org.cloudinit.api.config.Sequence;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.api.report.Reporter;
import org.cloudinit.media.MediaException;
import org.jspecify.annotations.Nullable;

/**
 * Reads single files of a drive. A file that is optional and cannot be used is reported and counts
 * as absent.
 *
 * @param folder where the files lie
 * @param documents reads JSON
 * @param reporter takes what is wrong with optional files
 */
record DriveParts(DriveFolder folder, Documents documents, Reporter reporter) {
    /** Far above any meta-data; clouds limit it to some hundred KiB. */
    static final int JSON_LIMIT = 4 << 20;

    /** Bytes of user-data or of a file to be injected. */
    static final int CONTENT_LIMIT = 16 << 20;

    private static final String REMEDY =
            "Correct the file on the drive; the rest of the drive is used";

    /** An optional file's bytes, or null. */
    byte @Nullable [] bytes(String path, String what, int limit) {
        try {
            return folder.read(path, limit);
        } catch (IOException e) {
            reporter.report(
                    Problem.warning(
                            "config-drive.unreadable",
                            "reading " + what + " of the config drive",
                            Origin.of(folder.locate(path)),
                            reason(e),
                            "Check the drive; the rest of it is used"));
            return null;
        }
    }

    /**
     * An optional JSON file whose root is a mapping, a list or a string, as the original accepts
     * it; or null.
     */
    @Nullable ConfigTree json(String path, String what) {
        byte[] bytes = bytes(path, what, JSON_LIMIT);
        if (bytes == null) {
            return null;
        }
        ConfigTree tree;
        try {
            tree = documents.json(bytes, folder.locate(path));
        } catch (MalformedException e) {
            reporter.report(badJson(e, what, REMEDY));
            return null;
        }
        return switch (tree) {
            case Mapping mapping -> mapping;
            case Sequence sequence -> sequence;
            case Scalar.Text text -> text;
            case Scalar other -> {
                warn("config-drive.wrong-type", what, other, "a " + other.kind() + " stands here");
                yield null;
            }
        };
    }

    /** Reports that a node cannot be used. */
    void warn(String code, String what, ConfigTree node, String message) {
        warn(code, what, node.origin(), message);
    }

    /** Reports that something cannot be used. */
    void warn(String code, String what, Origin origin, String message) {
        reporter.report(
                Problem.warning(
                        code, "reading " + what + " of the config drive", origin, message, REMEDY));
    }

    /** The same syntax error, as a problem of a drive. */
    static Problem badJson(MalformedException e, String what, String remedy) {
        Problem problem = e.problem();
        return Problem.warning(
                "config-drive.bad-json",
                "reading " + what + " of the config drive",
                problem.origin(),
                problem.message(),
                remedy);
    }

    /** What a drive's reader says, with the system's own word where that adds something. */
    static String reason(MediaException e) {
        Throwable cause = e.getCause();
        String word = cause == null ? null : cause.getMessage();
        return word == null || cause instanceof NoSuchFileException
                ? e.problem()
                : e.problem() + ": " + word;
    }

    /** What an exception says; some say nothing but their name. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? "it cannot be read: " + e.getClass().getSimpleName() : message;
    }
}
