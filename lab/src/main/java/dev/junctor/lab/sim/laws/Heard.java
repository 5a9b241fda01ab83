package dev.junctor.lab.sim.laws;

import dev.junctor.core.base.Money;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a caller understands of the bytes that it got. */
final class Heard {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final StringBuilder content = new StringBuilder();
    private String wrong = "";
    private Optional<JsonNode> usage = Optional.empty();
    private boolean error;
    private boolean done;
    private String id = "";
    private String model = "";

    private Heard() {}

    /** A body in one piece. */
    static Heard whole(String body) {
        Heard heard = new Heard();
        try {
            JsonNode answer = JSON.readTree(body);
            heard.error = answer.has("error");
            heard.content.append(answer.at("/choices/0/message/content").asString(""));
            heard.take(answer);
            heard.done = true;
        } catch (JacksonException e) {
            heard.wrong = "the answer is not JSON";
        }
        return heard;
    }

    /** A body of server-sent events, perhaps cut. */
    static Heard stream(String body) {
        Heard heard = new Heard();
        String text = body.replace("\r\n", "\n");
        int at = 0;
        for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", at)) {
            heard.event(text.substring(at, end));
            at = end + 2;
        }
        if (heard.done && !text.substring(at).isBlank()) {
            heard.wrong = "bytes follow the end";
        }
        return heard;
    }

    private void event(String event) {
        event.lines()
                .forEach(line -> {
                    if (line.startsWith("data:")) {
                        data(line.substring(5).strip());
                    } else if (!line.startsWith(":") && !line.isBlank()) {
                        wrong = "a line that is no event";
                    }
                });
    }

    private void data(String data) {
        if (done || (error && !data.equals("[DONE]"))) {
            wrong = "an event follows the end";
        }
        if (data.equals("[DONE]")) {
            done = true;
            return;
        }
        try {
            JsonNode chunk = JSON.readTree(data);
            if (chunk.has("error")) {
                error = true;
            } else {
                content.append(chunk.at("/choices/0/delta/content").asString(""));
                take(chunk);
            }
        } catch (JacksonException e) {
            wrong = "an event that is not JSON";
        }
    }

    private void take(JsonNode answer) {
        String said = answer.path("id").asString("");
        if (!id.isEmpty() && !said.equals(id)) {
            wrong = "two names for one answer";
        }
        id = said;
        model = answer.path("model").asString("");
        if (answer.path("usage").isObject()) {
            usage = Optional.of(answer.path("usage"));
        }
    }

    /** What is wrong with the form of it; empty for nothing. */
    String wrong() {
        return wrong;
    }

    /** All words, in their order. */
    String content() {
        return content.toString();
    }

    /** Whether it was told of a failure. */
    boolean isError() {
        return error;
    }

    /** Whether it is complete, as far as the dialect tells. */
    boolean isDone() {
        return done;
    }

    /** The answer's name. */
    String id() {
        return id;
    }

    /** The model that answered. */
    String model() {
        return model;
    }

    /** Tokens of the prompt; −1 where nobody said. */
    long promptTokens() {
        return usage.map(one -> one.path("prompt_tokens").asLong(-1)).orElse(-1L);
    }

    /** The cost that it was told; empty for none. */
    Optional<Money> cost() {
        return usage.map(one -> one.path("cost"))
                .filter(JsonNode::isNumber)
                .map(cost -> Money.ofUsd(cost.decimalValue()));
    }
}
