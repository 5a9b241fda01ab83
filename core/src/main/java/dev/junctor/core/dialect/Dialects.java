package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Endpoint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The protocols that are spoken here, and the ways from each to each. */
public final class Dialects {
    private final Map<String, Dialect> byName = new LinkedHashMap<>();
    private final Map<String, Map<String, Bridge>> ways = new HashMap<>();

    /**
     * Speaks these; the first is the one in which callers are answered who have not chosen.
     *
     * @param codecs of those between which is translated
     */
    public Dialects(List<Dialect> spoken, List<ChatCodec> codecs) {
        spoken.forEach(dialect -> byName.put(dialect.name(), dialect));
        List<Spoken> translated =
                codecs.stream().map(codec -> new Spoken(named(codec.name()), codec)).toList();
        for (Spoken from : translated) {
            Map<String, Bridge> leading = new HashMap<>();
            for (Spoken to : translated) {
                if (!from.equals(to)) {
                    leading.put(to.dialect().name(), new Crossing(from, to));
                }
            }
            ways.put(from.dialect().name(), Map.copyOf(leading));
        }
    }

    /** Speaks one protocol only. */
    public static Dialects only(Dialect dialect) {
        return new Dialects(List.of(dialect), List.of());
    }

    /** Their names. */
    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /**
     * The one of a name.
     *
     * @throws IllegalArgumentException when it is not spoken
     */
    public Dialect named(String name) {
        Dialect dialect = byName.get(name);
        if (dialect == null) {
            throw new IllegalArgumentException("the dialect " + name + " is not spoken");
        }
        return dialect;
    }

    /** The one in which callers are answered who have not chosen. */
    public Dialect usual() {
        return byName.values().iterator().next();
    }

    /**
     * The way from a caller to an endpoint: the caller's own protocol where the endpoint speaks it, so that the bytes stay
     * what they are; otherwise a translation. What a provider speaks elsewhere says nothing of this one model.
     */
    public Bridge between(Dialect caller, Endpoint endpoint) {
        Bridge crossing = ways.getOrDefault(caller.name(), Map.of()).get(endpoint.dialect());
        return crossing == null ? caller : crossing;
    }
}
