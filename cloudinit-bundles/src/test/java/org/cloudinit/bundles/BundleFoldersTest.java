package org.cloudinit.bundles;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cloudinit.testkit.RecordingReporter;
import org.cloudinit.testkit.SigningKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFoldersTest {
    @TempDir Path root;

    private final RecordingReporter problems = new RecordingReporter();
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(root.resolve("etc/cloud/bundles"));
        for (Path one = folder; one.startsWith(root); one = one.getParent()) {
            mode(one, "rwxr-xr-x");
        }
    }

    @Test
    void aMachineWithoutFoldersHasNoJars() throws IOException {
        Path bare = Files.createDirectories(root.resolve("bare"));
        assertEquals(List.of(), BundleFolders.of(bare, null).trusted(problems));
        assertEquals(List.of(), problems.codes());
    }

    @Test
    void onlyJarsCount() throws IOException {
        Files.writeString(folder.resolve("README"), "not a jar");
        jar("sample.jar", "1.0.0");
        assertEquals(List.of("org.example.sample 1.0.0"), trusted());
    }

    @Test
    void aFileThatOthersMayWriteIsRefused() throws IOException {
        mode(jar("sample.jar", "1.0.0"), "rw-r--rw-");
        refused("may be written by its group or by others");
    }

    @Test
    void aFolderThatTheGroupMayWriteIsRefused() throws IOException {
        jar("sample.jar", "1.0.0");
        mode(folder, "rwxrwxr-x");
        refused("bundles may be written");
    }

    @Test
    void aFolderFurtherUpThatOthersMayWriteIsRefused() throws IOException {
        jar("sample.jar", "1.0.0");
        mode(root.resolve("etc"), "rwxrwxrwx");
        refused("etc may be written");
    }

    /** {@code --root machine}, as people write it. */
    @Test
    void aFolderBelowARelativeRootIsLookedAtToo() throws IOException {
        jar("sample.jar", "1.0.0");
        Path relative = Path.of("").toAbsolutePath().relativize(root);
        BundleFolders folders = BundleFolders.of(relative, null);
        assertEquals(1, folders.trusted(problems).size());
        mode(root.resolve("etc"), "rwxrwxrwx");
        assertEquals(List.of(), folders.trusted(problems));
        assertEquals(List.of("bundles.not-trusted"), problems.codes());
        assertTrue(problems.problems().getFirst().line().contains("etc may be written"));
    }

    @Test
    void aJarOutsideOfTheMachineIsLookedAtUpToTheTop() throws IOException {
        Path outside = root.resolve("outside");
        Path machine = Files.createDirectory(root.resolve("machine"));
        Path jar = SampleBundle.of("1.0.0").into(outside.resolve("sample.jar"));
        mode(outside, "rwxrwxr-x");
        assertNull(BundleFolders.of(machine, null).read(jar, problems));
        assertEquals(List.of("bundles.not-trusted"), problems.codes());
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws IOException {
        Path jar = jar("sample.jar", "1.0.0");
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(jar, "unix:uid")), "needs root");
        Files.setAttribute(jar, "unix:uid", 1000);
        refused("belongs to user 1000, not to root");
    }

    @Test
    void aLinkIsRefused() throws IOException {
        Path elsewhere = SampleBundle.of("1.0.0").into(root.resolve("elsewhere.jar"));
        Files.createSymbolicLink(folder.resolve("sample.jar"), elsewhere);
        refused("is no regular file");
    }

    @Test
    void whatIsNoJarIsNamed() throws IOException {
        Path file = folder.resolve("sample.jar");
        Files.writeString(file, "plainly not a jar");
        mode(file, "rw-r--r--");
        assertEquals(List.of(), trusted());
        assertEquals(List.of("bundles.no-bundle"), problems.codes());
    }

    @Test
    void aJarWithoutNameIsNoBundle() throws IOException {
        var nameless = new SampleBundle("", "1.0.0", "Sample", "");
        mode(nameless.into(folder.resolve("sample.jar")), "rw-r--r--");
        assertEquals(List.of(), trusted());
        assertEquals(List.of("bundles.no-bundle"), problems.codes());
    }

    @Test
    void theHigherVersionCountsWhereverItLies() throws IOException {
        jar("a.jar", "1.10.0");
        Path packages = Files.createDirectories(root.resolve("usr/lib/cloud-init/bundles"));
        for (Path one = packages; one.startsWith(root); one = one.getParent()) {
            mode(one, "rwxr-xr-x");
        }
        mode(SampleBundle.of("1.9.0").into(packages.resolve("b.jar")), "rw-r--r--");
        assertEquals(List.of("org.example.sample 1.10.0"), trusted());
        assertEquals(List.of("bundles.twice"), problems.codes());
        assertTrue(problems.problems().getFirst().line().contains("b.jar"));
    }

    /** It would take the memory of the whole stage. */
    @Test
    void aManifestThatUnpacksToManyMegabytesIsNotRead() throws IOException {
        Path jar = folder.resolve("bomb.jar");
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            byte[] line = ("Name: " + "x".repeat(60) + "\n\n").getBytes(US_ASCII);
            for (int i = 0; i < 500_000; i++) {
                out.write(line);
            }
        }
        mode(jar, "rw-r--r--");
        assertEquals(List.of(), trusted());
        assertEquals(List.of("bundles.no-bundle"), problems.codes());
        assertTrue(problems.problems().getFirst().line().contains("more than 1048576 bytes"));
    }

    @Test
    void oneOfTwoOfANameCounts() throws IOException {
        Path old = jar("old.jar", "1.0.0");
        jar("new.jar", "2.0.0");
        BundleFolders folders = BundleFolders.of(root, null);
        BundleFile counting = folders.counting("org.example.sample");
        assertEquals("2.0.0", counting == null ? null : counting.version());
        assertNull(folders.counting("org.example.other"));
        assertFalse(folders.counts(BundleFile.read(old), problems));
        assertEquals(List.of("bundles.twice"), problems.codes());
    }

    @Test
    void onlyTheNamedSignerIsTaken() throws Exception {
        var keys = new SigningKeys(root).key("good").key("other");
        keys.certificate("good", root.resolve("etc/good.pem"));
        Path jar = jar("sample.jar", "1.0.0");
        BundleFolders folders = BundleFolders.of(root, "/etc/good.pem");
        assertEquals(List.of(), folders.trusted(problems));
        keys.sign("other", jar);
        assertEquals(List.of(), folders.trusted(problems));
        assertEquals(List.of("bundles.not-signed", "bundles.not-signed"), problems.codes());
        Path ours = jar("sample.jar", "1.0.0");
        keys.sign("good", ours);
        assertEquals(1, folders.trusted(problems).size());
        changed(ours);
        assertEquals(List.of(), folders.trusted(problems));
        assertTrue(problems.problems().getLast().line().contains("'added.txt' is not signed by"));
    }

    private void changed(Path jar) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Files.writeString(content.getPath("added.txt"), "later");
        }
        mode(jar, "rw-r--r--");
    }

    @Test
    void aCertificateThatExpiredVouchesForNothing() throws Exception {
        var keys = new SigningKeys(root).expiredKey("old");
        keys.certificate("old", root.resolve("etc/old.pem"));
        keys.sign("old", jar("sample.jar", "1.0.0"));
        assertEquals(List.of(), BundleFolders.of(root, "/etc/old.pem").trusted(problems));
        assertEquals(List.of("bundles.not-signed"), problems.codes());
        String line = problems.problems().getFirst().line();
        assertTrue(line.contains("sample.jar") && line.contains("it expired at 20"), line);
    }

    @Test
    void withoutTheCertificateNothingIsLoaded() {
        assertThrows(IOException.class, () -> BundleFolders.of(root, "/etc/none.pem"));
    }

    private Path jar(String name, String version) throws IOException {
        Path jar = SampleBundle.of(version).into(folder.resolve(name));
        mode(jar, "rw-r--r--");
        return jar;
    }

    private List<String> trusted() throws IOException {
        return BundleFolders.of(root, null).trusted(problems).stream()
                .map(b -> b.name() + " " + b.version())
                .toList();
    }

    private void refused(String reason) throws IOException {
        assertEquals(List.of(), trusted());
        assertEquals(List.of("bundles.not-trusted"), problems.codes());
        String line = problems.problems().getFirst().line();
        assertTrue(line.contains(reason), line);
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
