package dev.junctor.lab.conformance;

import java.util.List;
import java.util.Map;

/**
 * A provider that speaks one dialect only, so that callers of all others are translated for it.
 *
 * @param slug its name at the gateway
 * @param version what stands between a provider's address and the dialect's paths
 * @param shapes further fields of entries in the catalog, by the name in the fleet
 * @param talker a model for all that is no matter of thinking
 * @param thinker a model that shows its thoughts
 * @param breaker a model that fails when it is told to
 */
record Upstream(
        String dialect,
        String slug,
        String version,
        Map<String, String> shapes,
        Offer talker,
        Offer thinker,
        Offer breaker) {
    /**
     * A model.
     *
     * @param simulated whom it is asked of in the fleet
     * @param id its name there
     */
    record Offer(String model, String simulated, String id) {}

    /** Where one of the fleet is reached, after the fleet's own address. */
    String base(String simulated) {
        return "/" + simulated + version;
    }

    /** Further fields of its entry in the catalog. */
    String shape(String simulated) {
        return shapes.getOrDefault(simulated, "");
    }

    /** Each dialect that providers may speak and the gateway can ask in. */
    static final List<Upstream> ALL =
            List.of(
                    new Upstream(
                            "openai-chat",
                            "chatlab",
                            "/v1",
                            Map.of(
                                    "openai",
                                    """
                                    "quirks": {"renamed": {"max_tokens": "max_completion_tokens"}}\
                                    """,
                                    "deepseek",
                                    """
                                    "quirks": {"renamed": {"max_completion_tokens": "max_tokens"},
                                      "roles": {"developer": "system"}, "reasoning": "thinking"}\
                                    """),
                            new Offer("openai/gpt-4.1-mini", "openai", "gpt-4.1-mini"),
                            new Offer("deepseek/deepseek-v4.1-flash", "deepseek", "deepseek-flash"),
                            new Offer("openai/gpt-4.1", "openai", "gpt-4.1")),
                    new Upstream(
                            "anthropic-messages",
                            "messageslab",
                            "/v1",
                            Map.of(
                                    "anthropic",
                                    """
                                    "auth": {"anthropic-messages": "x-api-key"},
                                    "headers": {"anthropic-version": "2023-06-01"}\
                                    """),
                            new Offer(
                                    "anthropic/claude-haiku-4.5", "anthropic", "claude-haiku-4-5"),
                            new Offer(
                                    "anthropic/claude-haiku-4.5", "anthropic", "claude-haiku-4-5"),
                            new Offer(
                                    "anthropic/claude-sonnet-4.6",
                                    "anthropic",
                                    "claude-sonnet-4-6")));
}
