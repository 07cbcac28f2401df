package org.cloudinit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTreeTest {
    private static final GoldenTree WANTED =
            GoldenTree.builder()
                    .folder("/etc", 0755)
                    .file("/etc/a", 0644, "one\ntwo\nthree\n")
                    .link("/etc/l", "a")
                    .build();

    @TempDir Path folder;

    @BeforeEach
    void make() throws IOException {
        Path etc = Files.createDirectory(folder.resolve("etc"));
        Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path file = Files.writeString(etc.resolve("a"), "one\ntwo\nthree\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(etc.resolve("l"), Path.of("a"));
    }

    private List<String> differences(Mask... masks) throws IOException {
        return WANTED.differences(GoldenTree.read(folder), List.of(masks));
    }

    @Test
    void theSameTreeIsTheSame() throws IOException {
        assertEquals(List.of(), differences());
        assertEquals(WANTED, GoldenTree.read(folder));
        WANTED.assertSame(GoldenTree.read(folder));
    }

    @Test
    void aSurplusOrMissingNameCounts() throws IOException {
        Files.writeString(folder.resolve("etc/.hidden"), "");
        Files.delete(folder.resolve("etc/l"));
        List<String> found = differences();
        assertEquals(2, found.size());
        assertTrue(found.get(0).startsWith("/etc/.hidden: should not be there"), found.get(0));
        assertTrue(found.get(1).startsWith("/etc/l: missing"), found.get(1));
    }

    @Test
    void modeTargetAndKindCount() throws IOException {
        Files.setPosixFilePermissions(
                folder.resolve("etc/a"), PosixFilePermissions.fromString("rw-rw-r--"));
        Files.delete(folder.resolve("etc/l"));
        Files.createSymbolicLink(folder.resolve("etc/l"), Path.of("b"));
        assertEquals(
                List.of(
                        "/etc/a: is file 0664 of 14 bytes, should be file 0644 of 14 bytes",
                        "/etc/l: is link to b, should be link to a"),
                differences());
    }

    @Test
    void textIsShownWhereItDiffers() throws IOException {
        Files.writeString(folder.resolve("etc/a"), "one\n2\nthree\n");
        assertEquals(List.of("/etc/a: text differs from line 2\n  - two\n  + 2"), differences());
        var failure =
                assertThrows(
                        AssertionError.class, () -> WANTED.assertSame(GoldenTree.read(folder)));
        assertTrue(failure.getMessage().startsWith("1 differences:\n/etc/a"), failure.getMessage());
    }

    @Test
    void whiteSpaceAndLineEndsCount() throws IOException {
        Files.writeString(folder.resolve("etc/a"), "one\ntwo\nthree");
        assertEquals(1, differences().size());
        Files.writeString(folder.resolve("etc/a"), "one\ntwo \nthree\n");
        assertEquals(1, differences().size());
    }

    @Test
    void masksHideWhatTheyNameAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("etc/a"), "one\n2\nthree\n");
        assertEquals(List.of(), differences(Mask.of("/etc/a", "two|2")));
        assertEquals(List.of(), differences(Mask.content("/etc/*")));
        assertEquals(1, differences(Mask.of("/etc/b", "two|2")).size());
        assertEquals(1, differences(Mask.of("/etc/a", "one")).size());
        Files.writeString(folder.resolve("etc/a"), "");
        assertEquals(1, differences(Mask.content("/etc/a")).size(), "an empty file is not masked");
    }

    @Test
    void partsAndChanges() throws IOException {
        GoldenTree before = GoldenTree.read(folder);
        Files.writeString(folder.resolve("etc/new"), "x");
        Files.delete(folder.resolve("etc/a"));
        GoldenTree after = GoldenTree.read(folder);
        assertEquals(List.of("/etc/new"), List.copyOf(after.since(before).nodes().keySet()));
        assertEquals(List.of("/etc/a"), after.goneSince(before));
        assertEquals(0, after.without("/etc").nodes().size());
        assertEquals(1, after.only("/etc/new").nodes().size());
        assertEquals(3, after.without("/et").nodes().size());
    }
}
