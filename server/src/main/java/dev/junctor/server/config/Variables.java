package dev.junctor.server.config;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ${NAME}} in values stands for an environment variable, <code>$${</code> for <code>${</code>.
 *
 * <p>YAML does not allow braces in plain values inside <code>{…}</code>, where people write them all the same. So before
 * YAML sees the text, each variable is replaced by its name between two characters of private use; and what a variable
 * holds is put in after YAML is done, so that it is always one value and can never become a key or a list.
 */
final class Variables {
    static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final char OPEN_AS_IT_IS = '\uE002';
    private static final Pattern PRIVATE_USE = Pattern.compile("[\uE000-\uE002]");
    private static final Pattern WRITTEN =
            Pattern.compile("\\$\\$\\{(" + NAME + ")\\}|\\$\\$\\{|\\$\\{(" + NAME + ")\\}");
    private static final Pattern MARKED =
            Pattern.compile(OPEN_AS_IT_IS + "|" + OPEN + "(" + NAME + ")" + CLOSE);

    private Variables() {}

    /** Whether a text has characters that would be taken for marks. */
    static boolean isAmbiguous(String yaml) {
        return PRIVATE_USE.matcher(yaml).find();
    }

    /** Hides variables from YAML. */
    static String mark(String yaml) {
        return WRITTEN.matcher(yaml).replaceAll(match -> Matcher.quoteReplacement(mark(match)));
    }

    private static String mark(MatchResult match) {
        String escaped = match.group(1);
        String name = match.group(2);
        if (name != null) {
            return OPEN + name + CLOSE;
        }
        // The name and its brace stay hidden too: inside {…} they would end the value.
        return escaped != null ? OPEN_AS_IT_IS + escaped + CLOSE : String.valueOf(OPEN_AS_IT_IS);
    }

    /** Whether a text that went through {@link #mark} has a variable in it. */
    static boolean isIn(String marked) {
        return marked.indexOf(OPEN) >= 0;
    }

    /** Whether it has a <code>${</code> that begins no variable. */
    static boolean isBroken(String marked) {
        return marked.contains("${");
    }

    /**
     * Puts in what variables hold.
     *
     * @param environment the value of a variable by its name
     */
    static Filled fill(String marked, Function<String, Optional<String>> environment) {
        Set<String> missing = new LinkedHashSet<>();
        String text =
                MARKED.matcher(marked)
                        .replaceAll(match -> {
                            String name = match.group(1);
                            if (name == null) {
                                return Matcher.quoteReplacement("${");
                            }
                            Optional<String> value = environment.apply(name);
                            if (value.isEmpty()) {
                                missing.add(name);
                            }
                            return Matcher.quoteReplacement(value.orElse(""));
                        })
                        .replace(CLOSE, '}');
        return new Filled(text, missing);
    }

    /**
     * A value with its variables put in.
     *
     * @param missing names of variables that are not set
     */
    record Filled(String text, Set<String> missing) {}
}
