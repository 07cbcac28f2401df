package org.cloudinit.core.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import org.cloudinit.api.config.Mapping;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.report.MalformedException;
import org.cloudinit.api.report.Problem;
import org.cloudinit.config.JsonReader;
import org.jspecify.annotations.Nullable;

/** Reads a JSON file of the state folders. */
final class StateFile {
    private static final String ACT = "reading the machine's state";

    private StateFile() {}

    /**
     * The file's mapping; null where it is absent. A damaged one is reported, and null too.
     *
     * @param reporter takes what is wrong with it
     */
    static @Nullable Mapping read(HostFiles files, String path, Problems reporter) {
        byte[] bytes;
        try {
            bytes = files.readIfPresent(path);
        } catch (IOException e) {
            reporter.report(unreadable(path, e));
            return null;
        }
        if (bytes == null) {
            return null;
        }
        try {
            return mapping(bytes, path);
        } catch (MalformedException malformed) {
            reporter.report(malformed.problem());
            return null;
        }
    }

    /**
     * The mapping in a document.
     *
     * @throws MalformedException if the document is empty, cut, or something else
     */
    static Mapping mapping(byte[] bytes, String path) {
        if (new String(bytes, StandardCharsets.ISO_8859_1).isBlank()) {
            throw malformed(path, "state.empty", "it is empty");
        }
        if (JsonReader.read(bytes, path) instanceof Mapping mapping) {
            return mapping;
        }
        throw malformed(path, "state.not-a-mapping", "it holds no JSON object");
    }

    private static MalformedException malformed(String path, String code, String message) {
        return new MalformedException(
                code, ACT, Origin.of(path), message, "The next boot writes it anew.");
    }

    private static Problem unreadable(String path, IOException e) {
        boolean denied = e instanceof AccessDeniedException;
        return Problem.error(
                denied ? "state.denied" : "state.unreadable",
                ACT,
                Origin.of(path),
                denied ? "it may not be read" : "it cannot be read: " + e.getMessage(),
                denied ? "Try it as root." : "Check the disk.");
    }
}
