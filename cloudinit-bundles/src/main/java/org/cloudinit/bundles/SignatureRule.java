package org.cloudinit.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.Timestamp;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.cloudinit.api.config.Origin;
import org.cloudinit.api.report.Problem;
import org.jspecify.annotations.Nullable;

/** Only jars whose every file is signed by one certificate ({@code bundles.require_signature}). */
final class SignatureRule {
    private final X509Certificate signer;
    private final String source;

    private SignatureRule(X509Certificate signer, String source) {
        this.signer = signer;
        this.source = source;
    }

    /**
     * The rule that a certificate makes.
     *
     * @param certificate file with an X.509 certificate, PEM or DER
     * @throws IOException if it cannot be read or is no certificate
     */
    static SignatureRule of(Path certificate) throws IOException {
        try (InputStream in = Files.newInputStream(certificate)) {
            return new SignatureRule(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in),
                    certificate.toString());
        } catch (NoSuchFileException missing) {
            throw new IOException(certificate + " is not there", missing);
        } catch (CertificateException wrong) {
            throw new IOException(certificate + " holds no certificate", wrong);
        }
    }

    /** Why a jar may not be loaded; null if it may. */
    @Nullable Problem objection(Path file) {
        try (var jar = new JarFile(file.toFile(), true)) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !isSignature(entry.getName())) {
                    String fault = fault(jar, entry);
                    if (fault != null) {
                        return refusal(file, fault);
                    }
                }
            }
            return null;
        } catch (SecurityException wrong) {
            return refusal(file, "a signature does not fit its file");
        } catch (IOException failure) {
            return refusal(file, String.valueOf(failure.getMessage()));
        }
    }

    /** Signers are known once an entry is read to its end; reading verifies. */
    private @Nullable String fault(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        CodeSigner[] signers = entry.getCodeSigners();
        for (CodeSigner one : signers == null ? new CodeSigner[0] : signers) {
            if (one.getSignerCertPath().getCertificates().getFirst().equals(signer)) {
                return isExpired(one) ? "it expired at " + signer.getNotAfter().toInstant() : null;
            }
        }
        return "'" + entry.getName() + "' is not signed by it";
    }

    /**
     * At the time that the signature is stamped with, or else now. That it is not valid yet is no
     * fault: a machine without a clock boots in the past.
     */
    private boolean isExpired(CodeSigner one) {
        Timestamp stamp = one.getTimestamp();
        Instant signed = stamp == null ? Instant.now() : stamp.getTimestamp().toInstant();
        return signed.isAfter(signer.getNotAfter().toInstant());
    }

    /** The manifest and the signatures vouch for the others, and cannot be signed themselves. */
    private static boolean isSignature(String name) {
        if (!name.startsWith("META-INF/") || name.indexOf('/', 9) >= 0) {
            return false;
        }
        return name.equals("META-INF/MANIFEST.MF")
                || name.endsWith(".SF")
                || name.endsWith(".RSA")
                || name.endsWith(".EC")
                || name.endsWith(".DSA");
    }

    private Problem refusal(Path file, String reason) {
        return Problem.warning(
                "bundles.not-signed",
                "loading a bundle",
                Origin.of(file.toString()),
                "it is left out, for bundles.require_signature names " + source + " and " + reason,
                "Sign the jar with that certificate's key; a new one where it expired.");
    }
}
