package dev.junctor.server.cli;

import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One streamed call of a model. */
final class ChatCall {
    private final Gateway gateway;
    private final LongSupplier nanos;

    ChatCall(Gateway gateway, LongSupplier nanos) {
        this.gateway = gateway;
        this.nanos = nanos;
    }

    /** Who wants to see an answer while it comes. */
    interface Watcher {
        /** More of what the model says. */
        void text(String part);

        /** More of what the model thinks. */
        void reasoning(String part);
    }

    /**
     * Asks and waits for the end of the answer.
     *
     * @param request body of the call; its {@code model} is what the user named
     */
    ChatAnswer ask(ObjectNode request, Watcher watcher) {
        long start = nanos.getAsLong();
        HttpResponse<Stream<String>> answer =
                gateway.stream(Access.INFERENCE, "/chat/completions", request);
        Gathering gathering = new Gathering(request.path("model").asString(""), start, watcher);
        gathering.provider = answer.headers().firstValue("X-Junctor-Provider").orElse("");
        gathering.id = answer.headers().firstValue("X-Generation-Id").orElse("");
        gathering.model = answer.headers().firstValue("X-Junctor-Model").orElse(gathering.asked);
        try (Stream<String> lines = answer.body()) {
            new EventStream(lines.iterator()).forEachRemaining(gathering::event);
        } catch (java.io.UncheckedIOException broken) {
            throw new Failure("the answer broke off", "Ask again; see ./junctor doctor.");
        }
        return gathering.answer();
    }

    /** What has come so far. */
    private final class Gathering {
        private final String asked;
        private final long start;
        private final Watcher watcher;
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private String model = "";
        private String provider = "";
        private String id = "";
        private String finish = "";
        private JsonNode usage = JsonNodeFactory.instance.objectNode();
        private long firstNanos;

        Gathering(String asked, long start, Watcher watcher) {
            this.asked = asked;
            this.start = start;
            this.watcher = watcher;
        }

        void event(String data) {
            if (data.equals("[DONE]")) {
                return;
            }
            JsonNode event = parse(data);
            if (event.hasNonNull("error")) {
                throw new Failure(
                        "the answer broke off: "
                                + event.at("/error/message").asString("no reason given"),
                        "Ask again, or another model with --model.");
            }
            JsonNode choice = event.at("/choices/0");
            add(choice.at("/delta/reasoning"), reasoning, watcher::reasoning);
            add(choice.at("/delta/content"), text, watcher::text);
            finish = choice.path("finish_reason").asString(finish);
            if (event.path("usage").isObject()) {
                usage = event.path("usage");
            }
        }

        private void add(JsonNode part, StringBuilder whole, Consumer<String> shown) {
            String words = part.asString("");
            if (words.isEmpty()) {
                return;
            }
            if (firstNanos == 0) {
                firstNanos = Math.max(1, nanos.getAsLong() - start);
            }
            whole.append(words);
            shown.accept(words);
        }

        ChatAnswer answer() {
            long totalNanos = nanos.getAsLong() - start;
            return new ChatAnswer(
                    asked,
                    model,
                    provider,
                    id,
                    text.toString(),
                    reasoning.toString(),
                    finish,
                    usage,
                    firstNanos == 0 ? totalNanos : firstNanos,
                    totalNanos);
        }
    }

    private static JsonNode parse(String data) {
        try {
            return Json.read(data);
        } catch (JacksonException notJson) {
            throw new Failure(
                    "the gateway sent an event that is not JSON", "See ./junctor doctor.");
        }
    }
}
