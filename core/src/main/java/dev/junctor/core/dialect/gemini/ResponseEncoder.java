package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.StreamEncoder;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes responses: words as they come, each call when it is whole, and a last one with why each candidate ended and
 * what was consumed.
 */
final class ResponseEncoder implements StreamEncoder {
    private final Reply reply;
    private final Losses losses = new Losses();
    private final AnswerWriter writer;
    private final Map<Integer, Map<Integer, Open>> open = new HashMap<>();
    private final Map<Integer, Ending> endings = new TreeMap<>();
    private final Map<Integer, List<Citation>> citations = new HashMap<>();
    private Usage usage = Usage.NONE;
    private String tier = "";
    private boolean over;

    /** One open part: what it is, its state, and what waits of it until it is whole. */
    private static final class Open {
        final Part opening;
        final StringBuilder waiting = new StringBuilder();
        Opaque state;

        Open(Part opening) {
            this.opening = opening;
            this.state = opening.aside().opaque();
        }
    }

    ResponseEncoder(Reply reply) {
        this.reply = reply;
        this.writer = new AnswerWriter(reply.carrier(), losses);
    }

    @Override
    public List<Loss> losses() {
        return losses.list();
    }

    @Override
    public void on(ChatEvent event, Bytes out) {
        if (over) {
            return;
        }
        switch (event) {
            case ChatEvent.Start start -> {}
            case ChatEvent.PartStart start -> open(start, out);
            case ChatEvent.Delta delta -> grow(delta.choice(), delta.part(), delta.text(), out);
            case ChatEvent.NextText next -> grow(next.choice(), next.part(), "\n\n", out);
            case ChatEvent.StateKnown known ->
                    part(known.choice(), known.part())
                            .ifPresent(part -> part.state = known.opaque());
            case ChatEvent.Cited cited ->
                    citations
                            .computeIfAbsent(cited.choice(), c -> new ArrayList<>())
                            .add(cited.citation());
            case ChatEvent.PartEnd end -> close(end, out);
            case ChatEvent.Finished finished -> endings.put(finished.choice(), finished.ending());
            case ChatEvent.Consumed consumed -> {
                usage = consumed.usage();
                tier = consumed.serviceTier();
            }
            case ChatEvent.Failed failed -> {
                over = true;
                out.append(ErrorWriter.event(failed.fault()));
            }
            case ChatEvent.Done done -> done(out);
        }
    }

    private Optional<Open> part(int choice, int part) {
        return Optional.ofNullable(open.getOrDefault(choice, Map.of()).get(part));
    }

    private void open(ChatEvent.PartStart start, Bytes out) {
        Part part = start.opening();
        losses.unread(part.aside().origin());
        open.computeIfAbsent(start.choice(), c -> new HashMap<>())
                .put(start.part(), new Open(part));
        switch (part) {
            case Part.Text text -> {
                grow(start.choice(), start.part(), text.text(), out);
                citations
                        .computeIfAbsent(start.choice(), c -> new ArrayList<>())
                        .addAll(text.citations());
            }
            case Part.Refusal refusal -> grow(start.choice(), start.part(), refusal.text(), out);
            case Part.Reasoning thought -> grow(start.choice(), start.part(), thought.text(), out);
            case Part.ToolCall call -> grow(start.choice(), start.part(), call.input(), out);
            case Part.Audio audio -> {
                if (audio.source() instanceof Source.Inline inline) {
                    grow(start.choice(), start.part(), inline.base64(), out);
                }
            }
            case Part.Image image -> whole(start.choice(), image, out);
            case Part.Video video -> whole(start.choice(), video, out);
            case Part.Document document -> whole(start.choice(), document, out);
            case Part.ToolResult result -> whole(start.choice(), result, out);
            case Part.Foreign foreign -> whole(start.choice(), foreign, out);
        }
    }

