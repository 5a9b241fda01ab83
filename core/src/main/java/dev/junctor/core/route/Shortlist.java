package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Who may answer and who may not, while a plan is made. */
final class Shortlist {
    /** More models than are ever tried one after another. */
    private static final int MOST_AUTO_MODELS = 8;

    private static final String BEHIND = "the model ranks behind the first " + MOST_AUTO_MODELS;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    void add(Entry entry) {
        entries.add(entry);
    }

    void reject(Endpoint endpoint, String field, String reason) {
        rejected.add(new Rejected(endpoint.tag(), endpoint.model(), field, reason));
    }

    /** Moves those that do not stand a test from the one list to the other. */
    void keepIf(Predicate<Entry> test, String field, String reason) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (!test.test(entry)) {
                reject(entry.endpoint, field, reason);
                all.remove();
            }
        }
    }

    List<Entry> entries() {
        return entries;
    }

    List<Rejected> rejected() {
        return rejected;
    }

    List<Candidate> candidates() {
        List<Candidate> result = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            result.add(entries.get(i).candidate());
        }
        return result;
    }

    /** {@code allow_fallbacks: false}: once ordered, the first of each group is all that remains. */
    void cutFallbacks(Wishes wishes) {
        if (wishes.fallbacks() == Choice.NO && wishes.order().isEmpty()) {
            Set<Integer> groups = new HashSet<>();
            keepIf(
                    entry -> groups.add(entry.group),
                    "provider.allow_fallbacks",
                    "not the first, and fallbacks are off");
        }
    }

    /**
     * Once ranked: of models that were chosen for the caller only those stay whose best endpoints are the best. Of each
     * other one its best endpoint stands for the model among the rejected.
     */
    void cutModels(List<Target> targets) {
        boolean chosen = false;
        for (Target target : targets) {
            chosen |= target.isAuto();
        }
        if (!chosen) {
            return;
        }
        Map<String, Entry> bests = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Entry best = bests.putIfAbsent(entry.model.id(), entry);
            if (best != null && Entry.ORDER.compare(entry, best) < 0) {
                bests.put(entry.model.id(), entry);
            }
        }
        List<Entry> order = new ArrayList<>(bests.values());
        order.sort(Entry.ORDER);
        for (int i = MOST_AUTO_MODELS; i < order.size(); i++) {
            Entry left = order.get(i);
            bests.remove(left.model.id());
            reject(left.endpoint, "routing.objective", BEHIND);
        }
        entries.removeIf(entry -> !bests.containsKey(entry.model.id()));
    }
}
