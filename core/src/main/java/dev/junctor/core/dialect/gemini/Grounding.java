package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Citation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code groundingMetadata}, in and out: the pages that a text rests on. Its places are offsets in UTF-8. */
final class Grounding {
    private Grounding() {}

    /**
     * The sources of a text.
     *
     * @param text what the offsets are in; empty when it is not known, and then no offsets are told
     */
    static List<Citation> citations(JsonNode grounding, String text) {
        List<Citation> citations = new ArrayList<>();
        JsonNode chunks = grounding.path("groundingChunks");
        boolean[] cited = new boolean[chunks.size()];
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (JsonNode support : grounding.path("groundingSupports")) {
            JsonNode segment = support.path("segment");
            int from = characters(bytes, segment.path("startIndex").asInt(0));
            int to = characters(bytes, segment.path("endIndex").asInt(-1));
            for (JsonNode index : support.path("groundingChunkIndices")) {
                int at = index.asInt(-1);
                if (at >= 0 && at < cited.length && bytes.length > 0) {
                    cited[at] = true;
                    add(chunks.get(at), from, to, citations);
                }
            }
        }
        for (int i = 0; i < cited.length; i++) {
            if (!cited[i]) {
                add(chunks.get(i), -1, -1, citations);
            }
        }
        return citations;
    }

    private static void add(JsonNode chunk, int from, int to, List<Citation> citations) {
        JsonNode web = chunk.path("web");
        String url = web.path("uri").asString("");
        if (!url.isEmpty()) {
            citations.add(new Citation(url, web.path("title").asString(""), "", from, to));
        }
    }

    /** How many characters so many bytes are; −1 where they are not in the text. */
    private static int characters(byte[] text, int bytes) {
        return bytes < 0 || bytes > text.length
                ? -1
                : new String(text, 0, bytes, StandardCharsets.UTF_8).length();
    }

    /**
     * The sources as the API tells them.
     *
     * @param text what their offsets are in; empty when it is not known
     */
    static ObjectNode write(List<Citation> citations, String text) {
        ObjectNode grounding = JsonNodeFactory.instance.objectNode();
        ArrayNode chunks = grounding.putArray("groundingChunks");
        ArrayNode supports = JsonNodeFactory.instance.arrayNode();
        for (Citation citation : citations) {
            chunks.addObject()
                    .putObject("web")
                    .put("uri", citation.url())
                    .put("title", citation.title());
            boolean placed =
                    citation.from() >= 0
                            && citation.to() > citation.from()
                            && citation.to() <= text.length();
            if (placed) {
                ObjectNode support = supports.addObject();
                String words = text.substring(citation.from(), citation.to());
                support.putObject("segment")
                        .put("startIndex", bytes(text.substring(0, citation.from())))
                        .put("endIndex", bytes(text.substring(0, citation.to())))
                        .put("text", words);
                support.putArray("groundingChunkIndices").add(chunks.size() - 1);
            }
        }
        if (!supports.isEmpty()) {
            grounding.set("groundingSupports", supports);
        }
        return grounding;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
