package dev.junctor.wire;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** How a listener proves who it is. */
final class ServerTls {
    private ServerTls() {}

    /**
     * Reads certificates and key.
     *
     * @throws UncheckedIOException when a file cannot be read or does not hold what it should
     */
    static Optional<SslContext> context(Tls tls) {
        return switch (tls) {
            case Tls.Off() -> Optional.empty();
            case Tls.Files files -> Optional.of(read(files));
        };
    }

    private static SslContext read(Tls.Files files) {
        try {
            return SslContextBuilder.forServer(files.chain().toFile(), files.key().toFile())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException refused) {
            throw new UncheckedIOException(
                    "cannot use the certificate " + files.chain() + " with the key " + files.key(),
                    new IOException(refused));
        }
    }
}
