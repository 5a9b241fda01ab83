package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FirstCallTest {
    @Test
    void a_client_asks_and_a_listener_answers() throws Exception {
        try (Stage stage = new Stage()) {
            Listener listener = stage.listen(Scripted.echo());
            Client client = stage.client(ClientOptions.usual());
            Origin origin = Stage.local(listener.port());
            RequestHead head = RequestHead.of("POST", "/chat?x=1", origin, "Accept", "*/*");
            for (int i = 0; i < 3; i++) {
                Heard heard = new Heard();
                stage.send(client, origin, head, "hello " + i, heard);
                assertThat(heard.await().text()).isEqualTo("POST /chat?x=1 hello " + i);
                assertThat(heard.events).containsExactly("head 200", "ended");
            }
        }
    }
}
