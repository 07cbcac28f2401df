package org.cloudinit.core.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cloudinit.api.host.HostFiles;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that the machine trusts, as its other programs do: the administrator adds to
 * them. A machine without such a file trusts those of the Java platform.
 */
final class TrustedCertificates {
    /** Of Debian, Red Hat, SUSE and Alpine. */
    private static final String[] BUNDLES = {
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem"
    };

    private TrustedCertificates() {}

    /** Has a connection trust whom the machine trusts. */
    static void apply(HostFiles files, HttpsURLConnection connection) throws IOException {
        byte[] bundle = bundle(files);
        if (bundle == null) {
            return;
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate certificate :
                    factory.generateCertificates(new ByteArrayInputStream(bundle))) {
                store.setCertificateEntry(Integer.toString(number++), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            connection.setSSLSocketFactory(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IOException("the machine's certificates cannot be used", e);
        }
    }

    private static byte @Nullable [] bundle(HostFiles files) throws IOException {
        for (String path : BUNDLES) {
            byte[] bytes = files.readIfPresent(path);
            if (bytes != null && bytes.length > 0) {
                return bytes;
            }
        }
        return null;
    }
}
