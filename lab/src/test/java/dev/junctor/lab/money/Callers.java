package dev.junctor.lab.money;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.lab.kit.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Callers who ask one question after another until they are stopped or nobody answers any more. */
final class Callers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long REFUSED_PAUSE_MILLIS = 20;
    private static final int OK = 200;
    private static final String DONE = "data: [DONE]";
    private static final String DATA = "data: ";
    private static final int ROOM = 4_096;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI chat;
    private final Consumer<Heard> heard;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Callers(String url, Consumer<Heard> heard) {
        this.chat = URI.create(url + "/api/v1/chat/completions");
        this.heard = heard;
    }

    /**
     * Begins.
     *
     * @param keys taken in turn, one for each caller
     * @param heard is told of every request; any thread
     */
    static Callers start(
            String url, List<String> keys, int count, Seed seed, Consumer<Heard> heard) {
        Callers callers = new Callers(url, heard);
        for (int i = 0; i < count; i++) {
            String key = keys.get(i % keys.size());
            Seed own = seed.forPurpose("caller " + i);
            callers.threads.add(Thread.ofVirtual().start(() -> callers.ask(key, own)));
        }
        return callers;
    }

    /** Nobody asks anything new; waits until everybody is through. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            if (!thread.join(PATIENCE.multipliedBy(2))) {
                throw new IllegalStateException("a caller waits for ever");
            }
        }
        http.shutdownNow();
    }

    private void ask(String key, Seed first) {
        Seed seed = first;
        try {
            while (!stopped) {
                Heard one = one(Question.of(seed), key);
                heard.accept(one);
                if (one instanceof Heard.Refused) {
                    TimeUnit.MILLISECONDS.sleep(REFUSED_PAUSE_MILLIS);
                }
                if (one instanceof Heard.Incomplete(String id) && id.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(REFUSED_PAUSE_MILLIS);
                }
                seed = seed.next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Heard one(Question question, String key) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(chat)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(question.body()))
                        .build();
        String id = "";
        try {
            HttpResponse<InputStream> response =
                    http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            id = response.headers().firstValue("X-Generation-Id").orElse("");
            try (InputStream body = response.body()) {
                String text = read(body, question.leavesAfter());
                if (response.statusCode() != OK) {
                    return new Heard.Refused(id, response.statusCode());
                }
                return ofBody(question, key, id, text);
            }
        } catch (IOException | JacksonException cut) {
            return new Heard.Incomplete(id);
        }
    }

    /** Reads to the end, or until the caller has enough: closing then is what cancels. */
    private static String read(InputStream body, int most) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] room = new byte[ROOM];
        for (int count = body.read(room); count >= 0; count = body.read(room)) {
            text.write(room, 0, count);
            if (text.size() > most) {
                break;
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static Heard ofBody(Question question, String key, String id, String text) {
        if (!question.streamed()) {
            return withCost(Answer.JSON.readTree(text), key, id);
        }
        if (!text.stripTrailing().endsWith(DONE)) {
            return new Heard.Incomplete(id);
        }
        return text.lines()
                .filter(line -> line.startsWith(DATA) && line.contains("\"usage\""))
                .map(line -> Answer.JSON.readTree(line.substring(DATA.length())))
                .map(chunk -> withCost(chunk, key, id))
                .filter(Heard.Complete.class::isInstance)
                .findFirst()
                .orElse(new Heard.Incomplete(id));
    }

    private static Heard withCost(JsonNode answer, String key, String id) {
        JsonNode cost = answer.at("/usage/cost");
        return cost.isNumber()
                ? new Heard.Complete(id, key, Money.ofUsd(cost.decimalValue()))
                : new Heard.Incomplete(id);
    }
}
