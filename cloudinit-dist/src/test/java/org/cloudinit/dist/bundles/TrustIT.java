package org.cloudinit.dist.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.cloudinit.dist.hosts.KitBundle;
import org.cloudinit.dist.hosts.SampleMachine;
import org.cloudinit.testkit.SigningKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine with a bundle that may not be loaded boots without it, and says which and why. The
 * bundle is a good one in every case: only how it lies there, or how it is signed, is amiss.
 */
class TrustIT {
    private static final Path STARTER = Path.of("target/image/bin/cloud-init").toAbsolutePath();

    @TempDir Path folder;
    private Path root;
    private Path bundles;
    private Path jar;

    @BeforeEach
    void makeMachine() throws IOException {
        root = SampleMachine.copy(folder.resolve("root"));
        SampleMachine.write(root, "etc/kit", "");
        SampleMachine.write(
                root, "etc/cloud/cloud.cfg.d/50_kit.cfg", "datasource_list: [Kit, None]\n");
        bundles = SampleMachine.folder(root.resolve("etc/cloud/bundles"));
        jar = KitBundle.into(bundles.resolve("kit.jar"), "1.0.0");
    }

    @Test
    void theBundleItselfIsGood() throws Exception {
        boot();
        assertEquals(
                "kit-1.0.0\n", Files.readString(root.resolve("var/lib/cloud/data/instance-id")));
        assertTrue(status().contains("\"recoverable_errors\": {}"), status());
    }

    @Test
    void aFileThatItsGroupMayWrite() throws Exception {
        mode(jar, "rw-rw-r--");
        refused("bundles.not-trusted", "kit.jar may be written by its group or by others");
    }

    @Test
    void aFileThatAllMayWrite() throws Exception {
        mode(jar, "rw-r--rw-");
        refused("bundles.not-trusted", "kit.jar may be written by its group or by others");
    }

    @Test
    void aFileOfAnotherUser() throws Exception {
        give(jar);
        refused("bundles.not-trusted", "kit.jar belongs to user 1000, not to root");
    }

    @Test
    void aFolderThatItsGroupMayWrite() throws Exception {
        mode(bundles, "rwxrwxr-x");
        refused("bundles.not-trusted", "bundles may be written by its group or by others");
    }

    @Test
    void aFolderThatAllMayWrite() throws Exception {
        mode(bundles, "rwxr-xrwx");
        refused("bundles.not-trusted", "bundles may be written by its group or by others");
    }

    @Test
    void aFolderOfAnotherUser() throws Exception {
        give(bundles);
        refused("bundles.not-trusted", "bundles belongs to user 1000, not to root");
    }

    @Test
    void aFolderFurtherUpThatAllMayWrite() throws Exception {
        mode(root.resolve("etc"), "rwxrwxrwx");
        refused("bundles.not-trusted", "etc may be written by its group or by others");
    }

    @Test
    void aLinkToAFile() throws Exception {
        Path elsewhere = Files.move(jar, root.resolve("kit.jar"));
        Files.createSymbolicLink(jar, elsewhere);
        refused("bundles.not-trusted", "kit.jar is no regular file");
    }

    @Test
    void aFolderThatIsALink() throws Exception {
        Path elsewhere = Files.move(bundles, root.resolve("elsewhere"));
        Files.createSymbolicLink(bundles, elsewhere);
        refused("bundles.not-trusted", "bundles is no regular folder");
    }

    @Test
    void aFileThatIsNoJar() throws Exception {
        Files.writeString(jar, "plainly not a jar");
        refused("bundles.no-bundle", "kit.jar");
    }

    @Test
    void onlyTheSignerThatIsAskedForIsTaken() throws Exception {
        askForSignature().sign("owner", jar);
        boot();
        assertEquals(
                "kit-1.0.0\n", Files.readString(root.resolve("var/lib/cloud/data/instance-id")));
    }

    @Test
    void aJarWithoutSignature() throws Exception {
        askForSignature();
        refused("bundles.not-signed", "kit/");
    }

    @Test
    void aJarThatAnotherSigned() throws Exception {
        askForSignature().key("stranger").sign("stranger", jar);
        refused("bundles.not-signed", "is not signed by it");
    }

    @Test
    void aSignedClassThatWasChanged() throws Exception {
        askForSignature().sign("owner", jar);
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Path type = content.getPath("kit/Kit.class");
            byte[] bytes = Files.readAllBytes(type);
            bytes[bytes.length - 1] ^= 1;
            Files.write(type, bytes);
        }
        mode(jar, "rw-r--r--");
        refused("bundles.not-signed", "a signature does not fit its file");
    }

    @Test
    void aFileThatWasAddedToASignedJar() throws Exception {
        askForSignature().sign("owner", jar);
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Files.writeString(content.getPath("kit/added.txt"), "later");
        }
        mode(jar, "rw-r--r--");
        refused("bundles.not-signed", "'kit/added.txt' is not signed by it");
    }

    @Test
    void aCertificateThatIsNotThere() throws Exception {
        SampleMachine.write(
                root,
                "etc/cloud/cloud.cfg.d/60_signature.cfg",
                "bundles:\n  require_signature: /etc/none.pem\n");
        refused("bundles.no-framework", "none.pem is not there");
    }

    private void refused(String code, String reason) throws Exception {
        boot();
        assertFalse(Files.exists(root.resolve("var/lib/cloud/data/instance-id")));
        assertTrue(
                Files.readString(root.resolve("etc/netplan/50-cloud-init.yaml"))
                        .contains("dhcp4: true"),
                "the boot did not go on");
        assertTrue(status().contains(code) && status().contains(reason), status());
    }

    private String status() throws IOException {
        return Files.readString(root.resolve("var/lib/cloud/data/status.json"));
    }

    private void boot() throws Exception {
        Process process =
                new ProcessBuilder(STARTER.toString(), "--root", root.toString(), "init", "--local")
                        .inheritIO()
                        .start();
        assertEquals(0, process.waitFor());
    }

    private SigningKeys askForSignature() throws Exception {
        SampleMachine.write(
                root,
                "etc/cloud/cloud.cfg.d/60_signature.cfg",
                "bundles:\n  require_signature: /etc/owner.pem\n");
        return new SigningKeys(folder)
                .key("owner")
                .certificate("owner", root.resolve("etc/owner.pem"));
    }

    private static void give(Path path) throws IOException {
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(path, "unix:uid")), "needs root");
        Files.setAttribute(path, "unix:uid", 1000);
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
