package org.cloudinit.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Keys and certificates of a test, made and used by the tools of the JDK that runs it. */
public final class SigningKeys {
    private static final String PASSWORD = "secret";

    private final Path store;

    /**
     * No keys yet.
     *
     * @param folder where they are kept
     */
    public SigningKeys(Path folder) {
        this.store = folder.resolve("keys.p12");
    }

    /** Makes a key and a certificate that is valid. */
    public SigningKeys key(String alias) throws IOException {
        return key(alias, "-startdate", "-1d", "-validity", "90");
    }

    /** Makes a key and a certificate that was valid until some days ago. */
    public SigningKeys expiredKey(String alias) throws IOException {
        return key(alias, "-startdate", "-9d", "-validity", "3");
    }

    private SigningKeys key(String alias, String... validity) throws IOException {
        var options = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias));
        options.addAll(List.of("-dname", "CN=" + alias));
        options.addAll(List.of(validity));
        run("keytool", options);
        return this;
    }

    /** Writes a certificate into a file. */
    public SigningKeys certificate(String alias, Path file) throws IOException {
        run("keytool", List.of("-exportcert", "-rfc", "-alias", alias, "-file", file.toString()));
        return this;
    }

    /** Signs a jar, which only its owner may write afterwards. */
    public void sign(String alias, Path jar) throws IOException {
        run("jarsigner", List.of(jar.toString(), alias));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void run(String tool, List<String> words) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(tool + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(tool + " was interrupted", interrupted);
        }
    }
}
