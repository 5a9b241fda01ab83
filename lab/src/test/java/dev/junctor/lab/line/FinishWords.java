package dev.junctor.lab.line;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words for why an answer finished, which are known ones in what a caller gets and any in what a provider sends. */
final class FinishWords {
    private static final Pattern BOTH =
            Pattern.compile(
                    "(\"finish_reason\":\\s*)\"(stop|length|tool_calls|content_filter|error)\""
                            + ",\"native_finish_reason\":(\"[^\"]*\")");

    private FinishWords() {}

    /** The choices as the provider spelled them: with its own word alone, where that was not its doing. */
    static String left(String choices, String recorded) {
        return recorded.contains("\"native_finish_reason\"")
                ? choices
                : BOTH.matcher(choices).replaceAll(FinishWords::own);
    }

    private static String own(MatchResult both) {
        return Matcher.quoteReplacement(both.group(1) + both.group(3));
    }
}
