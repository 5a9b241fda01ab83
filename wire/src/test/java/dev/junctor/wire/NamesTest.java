package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How names are found. */
final class NamesTest {
    private final Stage stage = new Stage();
    private NameServer names;
    private int port;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        names = new NameServer();
        port = stage.listen(Scripted.echo()).port();
        client = stage.client(ClientOptions.usual().withNameServers(List.of(names.address())));
    }

    @AfterEach
    void end() {
        stage.close();
        names.close();
    }

    @Test
    void a_name_is_asked_for_once() throws Exception {
        assertThat(ask("one.here.example").events).containsExactly("head 200", "ended");
        int questions = names.questions();
        assertThat(questions).isPositive();
        Client another = client;
        for (int i = 0; i < 3; i++) {
            Heard heard = new Heard();
            send(another, "one.here.example", Duration.ofSeconds(5), heard);
            heard.await();
        }
        assertThat(names.questions()).isEqualTo(questions);
    }

    @Test
    void a_name_that_does_not_exist_is_said_so() throws Exception {
        Heard heard = ask("missing.example");
        assertThat(heard.events).containsExactly("failed NAME");
        assertThat(heard.text()).contains("missing.example");
    }

    @Test
    void this_machine_is_found_without_asking_anybody() throws Exception {
        for (String host : List.of("localhost", "127.0.0.1", "LocalHost")) {
            assertThat(ask(host).events).containsExactly("head 200", "ended");
        }
        assertThat(names.questions()).isZero();
    }

    @Test
    void a_silent_name_server_holds_up_only_who_asks() throws Exception {
        Heard stuck = new Heard();
        send(client, "a.silent.example", Duration.ofMillis(500), stuck);
        assertThat(ask("127.0.0.1").events).containsExactly("head 200", "ended");
        assertThat(stuck.over()).isFalse();
        assertThat(stuck.await().events).containsExactly("failed CONNECT_TIMEOUT");
    }

    private Heard ask(String host) throws Exception {
        Heard heard = new Heard();
        send(client, host, Duration.ofSeconds(5), heard);
        return heard.await();
    }

    private void send(Client by, String host, Duration connect, Heard heard) {
        Origin origin = new Origin(Origin.Scheme.HTTP, host, port);
        stage.send(by, origin, RequestHead.of("GET", "/", origin), "", connect, heard);
    }
}
