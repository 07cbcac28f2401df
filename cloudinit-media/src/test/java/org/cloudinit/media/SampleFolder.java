package org.cloudinit.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder from which images are made, and what a reader must find on them. */
final class SampleFolder {

    private final Path root;
    private final SortedMap<String, String> content = new TreeMap<>();
    private final StringBuilder renames = new StringBuilder();
    private int renamed;

    SampleFolder(Path root) throws IOException {
        this.root = Files.createDirectories(root);
    }

    Path root() {
        return root;
    }

    /** Path to description, as {@link #of(Volume)} gives it for a volume. */
    SortedMap<String, String> content() {
        return content;
    }

    /** The files of an OpenStack config drive. */
    SampleFolder withConfigDrive() throws IOException {
        directory("openstack");
        for (String version : new String[] {"2012-08-10", "2015-10-15", "latest"}) {
            directory("openstack/" + version);
            text("openstack/" + version + "/meta_data.json", "{\"uuid\": \"i-1\"}\n");
            text("openstack/" + version + "/user_data", "#cloud-config\n{}\n");
        }
        text("openstack/latest/network_data.json", "{\"links\": [], \"networks\": []}\n");
        directory("openstack/content");
        text("openstack/content/0000", "injected\n");
        return this;
    }

    /** Sizes around those of sectors and clusters. */
    SampleFolder withSizes() throws IOException {
        directory("sizes");
        Random random = new Random(1);
        for (int size : new int[] {0, 1, 511, 512, 513, 2047, 2048, 2049, 4096, 65_536, 70_001}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            file("sizes/s" + size, bytes);
        }
        return this;
    }

    SampleFolder withLongAndForeignNames(int longest) throws IOException {
        directory("names");
        text("names/with some spaces, a comma and (brackets).txt", "1");
        text("names/MiXeD CaSe.TxT", "2");
        text("names/UPPER.TXT", "3");
        text("names/lower.txt", "4");
        text("names/.hidden", "5");
        text("names/two.dots.tar.gz", "6");
        text("names/ünïcödé-Ωmega.txt", "7");
        text("names/日本語のファイル名.txt", "8");
        text("names/" + "l".repeat(longest), "9");
        text("names/" + "m" + "l".repeat(longest - 1), "10");
        directory("names/ördner");
        return this;
    }

    SampleFolder withDepth(int depth) throws IOException {
        StringBuilder path = new StringBuilder("d1");
        directory(path.toString());
        for (int i = 2; i <= depth; i++) {
            path.append("/d").append(i);
            directory(path.toString());
        }
        text(path + "/bottom", "deep\n");
        return this;
    }

    SampleFolder withLinks() throws IOException {
        directory("links");
        link("links/to-content", "../openstack/content");
        link("links/to-file", "to-content/0000");
        link("links/dots", "./.././links/to-file");
        link("links/dangling", "no/such/thing");
        link("links/round", "round");
        link("links/out", root.resolve("openstack").toString());
        link("links/above", "../../x");
        link("links/long", "../" + ("l".repeat(90) + "/").repeat(3) + "end");
        return this;
    }

    SampleFolder withManyFiles(int count) throws IOException {
        directory("many");
        for (int i = 0; i < count; i++) {
            text("many/" + i + ".txt", "content " + i + "\n");
        }
        return this;
    }

    /** Gives foreign names, for which this JVM may have no charset, by a script of bytes. */
    SampleFolder finished() throws IOException, InterruptedException {
        Path script = root.resolveSibling(root.getFileName() + ".sh");
        Files.writeString(script, "set -e\n" + renames, StandardCharsets.UTF_8);
        Tool.named("sh").run(script);
        return this;
    }

    void directory(String path) throws IOException {
        content.put(path, "directory");
        Files.createDirectory(place(path));
    }

    void text(String path, String text) throws IOException {
        file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void file(String path, byte[] bytes) throws IOException {
        content.put(path, describe(bytes));
        Files.write(place(path), bytes);
    }

    void link(String path, String target) throws IOException {
        content.put(path, "link to " + target);
        Files.createSymbolicLink(place(path), Path.of(target));
    }

    private Path place(String path) {
        if (path.chars().allMatch(c -> c < 0x80)) {
            return root.resolve(path);
        }
        Path temporary = root.resolve("names/renamed-" + renamed++);
        renames.append("mv '").append(temporary).append("' '");
        renames.append(root).append('/').append(path).append("'\n");
        return temporary;
    }

    static String describe(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return bytes.length + " bytes " + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What lies on a volume, every file read. */
    static SortedMap<String, String> of(Volume volume) {
        SortedMap<String, String> found = new TreeMap<>();
        for (Volume.Entry entry : volume.tree()) {
            String what =
                    switch (entry.node()) {
                        case Node.Directory directory -> "directory";
                        case Node.File file -> describe(volume.read(file));
                        case Node.Symlink link -> "link to " + link.target();
                    };
            if (found.put(entry.path(), what) != null) {
                throw new AssertionError(entry.path() + " is there twice");
            }
        }
        return found;
    }

    /** Fails with the entries that differ, and not with two whole trees. */
    static void assertSame(SortedMap<String, String> expected, SortedMap<String, String> found) {
        List<String> missing = new ArrayList<>(expected.keySet());
        missing.removeAll(found.keySet());
        List<String> surplus = new ArrayList<>(found.keySet());
        surplus.removeAll(expected.keySet());
        assertEquals(List.of(), missing, "missing, while there are " + surplus);
        assertEquals(List.of(), surplus, "too many");
        expected.forEach((path, what) -> assertEquals(what, found.get(path), path));
    }
}