    private void whole(int choice, Part part, Bytes out) {
        writer.part(part).ifPresent(json -> response(choice, json, out));
    }

    private void grow(int choice, int number, String text, Bytes out) {
        Optional<Open> part = part(choice, number);
        if (part.isEmpty() || text.isEmpty()) {
            return;
        }
        switch (part.get().opening) {
            case Part.Text words -> response(choice, AnswerWriter.words(text), out);
            case Part.Refusal refusal -> response(choice, AnswerWriter.words(text), out);
            case Part.Reasoning thought -> response(choice, AnswerWriter.thought(text), out);
            case Part.ToolCall call -> part.get().waiting.append(text);
            case Part.Audio audio -> part.get().waiting.append(text);
            case Part.Image image -> {}
            case Part.Video video -> {}
            case Part.Document document -> {}
            case Part.ToolResult result -> {}
            case Part.Foreign foreign -> {}
        }
    }

    private void close(ChatEvent.PartEnd end, Bytes out) {
        Optional<Open> ended = part(end.choice(), end.part());
        if (ended.isEmpty()) {
            return;
        }
        open.getOrDefault(end.choice(), Map.of()).remove(end.part());
        Open part = ended.get();
        switch (part.opening) {
            case Part.ToolCall call ->
                    response(
                            end.choice(),
                            writer.signed(writer.call(call, part.waiting.toString()), part.state),
                            out);
            case Part.Audio audio -> {
                String type =
                        audio.source() instanceof Source.Inline inline ? inline.mediaType() : "";
                Source source = new Source.Inline(type, part.waiting.toString());
                whole(end.choice(), new Part.Audio(source, audio.transcript(), Aside.NONE), out);
            }
            case Part.Text text -> sign(end.choice(), AnswerWriter.words(""), part.state, out);
            case Part.Reasoning thought ->
                    sign(end.choice(), AnswerWriter.thought(""), part.state, out);
            case Part.Refusal refusal -> {}
            case Part.Image image -> {}
            case Part.Video video -> {}
            case Part.Document document -> {}
            case Part.ToolResult result -> {}
            case Part.Foreign foreign -> {}
        }
    }

    /** State of a text that was already written follows in an empty one, as the API itself does it. */
    private void sign(int choice, ObjectNode empty, Opaque state, Bytes out) {
        if (state.isPresent()) {
            response(choice, writer.signed(empty, state), out);
        }
    }

    private void response(int choice, ObjectNode part, Bytes out) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("candidates").add(candidate(choice, part));
        write(json, out);
    }

    private static ObjectNode candidate(int choice, ObjectNode part) {
        ObjectNode candidate = JsonNodeFactory.instance.objectNode();
        ObjectNode content = candidate.putObject("content");
        content.putArray("parts").add(part);
        content.put("role", "model");
        return candidate.put("index", choice);
    }

    private void write(ObjectNode json, Bytes out) {
        if (!usage.equals(Usage.NONE)) {
            ObjectNode counted = UsageWriter.of(usage);
            AnswerEncoder.tier(tier, counted);
            json.set("usageMetadata", counted);
        }
        json.put("modelVersion", reply.identity().model());
        json.put("responseId", reply.identity().id());
        out.append("data: ".getBytes(StandardCharsets.US_ASCII));
        out.append(Trees.bytes(json));
        out.append("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void done(Bytes out) {
        over = true;
        if (endings.isEmpty()) {
            endings.put(0, Ending.NONE);
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode candidates = json.putArray("candidates");
        endings.forEach((choice, ending) -> {
            ObjectNode candidate = candidate(choice, AnswerWriter.words(""));
            AnswerEncoder.end(ending, candidate, losses);
            List<Citation> cited = citations.getOrDefault(choice, List.of());
            if (!cited.isEmpty()) {
                candidate.set("groundingMetadata", Grounding.write(cited, ""));
            }
            candidates.add(candidate);
        });
        write(json, out);
    }
}
