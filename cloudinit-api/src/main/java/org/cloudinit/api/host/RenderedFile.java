package org.cloudinit.api.host;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as data.
 *
 * @param path absolute path in the machine
 * @param content its bytes, copied
 * @param mode permission bits, such as {@code 0644}
 * @param owner owner to be set, or null for the one who writes
 */
public record RenderedFile(String path, byte[] content, int mode, @Nullable Owner owner) {
    public RenderedFile {
        Objects.requireNonNull(path, "path");
        content = content.clone();
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("not a file mode: " + Integer.toOctalString(mode));
        }
    }

    /** A file with UTF-8 text. */
    public static RenderedFile text(String path, String text, int mode) {
        return new RenderedFile(path, text.getBytes(StandardCharsets.UTF_8), mode, null);
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    /** The content to be read, not copied. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** The content as UTF-8 text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RenderedFile that
                && path.equals(that.path)
                && mode == that.mode
                && Objects.equals(owner, that.owner)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, mode, Arrays.hashCode(content));
    }

    /** Path, mode and size; the content may be secret. */
    @Override
    public String toString() {
        return path + " 0" + Integer.toOctalString(mode) + " " + content.length + " bytes";
    }
}
