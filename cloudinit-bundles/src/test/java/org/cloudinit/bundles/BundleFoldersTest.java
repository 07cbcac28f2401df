package org.cloudinit.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.cloudinit.testkit.RecordingReporter;
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

    @Test
    void onlyTheNamedSignerIsTaken() throws Exception {
        Path store = root.resolve("keys.p12");
        keytool(store, "good");
        keytool(store, "other");
        Path certificate = root.resolve("etc/good.pem");
        run(
                "keytool",
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                "-alias",
                "good",
                "-file",
                certificate.toString());
        Path jar = jar("sample.jar", "1.0.0");
        BundleFolders folders = BundleFolders.of(root, "/etc/good.pem");
        assertEquals(List.of(), folders.trusted(problems));
        sign(store, jar, "other");
        assertEquals(List.of(), folders.trusted(problems));
        assertEquals(List.of("bundles.not-signed", "bundles.not-signed"), problems.codes());
        sign(store, jar("sample.jar", "1.0.0"), "good");
        assertEquals(1, folders.trusted(problems).size());
    }

    @Test
    void aSignedJarThatWasChangedIsRefused() throws Exception {
        Path store = root.resolve("keys.p12");
        keytool(store, "good");
        Path certificate = root.resolve("etc/good.pem");
        run(
                "keytool",
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                "-alias",
                "good",
                "-file",
                certificate.toString());
        Path jar = jar("sample.jar", "1.0.0");
        sign(store, jar, "good");
        Path added = Files.writeString(root.resolve("added.txt"), "later");
        run("jar", "uf", jar.toString(), "-C", root.toString(), added.getFileName().toString());
        mode(jar, "rw-r--r--");
        assertEquals(List.of(), BundleFolders.of(root, "/etc/good.pem").trusted(problems));
        assertEquals(List.of("bundles.not-signed"), problems.codes());
        assertTrue(problems.problems().getFirst().line().contains("'added.txt'"));
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

    private static void keytool(Path store, String alias) throws Exception {
        run(
                "keytool",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keystore",
                store.toString(),
                "-storepass",
                "secret");
    }

    private static void sign(Path store, Path jar, String alias) throws Exception {
        run(
                "jarsigner",
                "-keystore",
                store.toString(),
                "-storepass",
                "secret",
                jar.toString(),
                alias);
        mode(jar, "rw-r--r--");
    }

    private static void run(String tool, String... arguments) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
