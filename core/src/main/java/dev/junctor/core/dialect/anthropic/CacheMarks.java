package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.CacheMark;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.CacheTimes;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breakpoints of the prompt cache: at most four, of which the last are kept. */
final class CacheMarks {
    private static final String FIELD = "cache_control";
    private static final int MOST = 4;

    private CacheMarks() {}

    /** Writes a mark; nothing for none. */
    static void put(ObjectNode json, CacheMark mark, String path, Losses losses) {
        if (!mark.isPresent()) {
            return;
        }
        ObjectNode control = json.putObject(FIELD).put("type", "ephemeral");
        String ttl = CacheTimes.fiveMinutesOrHour(mark, path, losses);
        if (!ttl.isEmpty()) {
            control.put("ttl", ttl);
        }
    }

    /** Sets the marks of a whole request right. */
    static void encode(ObjectNode json, Conversation asked, Target target, Losses losses) {
        put(json, asked.aside().cache(), asked.aside().origin().below(FIELD), losses);
        List<ObjectNode> marked = new ArrayList<>();
        collect(json.path("tools"), marked);
        collect(json.path("system"), marked);
        for (JsonNode message : json.path("messages")) {
            collect(message.path("content"), marked);
        }
        if (json.has(FIELD)) {
            marked.add(json);
        }
        if (marked.isEmpty() && target.can(Ability.CACHE_MARKS_WANTED)) {
            automatic(json);
        }
        for (int i = 0; i < marked.size() - MOST; i++) {
            marked.get(i).remove(FIELD);
            losses.dropped(FIELD, "at most four breakpoints are taken; the last are kept");
        }
    }

    private static void collect(JsonNode list, List<ObjectNode> marked) {
        for (JsonNode entry : list) {
            if (entry instanceof ObjectNode object && object.has(FIELD)) {
                marked.add(object);
            }
        }
    }

    /** Tools, system and all up to the last message: what the next request will begin with. */
    private static void automatic(ObjectNode json) {
        if (json.path("system").isString()) {
            String text = json.path("system").asString();
            json.putArray("system").addObject().put("type", "text").put("text", text);
        }
        last(json.path("tools"));
        last(json.path("system"));
        JsonNode messages = json.path("messages");
        if (messages.isEmpty()) {
            return;
        }
        ObjectNode message = (ObjectNode) messages.get(messages.size() - 1);
        if (message.path("content").isString()) {
            String text = message.path("content").asString();
            message.putArray("content").addObject().put("type", "text").put("text", text);
        }
        last(message.path("content"));
    }

    private static void last(JsonNode list) {
        if (list instanceof ArrayNode array
                && !array.isEmpty()
                && array.get(array.size() - 1) instanceof ObjectNode object) {
            object.putObject(FIELD).put("type", "ephemeral");
        }
    }
}
