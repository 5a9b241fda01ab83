package dev.junctor.core.dialect.gemini;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.ProviderOptions;
import dev.junctor.core.dialect.UpstreamEdits;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.ObjectEdits;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What must change in a caller's body before an endpoint gets it; all else stays byte for byte. */
final class RequestEdits {
    private static final String LIMIT = "maxOutputTokens";

    private RequestEdits() {}

    /**
     * The edits in order.
     *
     * @param bound tokens that each answer may have; 0 for the caller's own bound
     */
    static List<Splice> of(Envelope envelope, byte[] body, Endpoint endpoint, long bound) {
        ObjectEdits edits = UpstreamEdits.begin(envelope, body);
        RequestNames.OURS.forEach(edits::remove);
        settings(envelope, body, endpoint, bound, edits);
        ProviderOptions.of(envelope, endpoint)
                .forEach((name, value) -> {
                    boolean ours =
                            RequestNames.OURS.contains(name)
                                    || RequestNames.DECIDED.stream()
                                            .anyMatch(decided -> Spelling.is(name, decided));
                    if (!ours) {
                        edits.set(spelled(envelope, name), value);
                    }
                });
        return edits.splices();
    }

    private static String spelled(Envelope envelope, String name) {
        for (Field field : envelope.fields()) {
            if (Spelling.is(field.name(), name)) {
                return field.name();
            }
        }
        return name;
    }

    /** The settings stand in an object of their own. */
    private static void settings(
            Envelope envelope, byte[] body, Endpoint endpoint, long bound, ObjectEdits edits) {
        GenerationConfig config = GenerationConfig.of(envelope.fields(), body);
        String name = spelled(envelope, RequestNames.CONFIG);
        byte[] tokens = Long.toString(bound).getBytes(StandardCharsets.US_ASCII);
        if (config.from() < 0) {
            if (bound > 0) {
                String json = "{\"" + LIMIT + "\":" + bound + "}";
                edits.set(name, json.getBytes(StandardCharsets.US_ASCII));
            }
            return;
        }
        ObjectEdits inside = new ObjectEdits(config.fields(), config.from());
        Quirks quirks = endpoint.provider().quirks();
        quirks.dropped().forEach(refused -> drop(refused, inside));
        endpoint.refused().forEach(refused -> drop(refused, inside));
        if (bound > 0) {
            String snake = RequestNames.snake(LIMIT);
            inside.set(inside.has(snake) ? snake : LIMIT, tokens);
        }
        edits.inside(name, inside.splices());
    }

    private static void drop(String refused, ObjectEdits settings) {
        for (String name : RequestNames.SETTINGS.getOrDefault(refused, List.of())) {
            settings.remove(name);
            settings.remove(RequestNames.snake(name));
        }
    }
}
