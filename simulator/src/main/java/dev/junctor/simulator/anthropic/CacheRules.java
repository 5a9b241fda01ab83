package dev.junctor.simulator.anthropic;

import dev.junctor.simulator.protocol.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The marks at which a prompt is cached: at most four, the longer-lived first. */
final class CacheRules {
    private static final int MOST = 4;

    private CacheRules() {}

    static void check(JsonNode asked) {
        List<JsonNode> marks = marks(asked);
        if (marks.size() > MOST) {
            throw Objection.invalid(
                    "A maximum of "
                            + MOST
                            + " blocks with cache_control may be provided. Found "
                            + marks.size()
                            + ".");
        }
        boolean brief = false;
        for (JsonNode mark : marks) {
            String ttl = mark.path("ttl").asString("5m");
            if (!mark.path("type").asString("").equals("ephemeral")
                    || !Set.of("5m", "1h").contains(ttl)) {
                throw Objection.invalid(
                        "cache_control: Input should be 'ephemeral' with a ttl of '5m' or '1h'");
            }
            if (brief && ttl.equals("1h")) {
                throw Objection.invalid(
                        "a ttl='1h' cache_control block must not come after a ttl='5m'"
                                + " cache_control block");
            }
            brief = ttl.equals("5m");
        }
    }

    /** All marks in the order in which a prompt is read. */
    static List<JsonNode> marks(JsonNode asked) {
        List<JsonNode> marks = new ArrayList<>();
        asked.path("tools").forEach(tool -> add(tool, marks));
        asked.path("system").forEach(block -> add(block, marks));
        for (JsonNode message : asked.path("messages")) {
            for (JsonNode block : message.path("content")) {
                block.path("content").forEach(inner -> add(inner, marks));
                add(block, marks);
            }
        }
        add(asked, marks);
        return marks;
    }

    private static void add(JsonNode block, List<JsonNode> marks) {
        JsonNode mark = block.path("cache_control");
        if (!mark.isObject()) {
            return;
        }
        String type = block.path("type").asString("");
        if (type.equals("thinking") || type.equals("redacted_thinking")) {
            throw Objection.invalid("cache_control cannot be set on " + type + " blocks");
        }
        marks.add(mark);
    }
}
