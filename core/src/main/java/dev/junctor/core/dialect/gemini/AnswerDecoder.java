package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a whole answer; what has not the form it should have is taken as absent. */
final class AnswerDecoder {
    private static final Set<String> UNDERSTOOD =
            Set.of(
                    "content",
                    "finishReason",
                    "finishMessage",
                    "index",
                    "groundingMetadata",
                    "logprobsResult",
                    "avgLogprobs",
                    "tokenCount");

    private AnswerDecoder() {}

    static Completion decode(ObjectNode json, Sent sent) {
        List<Choice> choices = new ArrayList<>();
        JsonNode candidates = json.path("candidates");
        for (int i = 0; i < candidates.size(); i++) {
            choices.add(choice(candidates.get(i), i, id(json), sent));
        }
        String blocked = json.path("promptFeedback").path("blockReason").asString("");
        if (choices.isEmpty() && !blocked.isEmpty()) {
            Ending ending = Endings.blocked(blocked);
            choices.add(new Choice(0, List.of(), ending, Trees.NOTHING, Origin.NONE));
        }
        return new Completion(
                id(json),
                json.path("modelVersion").asString(""),
                created(json),
                choices,
                usage(json, searches(candidates)),
                tier(json),
                new Origin(Gemini.NAME, "", json, List.of()));
    }

    private static Choice choice(JsonNode candidate, int place, String id, Sent sent) {
        int index = candidate.path("index").asInt(place);
        AnswerParts reader = new AnswerParts(sent, id, index);
        List<Part> parts = new ArrayList<>();
        JsonNode listed = candidate.path("content").path("parts");
        String path = "candidates[" + place + "]";
        for (int i = 0; i < listed.size(); i++) {
            parts.add(reader.part(listed.get(i), path + ".content.parts[" + i + "]"));
        }
        cite(candidate.path("groundingMetadata"), parts);
        Endings.Calls calls = reader.hasCalls() ? Endings.Calls.SEEN : Endings.Calls.NONE;
        return new Choice(
                index,
                parts,
                Endings.ending(candidate.path("finishReason").asString(""), calls),
                Logprobs.read(candidate.path("logprobsResult")),
                origin(candidate, path));
    }

    /** What only this API tells of an answer. */
    private static Origin origin(JsonNode candidate, String path) {
        if (!(candidate instanceof ObjectNode object)) {
            return Origin.NONE;
        }
        List<String> unread = new ArrayList<>();
        for (String name : object.propertyNames()) {
            if (!UNDERSTOOD.contains(name)) {
                unread.add(name);
            }
        }
        return new Origin(Gemini.NAME, path, object, unread);
    }

    /** The sources are those of the last text. */
    private static void cite(JsonNode grounding, List<Part> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i) instanceof Part.Text text) {
                List<Citation> citations = Grounding.citations(grounding, text.text());
                parts.set(i, new Part.Text(text.text(), citations, text.aside()));
                return;
            }
        }
    }

    static String id(JsonNode json) {
        return json.path("responseId").asString("");
    }

    /** Second of the epoch; 0 where it is not told. */
    static long created(JsonNode json) {
        try {
            return OffsetDateTime.parse(json.path("createTime").asString("")).toEpochSecond();
        } catch (DateTimeException e) {
            return 0;
        }
    }

    /** What was consumed; {@link Usage#NONE} when it is not told. */
    static Usage usage(JsonNode json, long searches) {
        UsageReader reader = reader(json);
        return reader.isReported() ? reader.usage().withWebSearches(searches) : Usage.NONE;
    }

    static String tier(JsonNode json) {
        return reader(json).tier();
    }

    private static UsageReader reader(JsonNode json) {
        byte[] bytes = Trees.bytes(json.path("usageMetadata"));
        return new UsageReader(bytes, 0, bytes.length);
    }

    /** Searches in the web for any of the candidates. */
    static long searches(JsonNode candidates) {
        long searches = 0;
        for (JsonNode candidate : candidates) {
            JsonNode queries = candidate.path("groundingMetadata").path("webSearchQueries");
            searches = Math.max(searches, queries.size());
        }
        return searches;
    }
}
