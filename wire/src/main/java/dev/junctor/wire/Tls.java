package dev.junctor.wire;

import java.nio.file.Path;

/** Whether a listener speaks TLS, and as whom. */
public sealed interface Tls {
    /** Plain HTTP. */
    static Tls off() {
        return new Off();
    }

    /**
     * TLS 1.2 and 1.3.
     *
     * @param chain a PEM file: the certificate of the host, then those that vouch for it
     * @param key a PEM file with the private key, PKCS #8, without a password
     */
    static Tls files(Path chain, Path key) {
        return new Files(chain, key);
    }

    /** Plain HTTP. */
    record Off() implements Tls {}

    /** TLS with a certificate chain and a key from PEM files. */
    record Files(Path chain, Path key) implements Tls {}
}
