package dev.junctor.core.route;

import dev.junctor.core.catalog.Modality;
import java.util.Set;

/**
 * How large a request is, as far as that is known before it is answered.
 *
 * @param promptBytes of messages, prompt and tools
 * @param content what the bytes are; of media they say nothing about tokens
 * @param maxOutputTokens the caller's bound; 0 for none
 * @param choices completions that are made, for all prompts together, at least 1
 */
public record Size(long promptBytes, Content content, long maxOutputTokens, int choices) {
    private static final long USUAL_BYTES_PER_TOKEN = 4;

    /** Beyond it no tokenizer in use goes with running text: so a prompt is never called too long by mistake. */
    private static final long MOST_BYTES_PER_TOKEN = 6;

    /** What is presumed of a completion when the caller sets no lower bound. */
    private static final long USUAL_OUTPUT_TOKENS = 512;

    /** What is presumed at most of a prompt with media. */
    private static final long USUAL_MEDIA_TOKENS = 8_192;

    /** What a prompt consists of. */
    public enum Content {
        TEXT,
        MEDIA
    }

    /** The size of a request with these modalities in its prompt. */
    public static Size of(long promptBytes, Set<Modality> in, long maxOutputTokens, int choices) {
        boolean text = in.isEmpty() || (in.size() == 1 && in.contains(Modality.TEXT));
        return new Size(
                promptBytes,
                text ? Content.TEXT : Content.MEDIA,
                maxOutputTokens,
                Math.max(1, choices));
    }

    /** Tokens that the prompt probably has: a quarter of its bytes. */
    public long expectedPromptTokens() {
        long tokens = Math.max(1, promptBytes / USUAL_BYTES_PER_TOKEN);
        return content == Content.TEXT ? tokens : Math.min(tokens, USUAL_MEDIA_TOKENS);
    }

    /** Completion tokens to reckon with, over all choices: 512 each, or the caller's bound where it is lower. */
    public long expectedOutputTokens() {
        long each =
                maxOutputTokens == 0
                        ? USUAL_OUTPUT_TOKENS
                        : Math.min(maxOutputTokens, USUAL_OUTPUT_TOKENS);
        return each * choices;
    }

    /** Tokens that the prompt certainly has; 0 where it has media. */
    public long leastPromptTokens() {
        return content == Content.TEXT ? promptBytes / MOST_BYTES_PER_TOKEN : 0;
    }
}
