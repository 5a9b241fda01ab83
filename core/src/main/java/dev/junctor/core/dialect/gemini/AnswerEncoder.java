package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole answer. */
final class AnswerEncoder {
    private AnswerEncoder() {}

    static ObjectNode encode(Completion completion, Reply reply, Losses losses) {
        if (completion.origin().isOf(Gemini.NAME)) {
            return completion.origin().json();
        }
        losses.unread(completion.origin());
        AnswerWriter writer = new AnswerWriter(reply.carrier(), losses);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode candidates = json.putArray("candidates");
        for (Choice choice : completion.choices()) {
            losses.unread(choice.origin());
            candidates.add(candidate(choice, writer, losses));
        }
        ObjectNode usage = UsageWriter.of(completion.usage());
        tier(completion.serviceTier(), usage);
        json.set("usageMetadata", usage);
        json.put("modelVersion", reply.identity().model());
        json.put("responseId", reply.identity().id());
        return json;
    }

    private static ObjectNode candidate(Choice choice, AnswerWriter writer, Losses losses) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode content = json.putObject("content");
        ArrayNode parts = content.putArray("parts");
        List<Citation> citations = new ArrayList<>();
        String cited = "";
        for (Part part : choice.parts()) {
            writer.part(part).ifPresent(parts::add);
            if (part instanceof Part.Text text && !text.citations().isEmpty()) {
                citations.addAll(text.citations());
                cited = text.text();
            }
        }
        content.put("role", "model");
        end(choice.ending(), json, losses);
        json.put("index", choice.index());
        if (!citations.isEmpty()) {
            json.set("groundingMetadata", Grounding.write(citations, cited));
        }
        if (choice.logprobs().isObject()) {
            json.set("logprobsResult", Logprobs.write(choice.logprobs()));
        }
        return json;
    }

    /** Why a candidate ended. */
    static void end(Ending ending, ObjectNode candidate, Losses losses) {
        candidate.put("finishReason", Endings.word(ending.finish()));
        if (!ending.stopSequence().isEmpty()) {
            losses.dropped("stop_sequence", "the protocol does not say which sequence was met");
        }
    }

    /** As it was served, in the API's words. */
    static void tier(String tier, ObjectNode usage) {
        if (!tier.isEmpty()) {
            usage.put("serviceTier", tier.equals("default") ? "standard" : tier);
        }
    }
}
