package org.cloudinit.media;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A drive, or one directory or file of it, could not be read.
 *
 * <p>The message names the stable code, the device or file, the byte offset where known, what is
 * wrong and what to do. It quotes names from the drive with control characters replaced, and never
 * content.
 */
public final class MediaException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    /** Offset of a problem that has no place on the drive. */
    public static final long NO_OFFSET = -1;

    /** What kind of failure it is. The ids are stable. */
    public enum Code {
        /** The device or file cannot be opened. */
        OPEN("media.open", "Name a block device or an image file that this user may read."),
        /** The device refused a read. */
        READ(
                "media.read",
                "Check the device or the storage of the image; the kernel log may say more."),
        /** The source ends before the data that it announces. */
        TRUNCATED("media.truncated", "The image or its copy is incomplete: make it again."),
        /** A structure contradicts the format, or itself. */
        DAMAGED("media.damaged", "Make the drive again, or check how it was written."),
        /** Within the format, but beyond the {@link Limits}. */
        LIMIT("media.limit", "Make it smaller, or raise the limit if it is meant to be so."),
        /** A symbolic link leads out of the drive, or never ends. */
        LINK("media.link", "Use links that stay within the drive, or copy the file."),
        /** No file system that can be read here. */
        FORMAT("media.format", "Make the drive as ISO 9660 or FAT."),
        /** A known feature that is not read: interleaved or compressed files. */
        UNSUPPORTED(
                "media.unsupported", "Store the file plainly: neither compressed nor interleaved.");

        private final String id;
        private final String remedy;

        Code(String id, String remedy) {
            this.id = id;
            this.remedy = remedy;
        }

        /** The stable text form, such as {@code media.damaged}. */
        public String id() {
            return id;
        }

        /** What the user can do about it. */
        public String remedy() {
            return remedy;
        }
    }

    private final Code code;
    private final String source;
    private final long offset;
    private final String problem;

    MediaException(
            Code code, String source, long offset, String problem, @Nullable Throwable cause) {
        super(message(code, source, offset, problem), cause);
        this.code = code;
        this.source = source;
        this.offset = offset;
        this.problem = printable(problem);
    }

    /** What kind of failure it is. */
    public Code code() {
        return code;
    }

    /** Name of the device or file, as {@link BlockSource#name()} gives it. */
    public String source() {
        return source;
    }

    /** Where on the source the damage lies, in bytes, or {@link #NO_OFFSET}. */
    public long offset() {
        return offset;
    }

    /** What is wrong, in words, without the place and the remedy. */
    public String problem() {
        return problem;
    }

    private static String message(Code code, String source, long offset, String problem) {
        String place = offset == NO_OFFSET ? "" : ", byte " + offset;
        return code.id
                + ": "
                + printable(source)
                + place
                + ": "
                + printable(problem)
                + ". "
                + code.remedy;
    }

    /** A hostile name must not forge log lines or drive a terminal. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                            ? '?'
                            : c);
        }
        return out.toString();
    }
}
