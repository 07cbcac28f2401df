package org.cloudinit.bundles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Which jar may be loaded: what a bundle does, it does with the rights of this program. A file, and
 * each folder that it is in up to the machine's root folder, belongs to root (or to the user that
 * this program runs as, which under another root folder need not be root), and neither its group
 * nor others may write to it. A link is not followed.
 */
final class TrustRule {
    private static final int KIND = 0170000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int ROOT = 0;

    private final Path root;
    private final int self;

    /**
     * The rule of a machine.
     *
     * @param root the machine's root folder
     */
    TrustRule(Path root) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        this.self = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** Why a jar may not be loaded; null if it may. */
    @Nullable Problem objection(Path file) {
        // The root folder may be stated relative to where this program runs.
        Path place = file.toAbsolutePath().normalize();
        Path last = place.startsWith(root) ? root : place.getRoot();
        String reason = reason(file, FILE);
        Path folder = place.getParent();
        while (reason == null && folder != null) {
            reason = reason(folder, FOLDER);
            folder = folder.equals(last) ? null : folder.getParent();
        }
        return reason == null ? null : refusal(file, "bundles.not-trusted", reason);
    }

    private @Nullable String reason(Path path, int kind) {
        Map<String, Object> facts;
        try {
            facts = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException failure) {
            return path + " cannot be looked at: " + failure.getMessage();
        }
        int mode = (int) Objects.requireNonNull(facts.get("mode"));
        int owner = (int) Objects.requireNonNull(facts.get("uid"));
        if ((mode & KIND) != kind) {
            return path + " is no regular " + (kind == FILE ? "file" : "folder");
        }
        if (owner != ROOT && owner != self) {
            return path + " belongs to user " + owner + ", not to root";
        }
        if ((mode & WRITABLE_BY_OTHERS) != 0) {
            return path + " may be written by its group or by others";
        }
        return null;
    }

    static Problem refusal(Path file, String code, String reason) {
        return Problem.warning(
                code,
                "loading a bundle",
                Origin.of(file.toString()),
                "it is left out: " + reason,
                "Give file and folders to root and take the right to write from all others.");
    }
}
