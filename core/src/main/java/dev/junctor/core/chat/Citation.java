package dev.junctor.core.chat;

/**
 * What a text part rests on.
 *
 * <p>OpenAI chat and Responses: {@code annotations[].url_citation}. Anthropic: {@code citations[]} of kind {@code
 * web_search_result_location}. Gemini: {@code groundingMetadata}.
 *
 * @param url of the page
 * @param title of the page; empty when unknown
 * @param quoted the words that are cited; empty when unknown
 * @param from offset of the first character of the text that rests on it; −1 when unknown
 * @param to offset behind its last character; −1 when unknown
 */
public record Citation(String url, String title, String quoted, int from, int to) {
    /** Prints no content. */
    @Override
    public String toString() {
        return "citation " + from + "–" + to;
    }
}
