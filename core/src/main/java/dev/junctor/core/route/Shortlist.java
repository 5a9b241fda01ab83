package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    void reject(Listing listing, String field, String reason) {
        rejected.add(new Rejected(listing.tag(), listing.model().id(), field, reason));
    }

    private void reject(Endpoint endpoint, String field, String reason) {
        rejected.add(new Rejected(endpoint.tag(), endpoint.model(), field, reason));
    }

    /** Moves those that do not stand a test from the one list to the other. */
    void keepIf(Predicate<Entry> test, String field, String reason) {
        entries.removeIf(entry -> {
            boolean out = !test.test(entry);
            if (out) {
                reject(entry.endpoint, field, reason);
            }
            return out;
        });
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
        Set<String> first = new HashSet<>();
        for (Entry best : firstOf(bestOfEachModel())) {
            first.add(best.model.id());
        }
        List<Entry> stay = new ArrayList<>();
        boolean stays = false;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (i == 0 || !entry.model.id().equals(entries.get(i - 1).model.id())) {
                stays = first.contains(entry.model.id());
            }
            if (stays) {
                stay.add(entry);
            }
        }
        entries.clear();
        entries.addAll(stay);
    }

    /** The first few, in order; to sort hundreds that are then left would take longer than all else. */
    private List<Entry> firstOf(List<Entry> bests) {
        List<Entry> first = new ArrayList<>(MOST_AUTO_MODELS + 1);
        for (int i = 0; i < bests.size(); i++) {
            Entry best = bests.get(i);
            int place = first.size();
            while (place > 0 && Entry.ORDER.compare(best, first.get(place - 1)) < 0) {
                place--;
            }
            first.add(place, best);
            if (first.size() > MOST_AUTO_MODELS) {
                reject(first.removeLast().endpoint, "routing.objective", BEHIND);
            }
        }
        return first;
    }

    /** The entries of a model stand together, as they were gathered. */
    private List<Entry> bestOfEachModel() {
        List<Entry> bests = new ArrayList<>();
        Entry best = entries.getFirst();
        for (int i = 1; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (!entry.model.id().equals(best.model.id())) {
                bests.add(best);
                best = entry;
            } else if (Entry.ORDER.compare(entry, best) < 0) {
                best = entry;
            }
        }
        bests.add(best);
        return bests;
    }
}
