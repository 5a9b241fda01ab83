package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.usage.Usage;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole answer: the same items as a stream's, without the events on the way. */
final class AnswerEncoder {
    private AnswerEncoder() {}

    static ObjectNode encode(Completion completion, Reply reply, Losses losses) {
        if (completion.origin().isOf(OpenAiResponsesCodec.DIALECT)) {
            return completion.origin().json();
        }
        losses.unread(completion.origin());
        ItemWriter items = new ItemWriter(reply, losses, (type, fields) -> {});
        Ending ending = Ending.NONE;
        for (Choice choice : completion.choices()) {
            if (choice.index() > 0) {
                losses.dropped("choices[" + choice.index() + "]", "a response is one answer only");
                continue;
            }
            losses.unread(choice.origin());
            for (Part part : choice.parts()) {
                items.on(new ChatEvent.PartStart(0, 0, part));
                items.on(new ChatEvent.PartEnd(0, 0));
            }
            if (!choice.logprobs().isMissingNode()) {
                losses.dropped("logprobs", "they are not told");
            }
            ending = choice.ending();
        }
        ObjectNode json = ResponseJson.of(reply, reply.created(completion.created()), "completed");
        end(json, items, ending, completion.usage(), completion.serviceTier(), losses);
        return json;
    }

    /** Completes the response object of an answer that has ended. */
    static void end(
            ObjectNode json,
            ItemWriter items,
            Ending ending,
            Usage usage,
            String serviceTier,
            Losses losses) {
        boolean whole = ResponseJson.reason(ending.finish()).isEmpty();
        items.closeMessage(whole ? "completed" : "incomplete");
        ResponseJson.end(json, ending.finish());
        json.set("output", items.output());
        if (!usage.equals(Usage.NONE)) {
            json.set("usage", UsageJson.write(usage));
        }
        if (!serviceTier.isEmpty()) {
            json.put("service_tier", serviceTier.equals("standard") ? "default" : serviceTier);
        }
        if (!ending.stopSequence().isEmpty()) {
            losses.dropped("stop_sequence", "responses do not say which sequence was met");
        }
    }
}
