package dev.junctor.simulator.tell;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import dev.junctor.simulator.say.LogProbabilities;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole answer as one JSON object. */
final class WholeWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private WholeWriter() {}

    static byte[] body(Telling telling) {
        Ask ask = telling.ask();
        boolean chat = ask.form() == Ask.Form.CHAT;
        ObjectNode body =
                JSON.objectNode()
                        .put("id", telling.id())
                        .put("object", chat ? "chat.completion" : "text_completion")
                        .put("created", telling.createdSeconds())
                        .put("model", ask.endpoint().upstreamId());
        ArrayNode choices = body.putArray("choices");
        List<Choice> said = telling.script().choices();
        for (int i = 0; i < said.size(); i++) {
            choices.add(chat ? choice(telling, i, said.get(i)) : text(telling, i, said.get(i)));
        }
        if (telling.usage() != Telling.Usage.OMITTED) {
            body.set("usage", UsageWriter.usage(telling));
        }
        return body.put("service_tier", telling.script().serviceTier())
                .put("system_fingerprint", "fp_simulated")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode choice(Telling telling, int index, Choice said) {
        ObjectNode choice = JSON.objectNode().put("index", index);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (said.text().isEmpty() && !said.tools().isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", String.join("", said.text()));
        }
        message.putNull("refusal");
        thoughts(telling.habits().thoughts(), said, message);
        if (!said.tools().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            said.tools().forEach(use -> calls.add(call(use)));
        }
        OptionalInt asked = telling.ask().topLogprobs();
        if (asked.isPresent()) {
            ObjectNode logprobs = choice.putObject("logprobs");
            ArrayNode content = logprobs.putArray("content");
            for (int i = 0; i < said.text().size(); i++) {
                content.add(LogProbabilities.of(said.text().get(i), i, asked.getAsInt()));
            }
            logprobs.putNull("refusal");
        } else {
            choice.putNull("logprobs");
        }
        return choice.put("finish_reason", said.finish().wire());
    }

    private static void thoughts(Habits.Thoughts shown, Choice said, ObjectNode message) {
        if (said.thoughts().isEmpty()) {
            return;
        }
        String text = String.join("", said.thoughts());
        switch (shown) {
            case REASONING_CONTENT -> message.put("reasoning_content", text);
            case REASONING -> message.put("reasoning", text);
            case REASONING_DETAILS -> {
                message.put("reasoning", text);
                message.putArray("reasoning_details")
                        .addObject()
                        .put("type", "reasoning.text")
                        .put("text", text)
                        .put("format", "unknown")
                        .put("index", 0);
            }
            case HIDDEN -> {}
        }
    }

    private static ObjectNode call(ToolUse use) {
        boolean custom = use.kind() == ToolUse.Kind.CUSTOM;
        String kind = custom ? "custom" : "function";
        ObjectNode call = JSON.objectNode().put("id", use.id()).put("type", kind);
        call.putObject(kind)
                .put("name", use.name())
                .put(custom ? "input" : "arguments", String.join("", use.arguments()));
        return call;
    }

    private static ObjectNode text(Telling telling, int index, Choice said) {
        Ask ask = telling.ask();
        String echoed = ask.echoed(index);
        ObjectNode choice =
                JSON.objectNode()
                        .put("index", index)
                        .put("text", echoed + String.join("", said.text()));
        choice.set("logprobs", legacyLogprobs(said.text(), ask.topLogprobs()));
        return choice.put("finish_reason", said.finish().wire());
    }

    /** Probabilities of one token in the older form. */
    static String legacy(Step.Text step, OptionalInt asked) {
        return asked.isEmpty()
                ? "null"
                : legacyNode(List.of(step.token()), step.position()).toString();
    }

    private static JsonNode legacyLogprobs(List<String> tokens, OptionalInt asked) {
        return asked.isEmpty() ? JSON.nullNode() : legacyNode(tokens, 0);
    }

    private static ObjectNode legacyNode(List<String> tokens, int position) {
        ObjectNode node = JSON.objectNode();
        ArrayNode texts = node.putArray("tokens");
        ArrayNode values = node.putArray("token_logprobs");
        ArrayNode top = node.putArray("top_logprobs");
        ArrayNode offsets = node.putArray("text_offset");
        int offset = 0;
        for (int i = 0; i < tokens.size(); i++) {
            double value = LogProbabilities.of(tokens.get(i), position + i);
            texts.add(tokens.get(i));
            values.add(value);
            top.addObject().put(tokens.get(i), value);
            offsets.add(offset);
            offset += tokens.get(i).length();
        }
        return node;
    }
}
