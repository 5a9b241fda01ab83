package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out through a proxy. */
final class ProxyTest {
    @TempDir static Path folder;

    private final Stage stage = new Stage();
    private RawServer proxy;

    @BeforeEach
    void open() throws Exception {
        proxy = new RawServer();
    }

    @AfterEach
    void end() throws Exception {
        stage.close();
        proxy.close();
    }

    @Test
    void a_tunnel_is_asked_for_and_used_for_many_requests() throws Exception {
        Client client = stage.client(through(List.of()));
        Origin origin = new Origin(Origin.Scheme.HTTP, "far.example", 8080);
        Heard first = ask(client, origin);
        try (RawSocket asked = proxy.accept()) {
            assertThat(asked.head()).startsWith("CONNECT far.example:8080 HTTP/1.1");
            asked.say("HTTP/1.1 200 Connection established\r\n\r\n");
            for (Heard heard = first; ; heard = ask(client, origin)) {
                assertThat(asked.head()).startsWith("GET / HTTP/1.1").contains("Host: far.example");
                asked.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                assertThat(heard.await().text()).isEqualTo("ok");
                if (heard != first) {
                    break;
                }
            }
        }
    }

    @Test
    void tls_goes_through_the_tunnel_and_the_name_is_checked() throws Exception {
        Certificate far = Certificate.forNames(folder, "far", "dns:far.example");
        int port =
                stage.listen(
                                ListenerOptions.loopback(0)
                                        .withTls(Tls.files(far.chain(), far.key())),
                                Scripted.echo())
                        .port();
        Client client = stage.client(through(List.of()).withAuthorities(List.of(far.chain())));
        Thread.startVirtualThread(() -> tunnelTo(port));
        Heard heard = ask(client, new Origin(Origin.Scheme.HTTPS, "far.example", 443));
        assertThat(heard.await().text()).isEqualTo("GET / ");
        Thread.startVirtualThread(() -> tunnelTo(port));
        Heard wrong = ask(client, new Origin(Origin.Scheme.HTTPS, "other.example", 443));
        assertThat(wrong.await().events).containsExactly("failed TLS");
    }

    @Test
    void a_proxy_that_refuses_is_said_so() throws Exception {
        Client client = stage.client(through(List.of()));
        for (Origin.Scheme scheme : Origin.Scheme.values()) {
            Heard heard = ask(client, new Origin(scheme, "far.example", 443));
            try (RawSocket asked = proxy.accept()) {
                asked.head();
                asked.head("HTTP/1.1 403 Forbidden", "Content-Length: 0");
                assertThat(heard.await().events).containsExactly("failed CONNECT");
                assertThat(heard.text()).contains("403").doesNotContain("login");
            }
        }
    }

    @Test
    void a_login_is_said_to_the_proxy_and_to_nobody_else() throws Exception {
        for (Proxy.Login login :
                List.of(
                        new Proxy.Login("Aladdin", "open sesame"),
                        new Proxy.Login("a@b", "p:ä%/\"?# "),
                        new Proxy.Login("", "token"),
                        new Proxy.Login("user", ""))) {
            Client client = stage.client(as(login));
            Heard heard = ask(client, new Origin(Origin.Scheme.HTTP, "far.example", 8080));
            try (RawSocket asked = proxy.accept()) {
                assertThat(asked.head())
                        .startsWith("CONNECT far.example:8080 HTTP/1.1")
                        .containsIgnoringCase("\r\nproxy-authorization: Basic " + base64(login));
                asked.say("HTTP/1.1 200 OK\r\n\r\n");
                assertThat(asked.head())
                        .startsWith("GET / HTTP/1.1")
                        .doesNotContainIgnoringCase("authorization");
                asked.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                assertThat(heard.await().text()).isEqualTo("ok");
            }
        }
    }

    @Test
    void who_has_no_login_says_none() throws Exception {
        Client client = stage.client(through(List.of()));
        Heard heard = ask(client, new Origin(Origin.Scheme.HTTP, "far.example", 8080));
        try (RawSocket asked = proxy.accept()) {
            assertThat(asked.head()).doesNotContainIgnoringCase("authorization");
        }
        assertThat(heard.await().events).containsExactly("failed CONNECT");
    }

