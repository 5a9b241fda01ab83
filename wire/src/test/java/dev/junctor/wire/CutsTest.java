package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However the network cuts the bytes, they say the same. */
final class CutsTest {
    private static final int SEEDS = 60;

    @Test
    void requests_are_the_same_under_any_cuts() throws Exception {
        try (Stage stage = new Stage()) {
            int port = stage.listen(Scripted.echo()).port();
            for (int seed = 0; seed < SEEDS; seed++) {
                Random chance = new Random(seed);
                List<String> answers = new ArrayList<>();
                StringBuilder script = new StringBuilder();
                for (int i = 0; i < 12; i++) {
                    String body = body(chance);
                    answers.add("200 POST /" + i + " " + body);
                    script.append("POST /" + i + " HTTP/1.1\r\nHost: x\r\n");
                    script.append(chance.nextBoolean() ? sized(body) : chunked(chance, body));
                }
                try (RawSocket caller = RawSocket.to(port)) {
                    sayInPieces(chance, caller, script.toString());
                    for (String answer : answers) {
                        assertThat(caller.answer()).as("seed %d", seed).isEqualTo(answer);
                    }
                }
            }
        }
    }

    @Test
    void answers_are_the_same_under_any_cuts() throws Exception {
        try (Stage stage = new Stage();
                RawServer server = new RawServer()) {
            Client client = stage.client(ClientOptions.usual());
            RequestHead head = RequestHead.of("GET", "/", server.origin());
            Heard heard = new Heard();
            stage.send(client, server.origin(), head, "", heard);
            try (RawSocket asked = server.accept()) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    Random chance = new Random(seed);
                    String body = body(chance);
                    asked.head();
                    String framed = chance.nextBoolean() ? sized(body) : chunked(chance, body);
                    sayInPieces(chance, asked, "HTTP/1.1 200 OK\r\n" + framed);
                    assertThat(heard.await().text()).as("seed %d", seed).isEqualTo(body);
                    heard = new Heard();
                    stage.send(client, server.origin(), head, "", heard);
                }
            }
        }
    }

    private static String body(Random chance) {
        int length = chance.nextInt(4) == 0 ? chance.nextInt(40_000) : chance.nextInt(40);
        StringBuilder body = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            body.append("0\r\n a;");
        }
        body.setLength(length);
        return body.toString();
    }

    private static String sized(String body) {
        return "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(Random chance, String body) {
        StringBuilder text = new StringBuilder("Transfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length(); ) {
            int size = Math.min(body.length() - at, 1 + chance.nextInt(9_000));
            text.append(Integer.toHexString(size)).append("\r\n");
            text.append(body, at, at + size).append("\r\n");
            at += size;
        }
        return text.append("0\r\n\r\n").toString();
    }

    private static void sayInPieces(Random chance, RawSocket socket, String text) throws Exception {
        for (int at = 0; at < text.length(); ) {
            int size = chance.nextBoolean() ? 1 + chance.nextInt(7) : 1 + chance.nextInt(20_000);
            int end = Math.min(text.length(), at + size);
            socket.say(text.substring(at, end));
            at = end;
        }
    }
}
