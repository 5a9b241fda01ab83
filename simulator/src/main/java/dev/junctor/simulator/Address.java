package dev.junctor.simulator;

import java.util.List;

/**
 * What a path means.
 *
 * @param provider the slug, the first part of the path
 * @param rest what follows a version as {@code /v1}, with its leading slash
 */
record Address(String provider, String rest) {
    static final String CHAT = "/chat/completions";
    static final String TEXT = "/completions";
    static final String MESSAGES = "/messages";
    static final String MESSAGE_TOKENS = "/messages/count_tokens";
    static final String RESPONSES = "/responses";
    static final String RESPONSE_TOKENS = "/responses/input_tokens";
    static final String MODELS = "/models";
    static final String CONTROL = "_simulator";

    private static final List<String> ENDINGS =
            List.of(CHAT, TEXT, MESSAGE_TOKENS, MESSAGES, RESPONSE_TOKENS, RESPONSES, MODELS);

    /** Takes a path apart; whatever stands between the slug and a known ending belongs to the base URL. */
    static Address of(String path) {
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        int slash = whole.indexOf('/', 1);
        if (slash < 0) {
            return new Address(whole.isEmpty() ? "" : whole.substring(1), "");
        }
        String slug = whole.substring(1, slash);
        String below = whole.substring(slash);
        if (slug.equals(CONTROL)) {
            return new Address(slug, below);
        }
        for (String known : ENDINGS) {
            if (below.endsWith(known)) {
                return new Address(slug, known);
            }
        }
        int models = below.indexOf(MODELS + "/");
        return new Address(slug, models >= 0 ? below.substring(models) : below);
    }
}
