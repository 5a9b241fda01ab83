package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.CallArguments;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.dialect.ForeignReport;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.StateOnPart;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a whole answer. */
final class AnswerEncoder {
    /** Ids of calls may be longer here than anybody's. */
    static final int MOST_ID = 128;

    private final Reply reply;
    private final Losses losses;
    private final ArrayNode content;

    private AnswerEncoder(Reply reply, Losses losses, ArrayNode content) {
        this.reply = reply;
        this.losses = losses;
        this.content = content;
    }

    static ObjectNode encode(Completion completion, Reply reply, Losses losses) {
        if (completion.origin().isOf(AnthropicCodec.DIALECT)) {
            return completion.origin().json();
        }
        losses.unread(completion.origin());
        ObjectNode json = message(reply);
        AnswerEncoder encoder = new AnswerEncoder(reply, losses, json.putArray("content"));
        Ending ending = Ending.NONE;
        for (Choice choice : completion.choices()) {
            if (choice.index() > 0) {
                losses.dropped("choices[" + choice.index() + "]", "a message is one answer only");
                continue;
            }
            losses.unread(choice.origin());
            if (!choice.logprobs().isMissingNode() && !choice.logprobs().isNull()) {
                losses.dropped("choices[0].logprobs", "messages have no logprobs");
            }
            choice.parts().forEach(encoder::part);
            ending = choice.ending();
        }
        stop(ending, json);
        json.set("usage", UsageCounts.write(completion.usage()));
        return json;
    }

    /** The fields that a message begins with. */
    static ObjectNode message(Reply reply) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", reply.identity().id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.identity().model());
    }

    /** Why it ended. */
    static void stop(Ending ending, ObjectNode json) {
        json.put("stop_reason", StopReasons.word(ending.finish()));
        if (ending.stopSequence().isEmpty()) {
            json.putNull("stop_sequence");
        } else {
            json.put("stop_sequence", ending.stopSequence());
        }
    }

    private void part(Part part) {
        losses.unread(part.aside().origin());
        Opaque opaque = part.aside().opaque();
        switch (part) {
            case Part.Text text -> {
                hidden(opaque);
                words(text.text());
                if (!text.citations().isEmpty() && !text.text().isEmpty()) {
                    ObjectNode block = (ObjectNode) content.get(content.size() - 1);
                    ArrayNode list = block.putArray("citations");
                    text.citations().forEach(cited -> citation(cited, list.addObject()));
                }
            }
            case Part.Refusal refusal -> words(refusal.text());
            case Part.Reasoning thought -> thought(thought);
            case Part.ToolCall call -> {
                hidden(opaque);
                String path = call.aside().origin().path();
                wrapped(call, losses);
                ObjectNode input =
                        call.kind() == Part.ToolCall.Kind.CUSTOM
                                ? CallArguments.wrapped(call.input())
                                : CallArguments.object(call.input(), path, losses);
                content.addObject()
                        .put("type", "tool_use")
                        .put("id", CallIds.plain(call.id(), MOST_ID))
                        .put("name", call.name())
                        .set("input", input);
            }
            case Part.Image image -> ForeignReport.dropped(image, losses);
            case Part.Audio audio -> ForeignReport.dropped(audio, losses);
            case Part.Video video -> ForeignReport.dropped(video, losses);
            case Part.Document document -> ForeignReport.dropped(document, losses);
            case Part.ToolResult result -> ForeignReport.dropped(result, losses);
            case Part.Foreign foreign -> ForeignReport.dropped(foreign, losses);
        }
    }

    /** Reports that free text stands inside an object. */
    static void wrapped(Part.ToolCall call, Losses losses) {
        if (call.kind() == Part.ToolCall.Kind.CUSTOM) {
            losses.approximated(
                    "choices[0].message.tool_calls", "free text is given as one string");
        }
    }

    private void words(String text) {
        if (!text.isEmpty()) {
            content.addObject().put("type", "text").put("text", text);
        }
    }

    /** State that sits on a part goes before it as hidden thoughts, which clients give back as they are. */
    private void hidden(Opaque opaque) {
        if (StateOnPart.isOf(opaque)) {
            redacted(opaque);
        }
    }

    private void redacted(Opaque opaque) {
        content.addObject()
                .put("type", "redacted_thinking")
                .put("data", reply.carrier().seal(opaque));
    }

    private void thought(Part.Reasoning thought) {
        Opaque opaque = thought.aside().opaque();
        if (thought.form() == Part.Reasoning.Form.REDACTED) {
            if (opaque.isPresent()) {
                redacted(opaque);
            }
            return;
        }
        content.addObject()
                .put("type", "thinking")
                .put("thinking", thought.text())
                .put("signature", opaque.isPresent() ? reply.carrier().seal(opaque) : "");
    }

    /** A source in the form of a web search's, which is the one that clients know without the search itself. */
    static void citation(Citation citation, ObjectNode json) {
        json.put("type", "web_search_result_location")
                .put("url", citation.url())
                .put("title", citation.title())
                .put("cited_text", citation.quoted())
                .put("encrypted_index", "");
    }
}
