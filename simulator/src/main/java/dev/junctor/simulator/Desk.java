package dev.junctor.simulator;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.habit.HabitBook;
import dev.junctor.simulator.habit.Habits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One simulated provider.
 *
 * @param models what it serves, by its own ids
 */
record Desk(Provider provider, Habits habits, Map<String, Endpoint> models) {
    private static final String OPENAI_CHAT = "openai-chat";
    private static final Set<String> ANSWERING = Set.of("chat", "completion");

    /** A desk for each provider of a catalog that has a model which answers, by slug. */
    static Map<String, Desk> all(Catalog catalog) {
        HabitBook book = HabitBook.shipped();
        Map<String, Desk> desks = new LinkedHashMap<>();
        for (Model model : catalog.models()) {
            for (Endpoint endpoint : catalog.endpointsOf(model.id())) {
                if (ANSWERING.contains(endpoint.type())) {
                    Provider provider = endpoint.provider();
                    Desk desk =
                            desks.computeIfAbsent(
                                    provider.slug(),
                                    slug ->
                                            new Desk(
                                                    provider,
                                                    book.of(provider),
                                                    new LinkedHashMap<>()));
                    desk.add(endpoint);
                }
            }
        }
        return desks;
    }

    /** Of several endpoints with one id that which speaks the dialect of this door, otherwise the first. */
    private void add(Endpoint endpoint) {
        Endpoint known = models.get(endpoint.upstreamId());
        boolean better =
                known != null
                        && !known.dialect().equals(OPENAI_CHAT)
                        && endpoint.dialect().equals(OPENAI_CHAT);
        if (known == null || better) {
            models.put(endpoint.upstreamId(), endpoint);
        }
    }
}
