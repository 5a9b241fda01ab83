package dev.junctor.simulator.ask;

import dev.junctor.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * A request that was read: who is asked for what.
 *
 * @param body what was asked, in the words of OpenAI's chat, whatever protocol it came in
 * @param original the JSON object that came
 */
public record Ask(Endpoint endpoint, Form form, JsonNode body, JsonNode original) {
    /** A request that came in the words of OpenAI's chat. */
    public Ask(Endpoint endpoint, Form form, JsonNode body) {
        this(endpoint, form, body, body);
    }

    /** The forms of request. */
    public enum Form {
        /** A conversation: {@code messages}. */
        CHAT,
        /** A text to continue: {@code prompt}. */
        TEXT
    }

    /** How the answer is given. */
    public enum Delivery {
        WHOLE,
        STREAM
    }

    /** A parameter by its usual name or by the one that this provider has for it; a missing node when it is not there. */
    public JsonNode parameter(String name) {
        JsonNode usual = body.path(name);
        String own = endpoint.provider().quirks().renamed().getOrDefault(name, name);
        return usual.isMissingNode() ? body.path(own) : usual;
    }

    /** Whether a stream is asked for. */
    public Delivery delivery() {
        return body.path("stream").asBoolean(false) ? Delivery.STREAM : Delivery.WHOLE;
    }

    /** The conversation; of a text request, nothing. */
    public JsonNode messages() {
        return body.path("messages");
    }

    /** The last message; a missing node when there is none. */
    public JsonNode lastMessage() {
        JsonNode messages = messages();
        return messages.path(messages.size() - 1);
    }

    /** The role of the last message, empty for a text request. */
    public String lastRole() {
        return lastMessage().path("role").asString("");
    }

    /** What the user said last, in plain text. */
    public String lastUserText() {
        if (form == Form.TEXT) {
            JsonNode prompt = body.path("prompt");
            return prompt.isArray() ? prompt.path(0).asString("") : prompt.asString("");
        }
        JsonNode messages = messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.path(i).path("role").asString("").equals("user")) {
                return textOf(messages.path(i).path("content"));
            }
        }
        return "";
    }

    /** The texts to continue; a conversation is one. */
    public List<String> prompts() {
        JsonNode prompt = body.path("prompt");
        if (form != Form.TEXT || !prompt.path(0).isString()) {
            return List.of(lastUserText());
        }
        List<String> texts = new ArrayList<>();
        prompt.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    /** What a text answer repeats of its prompt before it goes on; empty unless that was asked for. */
    public String echoed(int choice) {
        boolean asked = body.path("echo").asBoolean(false);
        return asked ? prompts().get(choice / choices()) : "";
    }

    /** The text of a message's content, be it a string or parts. */
    public static String textOf(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            JsonNode piece = part.path("text");
            if (piece.isString()) {
                text.append(text.isEmpty() ? "" : "\n").append(piece.stringValue());
            }
        }
        return text.toString();
    }

    /** How many answers are asked for. */
    public int choices() {
        return Math.max(1, parameter("n").asInt(1));
    }

    /** The most tokens that the completion may have, as asked. */
    public OptionalInt maxTokens() {
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            if (body.path(name).isNumber()) {
                return OptionalInt.of(body.path(name).asInt());
            }
        }
        return OptionalInt.empty();
    }

    /** Where to stop. */
    public List<String> stops() {
        JsonNode stop = parameter("stop");
        List<String> stops = new ArrayList<>();
        if (stop.isString()) {
            stops.add(stop.stringValue());
        }
        for (JsonNode each : stop) {
            stops.add(each.asString(""));
        }
        stops.removeIf(String::isEmpty);
        return stops;
    }

    /** Whether probabilities are asked for, and of how many alternatives: empty when not. */
    public OptionalInt topLogprobs() {
        JsonNode asked = body.path("logprobs");
        if (form == Form.TEXT) {
            return asked.isNumber() ? OptionalInt.of(asked.asInt()) : OptionalInt.empty();
        }
        return asked.asBoolean(false)
                ? OptionalInt.of(body.path("top_logprobs").asInt(0))
                : OptionalInt.empty();
    }

    /** A field of the simulator's own object; a missing node when it is not there. */
    public JsonNode simulator() {
        return body.path("simulator");
    }
}
