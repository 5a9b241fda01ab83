package dev.junctor.wire;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom the client trusts: the authorities of the Java installation and those that the operator adds. */
final class ClientTls {
    private ClientTls() {}

    /**
     * Reads all authorities, which takes a while: not on a loop.
     *
     * @throws IOException when a file cannot be read
     * @throws GeneralSecurityException when it does not hold certificates
     */
    static SslContext context(List<Path> authorities) throws IOException, GeneralSecurityException {
        return SslContextBuilder.forClient()
                .protocols("TLSv1.3", "TLSv1.2")
                .trustManager(trust(authorities))
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private static TrustManagerFactory trust(List<Path> authorities)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory installed = installed();
        if (authorities.isEmpty()) {
            return installed;
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int count = 0;
        for (TrustManager manager : installed.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                for (X509Certificate authority : known.getAcceptedIssuers()) {
                    all.setCertificateEntry("authority-" + count++, authority);
                }
            }
        }
        CertificateFactory reader = CertificateFactory.getInstance("X.509");
        for (Path file : authorities) {
            try (InputStream in = Files.newInputStream(file)) {
                for (Certificate authority : reader.generateCertificates(in)) {
                    all.setCertificateEntry("authority-" + count++, authority);
                }
            }
        }
        return factory(all);
    }

    @SuppressWarnings("NullAway") // null stands for the authorities of the installation
    private static TrustManagerFactory installed() throws GeneralSecurityException {
        return factory(null);
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
