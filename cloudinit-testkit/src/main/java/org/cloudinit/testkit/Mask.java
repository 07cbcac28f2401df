package org.cloudinit.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Text that cannot be equal: time stamps, process numbers, generated keys. It is replaced on both
 * sides of a comparison; everything around it is still compared.
 *
 * @param path a path, or the beginning of paths if it ends with {@code *}
 * @param what text to be replaced
 * @param replacement what stands there then
 */
public record Mask(String path, Pattern what, String replacement) {
    public Mask {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(replacement, "replacement");
    }

    /** Replaces what a regular expression matches by {@code <masked>}. */
    public static Mask of(String path, String regex) {
        return new Mask(path, Pattern.compile(regex), "<masked>");
    }

    /** Makes the whole content of a file equal; its presence and mode are still compared. */
    public static Mask content(String path) {
        return new Mask(path, Pattern.compile("(?s).+"), "<masked>");
    }

    private boolean covers(String name) {
        return path.endsWith("*")
                ? name.startsWith(path.substring(0, path.length() - 1))
                : name.equals(path);
    }

    static TreeNode apply(Collection<Mask> masks, String path, TreeNode node) {
        TreeNode masked = node;
        for (Mask mask : masks) {
            if (mask.covers(path) && masked instanceof TreeNode.FileNode file) {
                String text = mask.what.matcher(file.text()).replaceAll(mask.replacement);
                masked = new TreeNode.FileNode(file.mode(), text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return masked;
    }
}
