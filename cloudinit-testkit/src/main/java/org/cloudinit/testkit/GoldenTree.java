package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * A folder as a value: every name below it with its kind, mode and bytes or target. Two trees are
 * equal when all of that is.
 *
 * @param nodes by path; paths begin with a slash, the folder itself is not among them
 */
public record GoldenTree(Map<String, TreeNode> nodes) {
    public GoldenTree {
        nodes = java.util.Collections.unmodifiableMap(new TreeMap<>(nodes));
    }

    /** Reads a folder of this program's file system. */
    public static GoldenTree read(Path folder) throws IOException {
        var nodes = new TreeMap<String, TreeNode>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                if (!each.equals(folder)) {
                    nodes.put("/" + folder.relativize(each), TreeNode.read(each));
                }
            }
        }
        return new GoldenTree(nodes);
    }

    /** Begins a tree that is written down. */
    public static Builder builder() {
        return new Builder();
    }

    /** Without these paths and what is below them. */
    public GoldenTree without(String... paths) {
        var kept = new TreeMap<>(nodes);
        for (String path : paths) {
            kept.keySet().removeIf(name -> name.equals(path) || name.startsWith(path + "/"));
        }
        return new GoldenTree(kept);
    }

    /** Only these paths and what is below them. */
    public GoldenTree only(String... paths) {
        var kept = new TreeMap<String, TreeNode>();
        for (Map.Entry<String, TreeNode> node : nodes.entrySet()) {
            for (String path : paths) {
                if (node.getKey().equals(path) || node.getKey().startsWith(path + "/")) {
                    kept.put(node.getKey(), node.getValue());
                }
            }
        }
        return new GoldenTree(kept);
    }

    /** Only what an earlier tree does not have in the same way. */
    public GoldenTree since(GoldenTree before) {
        var changed = new TreeMap<>(nodes);
        changed.entrySet()
                .removeIf(node -> node.getValue().equals(before.nodes.get(node.getKey())));
        return new GoldenTree(changed);
    }

    /** What an earlier tree has and this one has not. */
    public List<String> goneSince(GoldenTree before) {
        return before.nodes.keySet().stream().filter(name -> !nodes.containsKey(name)).toList();
    }

    /**
     * What is different, one entry for each path, in order; empty if nothing is.
     *
     * @param actual the tree that was made
     * @param masks what is made equal on both sides first
     */
    public List<String> differences(GoldenTree actual, Collection<Mask> masks) {
        var differences = new ArrayList<String>();
        var all = new TreeMap<>(nodes);
        all.putAll(actual.nodes);
        for (String path : all.keySet()) {
            TreeNode wanted = nodes.get(path);
            TreeNode found = actual.nodes.get(path);
            if (found == null) {
                differences.add(path + ": missing, should be " + nodes.get(path));
            } else if (wanted == null) {
                differences.add(path + ": should not be there, is " + found);
            } else {
                TreeNode.compare(
                                path,
                                Mask.apply(masks, path, wanted),
                                Mask.apply(masks, path, found))
                        .ifPresent(differences::add);
            }
        }
        return differences;
    }

    /** Fails with all differences, if there are any. */
    public void assertSame(GoldenTree actual, Mask... masks) {
        List<String> differences = differences(actual, List.of(masks));
        if (!differences.isEmpty()) {
            Assertions.fail(
                    differences.size() + " differences:\n" + String.join("\n", differences));
        }
    }

    /** One line for each node. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        nodes.forEach((path, node) -> text.append(path).append(' ').append(node).append('\n'));
        return text.toString();
    }

    /** Collects nodes. */
    public static final class Builder {
        private final Map<String, TreeNode> nodes = new TreeMap<>();

        private Builder() {}

        /** A file with UTF-8 text. */
        public Builder file(String path, int mode, String text) {
            return file(path, mode, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        /** A file. */
        public Builder file(String path, int mode, byte[] content) {
            nodes.put(path, new TreeNode.FileNode(mode, content));
            return this;
        }

        /** A folder. */
        public Builder folder(String path, int mode) {
            nodes.put(path, new TreeNode.FolderNode(mode));
            return this;
        }

        /** A symbolic link. */
        public Builder link(String path, String target) {
            nodes.put(path, new TreeNode.LinkNode(target));
            return this;
        }

        /** The tree. */
        public GoldenTree build() {
            return new GoldenTree(nodes);
        }
    }
}
