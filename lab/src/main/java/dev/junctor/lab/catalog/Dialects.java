package dev.junctor.lab.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Which wire protocols a provider speaks, and which of them an endpoint is spoken to with. */
final class Dialects {
    static final String USUAL = "openai-chat";
    private static final Set<String> CONVERSATIONS = Set.of("chat", "completion");

    private final Sources sources;

    Dialects(Sources sources) {
        this.sources = sources;
    }

    /** Base URLs by protocol, the usual one first; empty when the provider's address is not known. */
    Map<String, String> of(JsonNode provider) {
        JsonNode correction = sources.correction(Rows.text(provider, "slug")).path("dialects");
        Map<String, String> urls = new LinkedHashMap<>();
        if (!correction.isEmpty()) {
            correction
                    .properties()
                    .forEach(entry -> urls.put(entry.getKey(), entry.getValue().stringValue()));
            return urls;
        }
        String url = Rows.text(provider, "base_url");
        List<String> protocols = Rows.texts(provider, "protocols");
        if (!url.isEmpty() && protocols.contains(USUAL)) {
            urls.put(USUAL, url);
        }
        if (!url.isEmpty() && !protocols.contains(USUAL)) {
            protocols.forEach(protocol -> urls.put(name(protocol), url));
        }
        return urls;
    }

    /** The protocol of an endpoint. */
    String of(Offer offer, Map<String, String> spoken) {
        JsonNode correction = sources.correction(offer.provider());
        for (JsonNode rule : correction.path("only")) {
            if (matches(rule, "upstream", offer.id()) && matches(rule, "model", offer.model())) {
                return Rows.text(rule, "dialect");
            }
        }
        String nativeDialect = Rows.text(correction, "native");
        boolean conversation = CONVERSATIONS.contains(Rows.text(offer.row(), "type"));
        if (!nativeDialect.isEmpty() && !conversation) {
            return nativeDialect;
        }
        return usual(spoken);
    }

    /** What a reader takes an endpoint to speak that does not say. */
    static String usual(Map<String, String> spoken) {
        return spoken.containsKey(USUAL) || spoken.isEmpty()
                ? USUAL
                : spoken.keySet().iterator().next();
    }

    private static boolean matches(JsonNode rule, String key, String value) {
        List<String> globs = Rows.texts(rule, key);
        return globs.isEmpty()
                || globs.stream().anyMatch(glob -> glob(glob).matcher(value).matches());
    }

    private static Pattern glob(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
    }

    /** A protocol's name without remarks: {@code acme} of {@code acme (embeddings)}. */
    private static String name(String protocol) {
        int space = protocol.indexOf(' ');
        return space < 0 ? protocol : protocol.substring(0, space);
    }
}
