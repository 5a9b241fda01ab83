package dev.junctor.core.chat;

/**
 * The plain settings of a request: one value each, and nothing to translate but the name. Per knob: OpenAI chat ·
 * Responses · Anthropic · Gemini ({@code –}: cannot say it, a crossing reports it).
 */
public enum Knob {
    /** {@code temperature} 0–2 · same · 0–1, refused by newer models · {@code temperature} 0–2. */
    TEMPERATURE,
    /** {@code top_p} · same · same · {@code topP}. */
    TOP_P,
    /** OpenRouter's {@code top_k} · – · {@code top_k} · {@code topK}. */
    TOP_K,
    /** OpenRouter's {@code min_p} · – · – · –. */
    MIN_P,
    /** OpenRouter's {@code top_a} · – · – · –. */
    TOP_A,
    /** {@code frequency_penalty} · – · – · {@code frequencyPenalty}. */
    FREQUENCY_PENALTY,
    /** {@code presence_penalty} · – · – · {@code presencePenalty}. */
    PRESENCE_PENALTY,
    /** OpenRouter's {@code repetition_penalty} · – · – · –. */
    REPETITION_PENALTY,
    /** {@code seed} · – · – · {@code seed}. */
    SEED,
    /** {@code logit_bias}, an object · – · – · –. */
    LOGIT_BIAS,
    /** {@code logprobs}, a boolean · {@code include} · – · {@code responseLogprobs}. */
    LOGPROBS,
    /** {@code top_logprobs} · same · – · {@code logprobs}. */
    TOP_LOGPROBS,
    /** {@code n} · – · – · {@code candidateCount}. */
    CHOICES,
    /** {@code stop}, here always a list · – · {@code stop_sequences} · {@code stopSequences}. */
    STOP,
    /**
     * {@code service_tier}, here in OpenAI's words ({@code auto, default, flex, priority, …}) · same · {@code auto,
     * standard_only} · {@code serviceTier}.
     */
    SERVICE_TIER,
    /** {@code user} · same · {@code metadata.user_id} · –. */
    USER,
    /** {@code safety_identifier} · same · – · –. */
    SAFETY_IDENTIFIER,
    /** {@code metadata}, an object of strings · same · – · {@code labels} where it has them. */
    METADATA,
    /** {@code store} · same · – · {@code store}. */
    STORE,
    /** {@code verbosity} · {@code text.verbosity} · – · –. */
    VERBOSITY,
    /** {@code prediction} · – · – · –. */
    PREDICTION,
    /** {@code modalities}, a list of lower-case words · – · – · {@code responseModalities}. */
    MODALITIES,
    /** {@code audio}, an object · – · – · {@code speechConfig}, which differs. */
    AUDIO,
    /** {@code prompt_cache_key} · same · – · –. */
    CACHE_KEY,
    /** {@code prompt_cache_retention} · same · – · –. */
    CACHE_RETENTION,
    /** – · {@code max_tool_calls} · – · –. */
    MAX_TOOL_CALLS,
    /** – · {@code truncation} · – · –. */
    TRUNCATION,
    /** – · {@code previous_response_id} · – · –. */
    PREVIOUS_ID
}
