package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What stands under a path of a tree. */
public sealed interface TreeNode {
    /** A file; the bytes are copied. */
    record FileNode(int mode, byte[] content) implements TreeNode {
        public FileNode {
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }

        /** The content as text. */
        public String text() {
            return new String(content, java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FileNode that
                    && mode == that.mode
                    && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return 31 * mode + Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "file 0" + Integer.toOctalString(mode) + " of " + content.length + " bytes";
        }
    }

    /** A folder. */
    record FolderNode(int mode) implements TreeNode {
        @Override
        public String toString() {
            return "folder 0" + Integer.toOctalString(mode);
        }
    }

    /** A symbolic link; its own mode means nothing. */
    record LinkNode(String target) implements TreeNode {
        @Override
        public String toString() {
            return "link to " + target;
        }
    }

    /** A device, pipe or socket. */
    record OtherNode(int mode) implements TreeNode {}

    /** Reads what stands under a path of this program's file system. */
    static TreeNode read(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return new LinkNode(Files.readSymbolicLink(path).toString());
        }
        int mode = SandboxFiles.modeOf(path);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new FolderNode(mode);
        }
        return Files.isRegularFile(path)
                ? new FileNode(mode, Files.readAllBytes(path))
                : new OtherNode(mode);
    }

    /** How two nodes differ, for people; empty if they do not. */
    static Optional<String> compare(String path, TreeNode wanted, TreeNode found) {
        if (wanted.equals(found)) {
            return Optional.empty();
        }
        if (wanted instanceof FileNode want
                && found instanceof FileNode have
                && !Arrays.equals(want.content, have.content)) {
            String mode = want.mode == have.mode ? "" : " " + have + ", should be " + want + ";";
            return Optional.of(
                    path + ":" + mode + " " + TextDifference.of(want.text(), have.text()));
        }
        return Optional.of(path + ": is " + found + ", should be " + wanted);
    }
}
