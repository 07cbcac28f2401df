package org.cloudinit.modules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostRoot;
import org.cloudinit.api.host.Owner;
import org.cloudinit.api.host.RenderedFile;
import org.jspecify.annotations.Nullable;

/**
 * Files that keep their mode and owner when they get another text. One that has the text already is
 * not touched.
 *
 * @param root the machine's files
 */
public record KeptFile(HostRoot root) {
    private static final int MOST_LINKS = 40;

    /** The text of a file; null if it is not there. */
    public @Nullable String text(String path) throws IOException {
        byte[] bytes = root.readIfPresent(path);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Writes a file whole.
     *
     * @param mode its mode if it is not there yet
     */
    public void write(String path, String text, int mode) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FileFacts facts = facts(path);
        if (facts == null || facts.kind() != FileFacts.Kind.FILE) {
            root.write(new RenderedFile(path, bytes, mode, null));
        } else if (!Arrays.equals(bytes, root.read(path))) {
            root.write(new RenderedFile(path, bytes, facts.mode(), owner(facts)));
        }
    }

    /** Who owns a file; null if it is not there. */
    public @Nullable Owner owner(String path) throws IOException {
        FileFacts facts = facts(path);
        return facts == null || facts.kind() != FileFacts.Kind.FILE ? null : owner(facts);
    }

    private static Owner owner(FileFacts facts) {
        return new Owner(Integer.toString(facts.user()), Integer.toString(facts.group()));
    }

    /** What links lead to, for that is what is written. */
    private @Nullable FileFacts facts(String path) throws IOException {
        String at = path;
        for (int links = 0; links < MOST_LINKS; links++) {
            String target = root.readLink(at);
            if (target == null) {
                return root.facts(at);
            }
            at =
                    target.startsWith("/")
                            ? target
                            : at.substring(0, at.lastIndexOf('/') + 1) + target;
        }
        return null;
    }
}
