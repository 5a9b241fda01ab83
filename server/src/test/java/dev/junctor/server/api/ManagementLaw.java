package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A management request is carried out or refused with a reason, and a refused one changes nothing. The first byte of an
 * input chooses the door, the rest is the body.
 */
public final class ManagementLaw implements AutoCloseable {
    private static final int MOST_KEYS = 200;

    private final AtomicReference<Opened> opened = new AtomicReference<>(Opened.anew());

    private enum Door {
        NEW_KEY("POST", "/api/v1/keys"),
        CHANGED_KEY("PATCH", "/api/v1/keys/{hash}"),
        NEW_ACCOUNT("POST", "/api/v1/accounts"),
        CHANGED_ACCOUNT("PATCH", "/api/v1/accounts/acme"),
        CREDITS("POST", "/api/v1/accounts/acme/credits"),
        PRICE_BOOK("PUT", "/api/v1/price-books/winter"),
        PLAN("POST", "/api/v1/routing/plan");

        private final String method;
        private final String target;

        Door(String method, String target) {
            this.method = method;
            this.target = target;
        }
    }

    private record Opened(Path folder, ApiHouse house, String manager, String inference) {
        static Opened anew() {
            try {
                Path folder = Files.createTempDirectory("junctor-law-");
                ApiHouse house = new ApiHouse(folder);
                String manager = house.management();
                return new Opened(folder, house, manager, house.keyOf("acme"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            house.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Checks it. */
    public void check(byte[] input) {
        Opened now = opened.get();
        String before = state(now);
        Door door = Door.values()[input.length == 0 ? 0 : (input[0] & 0xFF) % Door.values().length];
        byte[] body = Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
        String target = door.target;
        if (door == Door.CHANGED_KEY) {
            target = target.replace("{hash}", hash(now));
        }
        String key = door == Door.PLAN ? now.inference : now.manager;
        ApiHouse.Reply reply =
                now.house.call(
                        door.method,
                        target,
                        Map.of("authorization", "Bearer " + key),
                        body,
                        ApiHouse.From.HERE);
        assertThat(reply.status()).as(reply.text()).isBetween(200, 499);
        JsonNode told = json(reply);
        if (reply.status() >= 400) {
            assertThat(told.at("/error/message").asString("")).as("a reason").isNotBlank();
            assertThat(told.at("/error/code").asInt(0)).isEqualTo(reply.status());
            assertThat(state(now)).as("a refusal changes nothing").isEqualTo(before);
        }
        if (before.length() > MOST_KEYS * 300) {
            now.close();
            opened.set(Opened.anew());
        }
    }

    private static JsonNode json(ApiHouse.Reply reply) {
        try {
            return reply.json();
        } catch (JacksonException e) {
            throw new AssertionError("an answer that is no JSON: " + reply.text(), e);
        }
    }

    private static String hash(Opened now) {
        return KeyMaker.digest(Secret.of(now.inference)).hex();
    }

    /** All that these doors can change. */
    private static String state(Opened now) {
        return now.house.get("/api/v1/keys", now.manager).text()
                + now.house.get("/api/v1/accounts", now.manager).text()
                + now.house.get("/api/v1/price-books", now.manager).text();
    }

    @Override
    public void close() {
        opened.get().close();
    }
}
