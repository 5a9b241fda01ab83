package dev.junctor.core.dialect.openaichat.chat;

/** {@code service_tier} of answers: OpenAI's clients know only OpenAI's words (its API reference, chat). */
final class Tiers {
    private Tiers() {}

    /** OpenAI's word for a provider's; empty where it has none. */
    static String word(String tier) {
        return switch (tier) {
            case "auto", "default", "flex", "scale", "priority" -> tier;
            case "standard", "standard_only", "on_demand" -> "default";
            default -> "";
        };
    }
}
