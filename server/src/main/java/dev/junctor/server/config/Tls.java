package dev.junctor.server.config;

import java.nio.file.Path;

/** Whether callers are spoken to by TLS. */
public sealed interface Tls {
    /** Plain HTTP. */
    Tls OFF = new Off();

    /** Plain HTTP. */
    record Off() implements Tls {}

    /**
     * TLS.
     *
     * @param certificate PEM file: the host's certificate, then those that vouch for it
     * @param key PEM file: the private key
     */
    record Files(Path certificate, Path key) implements Tls {}
}