    @Test
    void a_login_that_is_missing_or_wrong_is_said_with_the_setting_and_without_the_password()
            throws Exception {
        String missing =
                refusal(
                        through(List.of()),
                        "HTTP/1.1 407 Proxy Authentication Required",
                        "Content-Length: 0");
        assertThat(missing)
                .contains("407", "wants a login", "setting proxy", "http://user:password@");
        String wrong =
                refusal(
                        as(new Proxy.Login("mallory", "guessed")),
                        "HTTP/1.1 407 Who are you?",
                        "Proxy-Authenticate: Basic realm=\"mallory:guessed\"",
                        "Content-Length: 0");
        assertThat(wrong)
                .contains("407", "refuses our login", "setting proxy")
                .doesNotContain("mallory")
                .doesNotContain("guessed");
    }

    @Test
    void a_login_is_not_shown_and_cannot_break_its_header() {
        Proxy.Login login = new Proxy.Login("mallory", "guessed");
        ClientOptions options = as(login);
        assertThat(login + " " + options.proxy() + " " + options)
                .contains("***")
                .doesNotContain("mallory")
                .doesNotContain("guessed");
        assertThatIllegalArgumentException().isThrownBy(() -> new Proxy.Login("a:b", "c"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proxy.Login("a", "b\r\nX-More: c"))
                .withMessageNotContaining("X-More");
    }

    @Test
    void a_silent_proxy_is_not_waited_for_longer_than_connecting_may_take() throws Exception {
        Client client = stage.client(through(List.of()));
        Heard heard = new Heard();
        Origin origin = new Origin(Origin.Scheme.HTTP, "far.example", 443);
        stage.send(
                client,
                origin,
                RequestHead.of("GET", "/", origin),
                "",
                Duration.ofMillis(200),
                heard);
        try (RawSocket asked = proxy.accept()) {
            asked.head();
            assertThat(heard.await().events).containsExactly("failed CONNECT_TIMEOUT");
            assertThat(asked.readAll()).isEmpty();
        }
    }

    @Test
    void this_machine_and_exempt_hosts_are_reached_straight() throws Exception {
        Client client = stage.client(through(List.of()));
        int port = stage.listen(Scripted.echo()).port();
        assertThat(ask(client, Stage.local(port)).await().text()).isEqualTo("GET / ");
        Proxy some = Proxy.tunnel("p", 1, List.of("near.example", ".dotted.example"));
        assertThat(List.of("near.example", "a.near.example", "NEAR.example", "dotted.example"))
                .allMatch(some::passes);
        assertThat(List.of("far.example", "verynear.example", "near.example.org"))
                .noneMatch(some::passes);
        assertThat(Proxy.tunnel("p", 1, List.of("*")).passes("far.example")).isTrue();
    }

    private ClientOptions through(List<String> straight) {
        return ClientOptions.usual().withProxy(Proxy.tunnel("localhost", proxy.port(), straight));
    }

    private ClientOptions as(Proxy.Login login) {
        return ClientOptions.usual()
                .withProxy(Proxy.tunnel("localhost", proxy.port(), List.of()).withLogin(login));
    }

    /** What is told when the proxy answers with this head. */
    private String refusal(ClientOptions options, String... head) throws Exception {
        Heard heard =
                ask(stage.client(options), new Origin(Origin.Scheme.HTTPS, "far.example", 443));
        try (RawSocket asked = proxy.accept()) {
            asked.head();
            asked.head(head);
            assertThat(heard.await().events).containsExactly("failed CONNECT");
            return heard.text();
        }
    }

    private static String base64(Proxy.Login login) {
        String text = login.user() + ":" + login.password();
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Heard ask(Client client, Origin origin) {
        Heard heard = new Heard();
        stage.send(client, origin, RequestHead.of("GET", "/", origin), "", heard);
        return heard;
    }

    private void tunnelTo(int port) {
        try (RawSocket asked = proxy.accept();
                RawSocket target = RawSocket.to(port)) {
            asked.head();
            asked.say("HTTP/1.1 200 OK\r\n\r\n");
            Thread back = Thread.startVirtualThread(() -> copy(target, asked));
            copy(asked, target);
            back.interrupt();
        } catch (IOException over) {
            assertThat(over).isNotNull();
        }
    }

    private static void copy(RawSocket from, RawSocket to) {
        try {
            from.socket().getInputStream().transferTo(to.socket().getOutputStream());
        } catch (IOException over) {
            assertThat(over).isNotNull();
        }
    }
}
