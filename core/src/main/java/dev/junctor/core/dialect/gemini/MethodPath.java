package dev.junctor.core.dialect.gemini;

import java.util.List;

/** The path below a base URL that asks a model. */
final class MethodPath {
    private static final String MODELS = "models/";

    /** Ids that name their collection themselves. */
    private static final List<String> COLLECTIONS = List.of(MODELS, "tunedModels/");

    private MethodPath() {}

    /** How the answer comes. */
    enum Method {
        WHOLE(":generateContent"),
        EVENTS(":streamGenerateContent?alt=sse");

        private final String words;

        Method(String words) {
            this.words = words;
        }
    }

    /** The path that asks the model of an id. */
    static String of(String model, Method method) {
        boolean whole = COLLECTIONS.stream().anyMatch(model::startsWith);
        return "/" + (whole ? "" : MODELS) + model + method.words;
    }

    /** A model's id as callers name it: without the collection that some put before it. */
    static String model(String named) {
        return named.startsWith(MODELS) ? named.substring(MODELS.length()) : named;
    }
}
