package dev.junctor.core.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The only ways in which what a caller gets may differ from what a provider sent. */
final class ListedEdits {
    /** What each client knows, and OpenAI's older word. */
    private static final Set<String> KNOWN =
            Set.of("stop", "length", "tool_calls", "content_filter", "error", "function_call");

    private static final List<String> COSTS = List.of("cost", "cost_details", "is_byok");
    private static final String NATIVE = "native_finish_reason";

    private ListedEdits() {}

    /** Makes them all in an answer or a chunk as it was sent, but checks them where {@code actual} has a say. */
    static ObjectNode made(String sent, ObjectNode actual) {
        ObjectNode expected = (ObjectNode) Fixtures.JSON.readTree(sent);
        expected.put("id", Samples.IDENTITY.id());
        expected.put("model", Samples.IDENTITY.model());
        expected.put("provider", Samples.IDENTITY.provider());
        for (int i = 0; i < expected.path("choices").size(); i++) {
            if (expected.get("choices").get(i) instanceof ObjectNode choice) {
                finish(choice, actual.path("choices").path(i));
            }
        }
        if (expected.get("usage") instanceof ObjectNode usage
                && actual.get("usage") instanceof ObjectNode told) {
            for (String name : COSTS) {
                usage.remove(name);
                if (told.has(name)) {
                    usage.set(name, told.get(name));
                }
            }
        }
        return expected;
    }

    private static void finish(ObjectNode choice, JsonNode actual) {
        String said = choice.path("finish_reason").asString("");
        if (said.isEmpty()) {
            return;
        }
        if (!choice.path(NATIVE).isString()) {
            choice.put(NATIVE, said);
        }
        String told = actual.path("finish_reason").asString("");
        if (!told.equals(said)) {
            assertThat(KNOWN).contains(told).doesNotContain(said);
            choice.put("finish_reason", told);
        }
    }

    /** The choices as they are spelled, without what was put beside the reason to finish. */
    static String spelled(String text) {
        return text.replaceAll(",\"native_finish_reason\":(\"[^\"]*\"|null)", "");
    }
}
