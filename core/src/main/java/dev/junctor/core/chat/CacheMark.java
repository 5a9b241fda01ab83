package dev.junctor.core.chat;

/**
 * A breakpoint of the provider's prompt cache behind an object: all up to here shall be found again.
 *
 * <p>OpenAI: {@code prompt_cache_breakpoint}, OpenRouter's {@code cache_control}. Anthropic: {@code cache_control}.
 * Gemini has none on parts (its caches are resources).
 *
 * @param seconds how long it shall live; 0 for the provider's usual time, −1 for no mark
 */
public record CacheMark(long seconds) {
    /** No mark. */
    public static final CacheMark NONE = new CacheMark(-1);

    /** A mark that lives as long as the provider usually keeps one. */
    public static final CacheMark USUAL = new CacheMark(0);

    /** Whether there is a mark. */
    public boolean isPresent() {
        return seconds >= 0;
    }
}
