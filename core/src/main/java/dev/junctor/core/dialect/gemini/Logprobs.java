package dev.junctor.core.dialect.gemini;

import dev.junctor.core.json.Trees;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code logprobsResult}, in and out, and OpenAI chat's form of it, which is the canonical one. */
final class Logprobs {
    private Logprobs() {}

    /** OpenAI chat's form; a missing node for none. */
    static JsonNode read(JsonNode result) {
        JsonNode chosen = result.path("chosenCandidates");
        if (!chosen.isArray()) {
            return Trees.NOTHING;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode content = json.putArray("content");
        for (int i = 0; i < chosen.size(); i++) {
            ObjectNode token = token(chosen.get(i), content.addObject());
            ArrayNode top = token.putArray("top_logprobs");
            JsonNode others = result.path("topCandidates").path(i).path("candidates");
            others.forEach(other -> token(other, top.addObject()));
        }
        return json;
    }

    private static ObjectNode token(JsonNode from, ObjectNode to) {
        to.put("token", from.path("token").asString(""));
        to.set("logprob", number(from.path("logProbability")));
        return to.putNull("bytes");
    }

    private static JsonNode number(JsonNode value) {
        return value.isNumber() ? value : JsonNodeFactory.instance.numberNode(0);
    }

    /** Gemini's form. */
    static ObjectNode write(JsonNode logprobs) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode chosen = result.putArray("chosenCandidates");
        ArrayNode top = result.putArray("topCandidates");
        for (JsonNode token : logprobs.path("content")) {
            candidate(token, chosen.addObject());
            ArrayNode others = top.addObject().putArray("candidates");
            token.path("top_logprobs").forEach(other -> candidate(other, others.addObject()));
        }
        return result;
    }

    private static void candidate(JsonNode from, ObjectNode to) {
        to.put("token", from.path("token").asString(""));
        to.set("logProbability", number(from.path("logprob")));
    }
}
