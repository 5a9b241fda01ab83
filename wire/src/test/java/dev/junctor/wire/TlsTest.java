package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
    @TempDir static Path folder;
    private static Certificate local;
    private static Certificate elsewhere;

    private final Stage stage = new Stage();

    @BeforeAll
    static void makeCertificates() throws Exception {
        local =
                Certificate.forNames(
                        folder, "local", "dns:localhost,dns:a.here.example,ip:127.0.0.1");
        elsewhere = Certificate.forNames(folder, "elsewhere", "dns:elsewhere.example");
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void a_trusted_server_with_the_right_name_is_asked() throws Exception {
        int port = listen(local, Scripted.echo());
        Client client = trusting(local);
        for (String host : List.of("localhost", "127.0.0.1")) {
            for (int i = 0; i < 2; i++) {
                assertThat(ask(client, host, port, "x".repeat(100_000)).text())
                        .hasSize(7 + 100_000);
            }
        }
    }

    @Test
    void an_untrusted_server_is_refused_before_it_hears_a_word() throws Exception {
        int port =
                listen(
                        local,
                        (Scripted)
                                (request, caller) -> {
                                    throw new AssertionError();
                                });
        Heard heard = ask(stage.client(ClientOptions.usual()), "localhost", port, "secret");
        assertThat(heard.events).containsExactly("failed TLS");
        assertThat(heard.text()).contains("localhost:" + port).doesNotContain("secret");
    }

    @Test
    void a_trusted_server_with_another_name_is_refused() throws Exception {
        int port = listen(elsewhere, Scripted.echo());
        Heard heard = ask(trusting(elsewhere), "localhost", port, "secret");
        assertThat(heard.events).containsExactly("failed TLS");
        Heard byAddress = ask(trusting(elsewhere), "127.0.0.1", port, "secret");
        assertThat(byAddress.events).containsExactly("failed TLS");
    }

    @Test
    void a_server_without_tls_is_refused() throws Exception {
        int port = stage.listen(Scripted.echo()).port();
        assertThat(ask(trusting(local), "localhost", port, "secret").events)
                .containsExactly("failed TLS");
    }

    @Test
    void the_server_hears_which_name_is_meant() throws Exception {
        SSLContext context = serverContext();
        try (SSLServerSocket server =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
            CompletableFuture<String> name = new CompletableFuture<>();
            Thread.startVirtualThread(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
                    SNIHostName first = (SNIHostName) session.getRequestedServerNames().getFirst();
                    name.complete(first.getAsciiName());
                } catch (java.io.IOException | RuntimeException broken) {
                    name.completeExceptionally(broken);
                }
            });
            try (NameServer names = new NameServer()) {
                Client client =
                        stage.client(
                                ClientOptions.usual()
                                        .withAuthorities(List.of(local.chain()))
                                        .withNameServers(List.of(names.address())));
                ask(client, "a.here.example", server.getLocalPort(), "");
            }
            assertThat(name.get(5, TimeUnit.SECONDS)).isEqualTo("a.here.example");
        }
    }

    @Test
    void a_missing_file_of_trusted_certificates_is_named() throws Exception {
        Client client =
                stage.client(
                        ClientOptions.usual()
                                .withAuthorities(List.of(folder.resolve("missing.pem"))));
        Heard heard = ask(client, "localhost", 1, "");
        assertThat(heard.events).containsExactly("failed TLS");
        assertThat(heard.text()).contains("missing.pem");
    }

    @Test
    void a_listener_without_its_certificate_does_not_open() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no certificate");
        for (Path chain : List.of(broken, folder.resolve("missing.pem"))) {
            ListenerOptions options =
                    ListenerOptions.loopback(0).withTls(Tls.files(chain, local.key()));
            assertThatThrownBy(() -> stage.listen(options, Scripted.echo()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(chain.getFileName().toString());
        }
    }

    @Test
    void a_stream_and_its_end_arrive_over_tls() throws Exception {
        int port =
                listen(
                        local,
                        (Scripted)
                                (request, caller) -> {
                                    request.body().release();
                                    caller.head(200);
                                    caller.write(
                                            Unpooled.copiedBuffer("one", StandardCharsets.UTF_8));
                                    caller.loop().schedule(caller::end, 20, TimeUnit.MILLISECONDS);
                                });
        try (RawSocket caller = secureSocket(port)) {
            caller.head("GET / HTTP/1.1", "Host: localhost");
            assertThat(caller.head()).contains("chunked");
            assertThat(caller.readUntil("0\r\n\r\n")).isEqualTo("3\r\none\r\n0\r\n\r\n");
        }
        try (RawSocket caller = secureSocket(port)) {
            caller.head("GET / HTTP/1.0");
            assertThat(caller.readAll()).endsWith("\r\n\r\none");
        }
    }

    private int listen(Certificate certificate, Scripted service) {
        return stage.listen(
                        ListenerOptions.loopback(0)
                                .withTls(Tls.files(certificate.chain(), certificate.key())),
                        service)
                .port();
    }

    private Client trusting(Certificate certificate) {
        return stage.client(ClientOptions.usual().withAuthorities(List.of(certificate.chain())));
    }

    private Heard ask(Client client, String host, int port, String body) throws Exception {
        Origin origin = new Origin(Origin.Scheme.HTTPS, host, port);
        Heard heard = new Heard();
        stage.send(client, origin, RequestHead.of("POST", "/", origin), body, heard);
        return heard.await();
    }

    private static SSLContext serverContext() throws Exception {
        return Certificate.context(folder.resolve("local.p12"));
    }

    private static RawSocket secureSocket(int port) throws Exception {
        return new RawSocket(serverContext().getSocketFactory().createSocket("localhost", port));
    }
}
