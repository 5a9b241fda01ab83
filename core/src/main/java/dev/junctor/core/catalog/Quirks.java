package dev.junctor.core.catalog;

import java.util.Map;
import java.util.Set;

/**
 * How a provider's wire protocol differs from the one it claims to speak; data, never code with a provider's name.
 *
 * @param renamed request parameters that have another name here, as {@code max_completion_tokens → max_tokens}
 * @param dropped request parameters that the provider refuses and that are taken out
 * @param roles message roles that have another name here, as {@code developer → system}
 * @param usageInStream how the provider is asked for usage at the end of a stream
 * @param reasoningTokens whether its completion total counts reasoning
 * @param reasoning how it is told to reason
 * @param cancelStopsBill whether closing the connection ends its bill
 * @param cost what an answer is billed by
 */
public record Quirks(
        Map<String, String> renamed,
        Set<String> dropped,
        Map<String, String> roles,
        UsageInStream usageInStream,
        ReasoningTokens reasoningTokens,
        ReasoningFormat reasoning,
        CancelStopsBill cancelStopsBill,
        CostSource cost) {

    /** The protocol as specified. */
    public static final Quirks NONE =
            new Quirks(
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    UsageInStream.STREAM_OPTIONS,
                    ReasoningTokens.INCLUDED,
                    ReasoningFormat.EFFORT,
                    CancelStopsBill.YES,
                    CostSource.LISTED);

    public Quirks {
        renamed = Map.copyOf(renamed);
        dropped = Set.copyOf(dropped);
        roles = Map.copyOf(roles);
    }

    /** How usage comes at the end of a stream. */
    public enum UsageInStream {
        /** When asked by {@code stream_options.include_usage}. */
        STREAM_OPTIONS,
        /** Always; {@code stream_options} is refused. */
        ALWAYS
    }

    /** Whether {@code completion_tokens} counts reasoning tokens. */
    public enum ReasoningTokens {
        INCLUDED,
        /** Total = prompt + completion + reasoning. */
        SEPARATE
    }

    /** How a provider is told to reason. */
    public enum ReasoningFormat {
        /** {@code reasoning_effort: "low" | "medium" | …}. */
        EFFORT,
        /** {@code reasoning: {effort, max_tokens, …}}. */
        OBJECT,
        /** {@code thinking: {type: "enabled" | "disabled"}}. */
        THINKING,
        /** {@code enable_thinking: true | false}. */
        ENABLE_THINKING,
        /** {@code chat_template_kwargs: {enable_thinking: …}}. */
        CHAT_TEMPLATE,
        /** It cannot be told; what is asked is taken out. */
        NONE
    }

    /** Whether closing the connection ends the provider's bill. */
    public enum CancelStopsBill {
        YES,
        /** The whole answer is billed: read on to its usage. */
        NO
    }

    /** Who says what an answer cost. */
    public enum CostSource {
        /** The price list, by what was consumed. */
        LISTED,
        /** The provider, in US dollars beside the usage; the price list where it is silent. */
        REPORTED
    }
}
