package dev.junctor.lab.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Derives how a provider differs from its protocol; what the editors say stands above what was collected. */
final class QuirksText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * Parameters that may be taken out when a list says a provider does not take them. Others would change what the
     * caller gets (tools, formats, stop words) or are asked for by the gateway itself; the lists are too coarse for
     * those.
     */
    private static final Set<String> DROPPABLE =
            Set.of(
                    "frequency_penalty",
                    "presence_penalty",
                    "logit_bias",
                    "logprobs",
                    "top_logprobs",
                    "n",
                    "seed",
                    "parallel_tool_calls");

    private QuirksText() {}

    /** The {@code quirks} object of a provider; empty when it keeps to its protocol. */
    static Optional<ObjectNode> of(JsonNode provider, Sources sources) {
        JsonNode correction = sources.correction(Rows.text(provider, "slug"));
        JsonNode compat = provider.path("openai_chat_compat");
        ObjectNode quirks = NODES.objectNode();
        ObjectNode renamed = renamed(provider, compat);
        if (!renamed.isEmpty()) {
            quirks.set("renamed", renamed);
        }
        Set<String> dropped = dropped(provider, sources, correction);
        if (!dropped.isEmpty()) {
            dropped.forEach(quirks.putArray("dropped")::add);
        }
        if (!takesDeveloperRole(provider, compat, correction)) {
            quirks.putObject("roles").put("developer", "system");
        }
        String format = Rows.text(compat, "thinkingFormat");
        String reasoning = Rows.text(sources.corrections().path("reasoning_formats"), format);
        if (!reasoning.isEmpty()) {
            quirks.put("reasoning", reasoning);
        } else if (denies(compat, "supportsReasoningEffort")) {
            quirks.put("reasoning", "none");
        }
        correction
                .path("quirks")
                .properties()
                .forEach(entry -> quirks.set(entry.getKey(), entry.getValue()));
        return quirks.isEmpty() ? Optional.empty() : Optional.of(quirks);
    }

    /** Whether a role is known to be taken that many copies of the protocol refuse; {@code system} is taken by all. */
    private static boolean takesDeveloperRole(
            JsonNode provider, JsonNode compat, JsonNode correction) {
        boolean usual = Rows.texts(provider, "protocols").contains(Dialects.USUAL);
        boolean looked = !compat.isMissingNode() && !denies(compat, "supportsDeveloperRole");
        return Rows.flag(correction, "takes_developer_role") || looked || !usual;
    }

    private static ObjectNode renamed(JsonNode provider, JsonNode compat) {
        ObjectNode renamed = NODES.objectNode();
        if (Rows.text(compat, "maxTokensField").equals("max_tokens")) {
            renamed.put("max_completion_tokens", "max_tokens");
        }
        provider.path("param_mappings")
                .properties()
                .forEach(entry -> renamed.set(entry.getKey(), entry.getValue()));
        return renamed;
    }

    private static Set<String> dropped(JsonNode provider, Sources sources, JsonNode correction) {
        List<String> listed = Rows.texts(provider, sources.column("unsupported"));
        Set<String> dropped = new TreeSet<>(listed);
        dropped.retainAll(DROPPABLE);
        if (listed.contains("tools")) {
            // Such a list means that nobody looked: these providers do take tools.
            dropped.remove("parallel_tool_calls");
        }
        if (denies(provider.path("openai_chat_compat"), "supportsStore")) {
            dropped.add("store");
        }
        Rows.texts(correction, "takes").forEach(dropped::remove);
        return dropped;
    }

    private static boolean denies(JsonNode compat, String claim) {
        JsonNode value = compat.path(claim);
        return value.isBoolean() && !value.booleanValue();
    }
}
